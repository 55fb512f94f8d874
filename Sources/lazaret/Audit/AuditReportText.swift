import Compliance
import AuditLog
import Store
import StrictJSON

/// What verifying the record came to, for the shell.
struct AuditReportText {
    let report: AuditLogReport
    /// The entry from which on inspections were held against the record.
    let from: Int
    let milliseconds: Int

    init(_ report: AuditLogReport, from: Int, took duration: Duration) {
        self.report = report
        self.from = from
        let (seconds, attoseconds) = duration.components
        milliseconds = Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
    }

    var whole: String {
        var lines = [
            (report.fault?.message
                ?? Text(
                    zh: "记录完好：封存以来没有任何改动。",
                    en: "The record is whole: nothing in it was changed since it was sealed."
                ))[.ofShell]
        ]
        let seconds = "\(milliseconds / 1000).\(milliseconds / 100 % 10)"
        lines.append(
            Text(
                zh:
                    "核验了 \(report.entries) 条记录、\(report.heads) 个树头，用时 \(seconds) 秒；\(report.waiting) 条等候封存。",
                en:
                    "Checked \(report.entries) entries and \(report.heads) heads in \(seconds) s; \(report.waiting) entries wait to be sealed."
            )[.ofShell]
        )
        lines += report.warnings.messages.map { $0[.ofShell] }
        lines += EvidenceText(report.evidence, from: from).lines.map { $0[.ofShell] }
        if let stopped { lines.append(stopped[.ofShell]) }
        if let head = report.lastHead {
            lines.append(Text(zh: "最后一个完好的树头：", en: "The last head that is right:")[.ofShell])
            lines.append(String(head.text.dropLast()))
        }
        return lines.joined(separator: "\n")
    }

    /// Says that sealing has stopped; nil where it has not.
    private var stopped: Text? {
        guard let waits = report.sealing.waits, report.sealing.isStopped(isExpected: true) else { return nil }
        let seconds = Int(waits.components.seconds)
        return Text(
            zh: "封存已经停止：最早一条等候封存的记录已等了 \(seconds) 秒。",
            en: "Sealing has stopped: the oldest entry that waits has waited for \(seconds) s."
        )
    }

    private static func json(_ numbers: AuditLogWarnings.Numbers) -> Node {
        .object([("count", .number(numbers.count)), ("first", .array(numbers.first.map(Node.number)))])
    }

    var json: Node {
        .object([
            ("whole", .bool(report.isWhole)),
            ("fault", report.fault.map { Self.json($0) }),
            ("entries", .number(report.entries)), ("heads", .number(report.heads)),
            ("waiting", .number(report.waiting)),
            ("sealingStopped", .bool(stopped != nil)),
            ("late", Self.json(report.warnings.late)), ("early", Self.json(report.warnings.early)),
            ("backwards", Self.json(report.warnings.backwards)),
            ("vouched", Self.json(report.warnings.vouched)),
            ("evidence", EvidenceText(report.evidence, from: from).json),
            ("lastHead", report.lastHead.map { .string($0.text) }),
            ("milliseconds", .number(milliseconds)),
        ])
    }

    private static func json(_ fault: AuditLogFault) -> Node {
        .object([
            ("code", .string(fault.code)), ("entry", fault.number.map(Node.number)),
            ("zh", .string(fault.message.zh)), ("en", .string(fault.message.en)),
        ])
    }
}
