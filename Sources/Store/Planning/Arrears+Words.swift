package import Compliance

extension Arrears.Kind {
    /// What is owed, in words.
    package var title: Text {
        switch self {
        case .visit: Text(zh: "逾期的检查", en: "Late visits")
        case .recheck: Text(zh: "待补查的检查项", en: "Items to be checked again")
        case .drawn: Text(zh: "已抽中未实施的检查", en: "Drawn visits that were not made")
        case .verification: Text(zh: "超时未核验", en: "Verifications that wait")
        case .notice: Text(zh: "应发未发的通知书", en: "Notices not issued")
        case .arrival: Text(zh: "未送达的通知书", en: "Notices not arrived")
        case .photograph: Text(zh: "待收的送达照片", en: "Photographs of hand-overs not come")
        case .standard: Text(zh: "没有下发的标准", en: "Standards not issued")
        case .receipt: Text(zh: "已下发待签收（不算欠办）", en: "Standards on their way (not owed)")
        case .guidance: Text(zh: "下发后没有指导的", en: "Issued, and not explained")
        case .week: Text(zh: "没有封存的周报", en: "Weeks not closed")
        case .revision: Text(zh: "应修订的周报", en: "Weeks due for a revision")
        }
    }
}

extension Arrears.Part {
    /// As a paper of a case says it: each line with since when, and how many there are beyond those that are listed. What is on
    /// its way is not owed.
    var paperLines: [StepPaper.Line] {
        if kind == .receipt { return [] }
        // Here all that wait are owed, whether they waited for long or not.
        let owed =
            kind == .verification
            ? Text(zh: "已报送整改、尚未核验", en: "Answered, and not judged yet") : kind.title
        let lines = self.lines.map { line in
            let what = line.item ?? line.standard?.zh
            let english = line.item ?? line.standard?.en
            let since = line.since.map { "\($0)" }
            return StepPaper.Line(
                Text(
                    zh: "\(owed.zh)\(what.map { "：\($0)" } ?? "")\(since.map { "（自 \($0)）" } ?? "")",
                    en: "\(owed.en)\(english.map { ": \($0)" } ?? "")\(since.map { " (since \($0))" } ?? "")"
                ),
                source: line.order.map { Address.order($0) } ?? line.inspection.map { Address.inspection($0) }
            )
        }
        guard total > lines.count else { return lines }
        let more = total - lines.count
        return lines + [
            StepPaper.Line(
                Text(zh: "\(owed.zh)：另有 \(more) 项", en: "\(owed.en): \(more) more")
            )
        ]
    }
}
