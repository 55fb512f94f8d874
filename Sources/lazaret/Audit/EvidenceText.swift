import AuditLog
import Compliance
import StrictJSON

/// What holding the tables against the record came to, for the shell.
struct EvidenceText {
    /// nil where whoever asks does not see all of them.
    private let findings: EvidenceFindings?
    private let from: Int

    init(_ findings: EvidenceFindings?, from: Int) {
        self.findings = findings
        self.from = from
    }

    /// First whether all is as it should be, then what is not, then what cannot be proved.
    var lines: [Text] {
        guard let findings else { return [Self.unseen] }
        var lines = [Self.summary(findings)]
        if from > 1 {
            lines.append(
                Text(
                    zh: "检查只从第 \(from) 号记录起核对。",
                    en: "Inspections were held against it from entry \(from) on."
                )
            )
        }
        lines += findings.first.map(\.message)
        if findings.faults > findings.first.count { lines.append(Self.more(findings)) }
        lines += UnprovenEvidence.allCases.compactMap { kind in
            findings.unproven[kind].map { kind.message($0) }
        }
        return lines
    }

    var json: Node? {
        guard let findings else { return nil }
        return .object([
            ("from", .number(from)),
            (
                "held",
                .object(RecordedKind.allCases.map { ($0.rawValue, .number(findings.held[$0] ?? 0)) })
            ),
            ("faults", .number(findings.faults)),
            ("first", .array(findings.first.map(Self.node))),
            (
                "notProvable",
                .object(
                    UnprovenEvidence.allCases.compactMap { kind in
                        findings.unproven[kind].map { (kind.rawValue, Self.node($0)) }
                    }
                )
            ),
        ])
    }

    private static let unseen = Text(
        zh: "检查、标准、名册、账号和案卷没有核对：这个账号或令牌看不到全部（被案卷列为责任人的，看不到他人的申辩和决定）。",
        en:
            "Inspections, standards, register, accounts and cases were not held against the record: this account or token does not see them all (whom a case names does not see what others stated, nor the decisions on them)."
    )

    private static func summary(_ findings: EvidenceFindings) -> Text {
        let counts = RecordedKind.allCases.map { findings.held[$0] ?? 0 }
        let zh = zip(["次检查", "条差距", "个标准版本", "个点位", "个账号", "个令牌", "份周报", "个佐证文件"], counts)
            .map { "\($1) \($0)" }.joined(separator: "、")
        let en = zip(RecordedKind.allCases, counts).map { "\($1) \($0.rawValue)" }.joined(separator: ", ")
        return findings.faults == 0
            ? Text(zh: "与记录相符：\(zh)。", en: "As the record says: \(en).")
            : Text(
                zh: "与记录不符：\(findings.faults) 处（核对了 \(zh)）。",
                en: "Not as the record says: \(findings.faults) things (of \(en))."
            )
    }

    private static func more(_ findings: EvidenceFindings) -> Text {
        findings.isFull
            ? Text(zh: "……（数到此为止）", en: "… and so on: no more were counted.")
            : Text(zh: "……", en: "… and so on.")
    }

    private static func node(_ fault: EvidenceFault) -> Node {
        .object([
            ("object", .string(fault.object)), ("part", .string(fault.part)),
            ("expected", fault.expected.map(Node.string)), ("found", fault.found.map(Node.string)),
            ("entry", fault.entry.map(Node.number)),
            ("zh", .string(fault.message.zh)), ("en", .string(fault.message.en)),
        ])
    }

    private static func node(_ extent: EvidenceFindings.Extent) -> Node {
        .object([("count", .number(extent.count)), ("lastEntry", extent.lastEntry.map(Node.number))])
    }
}
