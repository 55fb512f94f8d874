import ArgumentParser
import Compliance
import AuditLog
import Store
import StrictJSON

/// Makes the key that signs, shows its public half, and puts another in its place.
struct AuditKey: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key",
        abstract: Wording.both("Make, show or rotate the sealing key.", "生成、显示或更换封存密钥。"),
        discussion: """
            Makes the county's key beside LAZARET_SEAL_KEY where nothing was ever sealed,
            and writes its public half to standard output: keep a copy of that where the
            database's keepers cannot change it. With --rotate, an entry announces the
            new key and is sealed under the old one; then the new one is the county's.

              lazaret audit key > seal.pub
              lazaret audit key --rotate > seal-2.pub

            A key that is lost cannot announce its successor. --lost makes one all the
            same, and puts the reason on record. What that costs: nothing in the record
            shows from then on that the new key is yours, so every verification fails at
            it unless whoever verifies vouches for it (audit verify --vouch ID). Write
            its id and the last head on paper, and have it witnessed.
            """
    )

    @ArgumentParser.Flag(help: "Announce a new key under the old one, and put it in its place.")
    var rotate = false

    @ArgumentParser.Flag(help: "The last key is lost for good: go on with one that nothing announces.")
    var lost = false

    @Option(help: ArgumentHelp("How the key was lost, for the record; with --lost.", valueName: "text"))
    var reason: String?

    @OptionGroup var options: CountyOptions

    func validate() throws {
        guard !(rotate && lost) else { throw ValidationError("Give --rotate or --lost, not both.") }
        let isGiven = reason?.unicodeScalars.contains { !$0.properties.isWhitespace } ?? false
        guard lost == isGiven else { throw ValidationError("Give --lost together with --reason.") }
    }

    func run() async throws {
        let settings = try Settings()
        let file = try SealKeyFile.required(settings, county: options.county ?? settings.county)
        let key =
            if rotate {
                try await rotated(file)
            } else if lost {
                try await replaced(file, settings)
            } else if file.isOwn, let key = try file.read() {
                key
            } else {
                try await options.withStore { try await file.key(for: $0, making: true) }
            }
        let publicKey = key.publicKey
        try options.say(
            .object([
                ("id", .string(publicKey.id)), ("publicKey", .string(publicKey.pem)),
                ("file", .string(file.path)),
            ]),
            or: String(publicKey.pem.dropLast()),
            else: Text(
                zh: "密钥 \(publicKey.id) 已就位；lazaret audit key 会再显示它的公钥。",
                en:
                    "The key \(publicKey.id) is in its place; 'lazaret audit key' shows its public half again."
            )
        )
    }

    private func rotated(_ file: SealKeyFile) async throws -> SealKey {
        let new = SealKey()
        try await options.withStore { store in
            let old = try await file.key(for: store, making: false)
            // What waits is sealed first: a key that does not follow announces nothing.
            try await store.seal(with: old, now: { .now })
            try await store.note(
                "rotate",
                "key/\(new.publicKey.id)",
                after: new.publicKey.digest
            )
            try await store.seal(with: old, now: { .now })
            try file.replace(old, with: new)
        }
        return new
    }

    private func replaced(_ file: SealKeyFile, _ settings: Settings) async throws -> SealKey {
        guard settings.token == nil else { throw StoreError.forbidden }
        return try await options.withStore { store in
            guard let last = try await store.sealingState().lastKey else {
                throw CommandError(
                    zh: "县 \(store.county.code) 的记录还没有封存过；请运行 lazaret audit key。",
                    en:
                        "Nothing of the county \(store.county.code) was ever sealed; run 'lazaret audit key'."
                )
            }
            if let key = try file.read(), try await store.follows(key.publicKey) {
                throw CommandError(
                    zh: "密钥 \(key.publicKey.id) 没有遗失，仍可封存；更换请用 --rotate。",
                    en:
                        "The key \(key.publicKey.id) is not lost: it can seal. Use --rotate to change it."
                )
            }
            guard !file.isOwn else {
                throw CommandError(
                    zh: "\(file.path) 里是另一把密钥；请先把它移开。",
                    en: "\(file.path) holds another key; move it away first."
                )
            }
            let new = SealKey()
            try await store.replaceLost(with: new.publicKey, reason: reason ?? "")
            try file.put(new)
            Terminal.note(
                Text(
                    zh:
                        "密钥 \(last) 之后由未经宣布的密钥 \(new.publicKey.id) 接续。今后每次核验都须由核验者担保：lazaret audit verify --vouch \(new.publicKey.id)。请把它和最后一个树头写在纸上，另行保存。",
                    en:
                        "After \(last) follows the key \(new.publicKey.id), which nothing announces. From now on whoever verifies has to vouch for it: 'lazaret audit verify --vouch \(new.publicKey.id)'. Write it down on paper with the last head, and keep that elsewhere."
                )[.ofShell]
            )
            return new
        }
    }
}
