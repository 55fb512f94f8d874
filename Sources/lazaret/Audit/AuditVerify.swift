import ArgumentParser
import Compliance
import AuditLog
import Store
import StrictJSON

/// Checks the whole record and names the first thing that is wrong.
struct AuditVerify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check every entry, the tree, the heads and their signatures. 核验全部记录、散列树、树头和签名。",
        discussion: """
            Works on a restored backup with the public key alone, and takes roots that
            are known from elsewhere, such as a printed report. Exit code 1: something
            is wrong, and named; or entries wait and nothing seals them, here where the
            key is. Examples:

              lazaret audit verify
              lazaret audit verify --public-key seal.pub --printed 1234:2c26b4…e7ae
            """
    )

    @OptionGroup var keys: PublicKeyOptions

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Roots known from elsewhere, by the size of the tree.", valueName: "size:root")
    )
    var printed: [String] = []

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let settings = try Settings()
        let publicKeys = try keys.read(settings, county: options.county ?? settings.county)
        let roots = try Dictionary(grouping: printed.map(Self.root)) { $0.0 }.mapValues { Set($0.map(\.1)) }
        let started = ContinuousClock.now
        let progress = Progress(Text(zh: "已核验", en: "verified")[.ofShell])
        let report = try await options.withStore { store in
            try await store.verify(keys: publicKeys, vouched: Set(keys.vouch), printed: roots) {
                progress.update($0)
            }
        }
        progress.finish()
        let text = AuditReportText(report, took: ContinuousClock.now - started)
        try options.say(text.json, or: text.whole)
        // A restored copy is verified with public keys, and nobody seals it.
        let isSealedHere = keys.files.isEmpty && settings.sealKeyPath != nil
        if report.fault != nil || isSealedHere && report.sealing.isStopped(isExpected: true) {
            throw ExitCode(CommandFailure.Code.refused.rawValue)
        }
    }

    private static func root(_ text: String) throws -> (Int, Hash) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let size = Int(parts[0]), size > 0,
            let root = Hash(hex: parts[1].lowercased())
        else {
            throw CommandError(
                zh: "“\(text)”应写作 大小:树根,树根为 64 位十六进制。",
                en: "'\(text)' should be size:root, the root in 64 hexadecimal digits."
            )
        }
        return (size, root)
    }
}

extension PublicKeyOptions {
    /// The keys of the files, or those that the machine knows.
    func read(_ settings: Settings, county: String) throws -> [PublicSealKey] {
        if files.isEmpty { return try SealKeyFile(settings, county: county)?.publicKeys() ?? [] }
        return try files.map { try SealKeyFile.publicKey($0) }
    }
}
