import ArgumentParser
import AuditLog
import Compliance
import Foundation
import Store
import StrictJSON

/// Files that filings name.
struct EvidenceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evidence",
        abstract: Wording.both("Send files as evidence, and say how much may be sent.", "发送佐证文件、设定限额。"),
        subcommands: [EvidenceSend.self, EvidenceLimit.self]
    )
}

/// Sends files; what a filing names by their digests then counts, where the same account filed it.
struct EvidenceSend: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "send",
        abstract: Wording.both("Send files as evidence; answers with their digests.", "发送佐证文件，并给出摘要。"),
        discussion: Wording.about(
            """
            按内容识别，可以是 JPEG、PNG、WebP、HEIC 或 PDF，每个不超过 20 MiB。检查
            用文件的 SHA-256 指明佐证，先提交检查或先传文件都可以；只有提交检查的人
            自己传来的才算数。
            """,
            """
            JPEG, PNG, WebP, HEIC or PDF, 20 MiB at most, by content. A filing names
            a file by its SHA-256, before or after it is sent. It counts only where
            whoever filed has sent it.
            """,
            examples: """
                lazaret evidence send gate.jpg notice.pdf
                LAZARET_TOKEN=… lazaret evidence send gate.jpg --json
                """
        )
    )

    @Argument(help: .both("The files.", "文件。", value: "file"))
    var files: [String]

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let files = files
        let sent = try await options.withStore { store in
            var sent: [(path: String, digest: Hash, entry: Int)] = []
            for path in files {
                let (digest, entry) = try await Self.send(path, to: store)
                sent.append((path, digest, entry))
            }
            return sent
        }
        try options.say(
            .array(
                sent.map { file in
                    .object([
                        ("file", .string(file.path)), ("sha256", .string(file.digest.hex)),
                        ("entry", .number(file.entry)),
                    ])
                }
            ),
            or: sent.map { "\($0.digest.hex)  \($0.path)" }.joined(separator: "\n"),
            else: .doneAllTheSame
        )
    }

    /// Sends the whole file, and gives its digest and the number of its entry. What is refused says which file it is.
    static func send(_ path: String, to store: Store) async throws -> (Hash, Int) {
        do {
            return try await sendPieces(of: path, to: store)
        } catch let refusal as EvidenceRefusal {
            let message = refusal.message
            throw CommandError(zh: "\(path)：\(message.zh)", en: "\(path): \(message.en)", code: .refused)
        }
    }

    private static func sendPieces(of path: String, to store: Store) async throws -> (Hash, Int) {
        let (handle, size): (FileHandle, UInt64)
        do {
            handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            size = try handle.seekToEnd()
            try handle.seek(toOffset: 0)
        } catch {
            throw CommandError.cannotOpen(path, error)
        }
        defer { try? handle.close() }
        let upload = try await store.beginEvidence(size: Int(clamping: size))
        var place = 0
        while let piece = try handle.read(upToCount: Evidence.pieceBytes), !piece.isEmpty {
            if case .received(let digest, let entry) = try await store.appendEvidence(
                upload.id,
                at: place,
                [UInt8](piece)
            ) {
                return (digest, entry)
            }
            place += piece.count
        }
        throw CommandError(
            zh: "\(path)：文件在读取时变短了，没有发完。",
            en: "\(path): the file became shorter while it was read, and was not sent in full.",
            code: .refused
        )
    }
}

/// How much may be sent, shown or changed.
struct EvidenceLimit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "limit",
        abstract: Wording.both("Show or change how much evidence may be sent.", "查看或更改佐证的限额。"),
        discussion: Wording.about(
            "不写数字时，显示现在的限额。",
            "Without a figure it shows what holds.",
            examples: """
                lazaret evidence limit
                lazaret evidence limit --day 2048 --total 102400
                """
        )
    )

    @Option(
        help: .both(
            "What one account may send within 24 hours, in MiB.",
            "一个账号 24 小时内最多传多少 MiB。",
            value: "mib"
        )
    )
    var day: Int?

    @Option(help: .both("What the county keeps in all, in MiB.", "全县一共最多保存多少 MiB。", value: "mib"))
    var total: Int?

    @OptionGroup var options: CountyOptions

    func validate() throws {
        guard (0...1_048_576).contains(day ?? 0), (0...1_073_741_824).contains(total ?? 0) else {
            throw ValidationError("--day: 0 to 1048576 MiB; --total: 0 to 1073741824 MiB")
        }
    }

    func run() async throws {
        let (day, total) = (day, total)
        let limits = try await options.withStore { store in
            let before = try await store.evidenceLimits()
            guard day != nil || total != nil else { return before }
            let (aDay, inAll) = (day.map { $0 << 20 } ?? before.aDay, total.map { $0 << 20 } ?? before.inAll)
            try await store.limitEvidence(aDay: aDay, inAll: inAll)
            return (aDay, inAll)
        }
        try options.say(
            .object([("dayMiB", .number(limits.aDay >> 20)), ("totalMiB", .number(limits.inAll >> 20))]),
            or: Wording.text(
                "一个账号 24 小时内最多发送 \(limits.aDay >> 20) MiB；全县最多保存 \(limits.inAll >> 20) MiB。",
                "An account may send \(limits.aDay >> 20) MiB within 24 hours; the county keeps \(limits.inAll >> 20) MiB."
            ),
            else: .doneAllTheSame
        )
    }
}
