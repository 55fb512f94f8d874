import ArgumentParser
import Compliance
import AuditLog
import Store
import StrictJSON
import Synchronization

/// Checks the whole record, holds the county's tables against it, and names what is wrong.
struct AuditVerify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: Wording.both("Check the record, and hold all inspections against it.", "核验全部记录，并据此核对全部检查。"),
        discussion: Wording.about(
            """
            先核验每条记录、散列树、树头及其签名；再把每次检查（重新打分）、标准、
            点位及责任人、账号和令牌与各自的记录核对。恢复出来的备份，单凭公钥就能
            核验；也可以给出从别处得知的树根，如印在周报上的。退出码 1：有问题，并
            指出；或有记录在等候而没有封存，而密钥就在这里。中途停下的，会说明怎样
            继续。
            """,
            """
            First every entry, the tree, the heads and their signatures; then every
            inspection (scored anew), standard, site with its duties, account and token
            against its entry. Works on a restored backup with the public key alone, and
            takes roots that are known from elsewhere, such as a printed report. Exit
            code 1: something is wrong, and named; or entries wait and nothing seals
            them, here where the key is. Where it is stopped, it says how to go on.
            """,
            examples: """
                lazaret audit verify
                lazaret audit verify --public-key seal.pub --printed 1234:2c26b4…e7ae
                lazaret audit verify --from 412001
                lazaret audit verify --files
                """
        )
    )

    @OptionGroup var keys: PublicKeyOptions

    @Option(
        parsing: .upToNextOption,
        help: .both(
            "Roots known from elsewhere, by the size of the tree.",
            "从别处得知的树根，连同树的大小。",
            value: "size:root"
        )
    )
    var printed: [String] = []

    @Option(
        help: .both(
            "The entry from which on inspections are held against the record, where one was stopped.",
            "从第几号记录起核对检查，用于上次中断之后。",
            value: "number"
        )
    )
    var from = 1

    @ArgumentParser.Flag(
        help: .both(
            "Read every file of evidence, and hold its bytes against its digest.",
            "读出每个佐证文件，核对字节与摘要。"
        )
    )
    var files = false

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let settings = try Settings()
        let publicKeys = try keys.read(settings, county: options.county ?? settings.county)
        let roots = try Dictionary(grouping: printed.map(Self.root)) { $0.0 }.mapValues { Set($0.map(\.1)) }
        let started = ContinuousClock.now
        let report = try await verify(publicKeys, roots)
        let text = AuditReportText(report, from: from, took: ContinuousClock.now - started)
        try options.say(text.json, or: text.whole)
        // A restored copy is verified with public keys, and nobody seals it.
        let isSealedHere = keys.files.isEmpty && settings.sealKeyPath != nil
        if !report.isWhole || isSealedHere && report.sealing.isStopped(isExpected: true) {
            throw ExitCode(CommandFailure.Code.refused.rawValue)
        }
    }

    /// Verifies with progress; where a signal stops it among the inspections, says from which entry to go on.
    private func verify(
        _ publicKeys: [PublicSealKey],
        _ roots: [Int: Set<Hash>]
    ) async throws -> AuditLogReport {
        let (options, vouched, from, files) = (options, Set(keys.vouch), from, files)
        return try await TerminationSignal.runCancellable {
            let entries = Progress(Text(zh: "已核验记录", en: "entries verified")[.ofShell])
            let inspections = Progress(Text(zh: "已核对检查", en: "inspections held against it")[.ofShell])
            let reached = Mutex(from)
            do {
                let report = try await options.withStore { store in
                    try await store.verify(
                        keys: publicKeys,
                        vouched: vouched,
                        printed: roots,
                        evidence: from,
                        readingFiles: files
                    ) {
                        entries.update($0)
                    } holding: { progress in
                        entries.finish()
                        reached.withLock { $0 = progress.lastEntry + 1 }
                        inspections.update(progress.held, of: progress.total)
                    }
                }
                entries.finish()
                inspections.finish()
                return report
            } catch {
                inspections.finish()
                let next = reached.withLock { $0 }
                if Task.isCancelled, next > from { Terminal.note(Self.goingOn(from: next)[.ofShell]) }
                throw error
            }
        }
    }

    private static func goingOn(from entry: Int) -> Text {
        Text(
            zh: "已停止。第 \(entry) 号记录之前的检查已核对；用 --from \(entry) 继续。",
            en:
                "Stopped. The inspections before entry \(entry) were held against the record; go on with --from \(entry)."
        )
    }

    private static func root(_ text: String) throws -> (Int, Hash) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let size = Int(parts[0]), size > 0,
            let root = Hash(hex: parts[1].lowercased())
        else {
            throw CommandError(
                zh: "“\(text)”应写作 大小：树根，树根为 64 位十六进制。",
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
