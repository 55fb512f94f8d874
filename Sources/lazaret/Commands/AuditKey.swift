import ArgumentParser
import Compliance
import Record
import Store
import StrictJSON

/// Makes the key that signs, shows its public half, and puts another in its place.
struct AuditKey: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key",
        abstract: "Make, show or rotate the sealing key. 生成、显示或更换封存密钥。",
        discussion: """
            Makes the key of LAZARET_SEAL_KEY where there is none, and writes its public
            half to standard output: keep a copy of that where the database's keepers
            cannot change it. With --rotate, an entry announces the new key and is
            sealed under the old one; then the new one takes its place.

              lazaret audit key > seal.pub
              lazaret audit key --rotate > seal-2.pub
            """
    )

    @ArgumentParser.Flag(help: "Put a new key in the place of the old one.")
    var rotate = false

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let settings = try Settings()
        let file = try SealKeyFile.required(settings)
        if settings.sealKey == nil, !file.exists {
            // The state directory is made by whoever first opens the private database.
            try await Records.with(options) { _ in }
        }
        let key = rotate ? try await rotated(file) : file.exists ? try file.read() : try file.make()
        let publicKey = key.publicKey
        options.say(
            .object([("id", .string(publicKey.id)), ("publicKey", .string(publicKey.pem))]),
            or: String(publicKey.pem.dropLast())
        )
    }

    private func rotated(_ file: SealKeyFile) async throws -> SealKey {
        let (old, new) = (try file.read(), SealKey())
        try await Records.with(options) { store in
            try await store.note(
                "rotate",
                "key/\(new.publicKey.id)",
                after: new.publicKey.digest
            )
            try await store.seal(with: old, now: { .now })
        }
        try file.replace(old, with: new)
        return new
    }
}
