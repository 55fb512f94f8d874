package import Compliance

extension Manuscript {
    /// The share of one duty or department in a closed week (`domain.md` §7: on a county site each gap belongs to the
    /// department that owes it): the critical gaps that the week's last visits left open and that are its own.
    package init(share responsible: Responsible, of report: WeeklyReport) {
        let whole = Manuscript(report)
        let own = report.content.criticalGaps.filter { $0.responsible == responsible }
        self.init(
            sealed: whole.sealed,
            name: "\(whole.name)-\(responsible.rawValue)",
            office: whole.office,
            number: whole.number,
            title: Text(
                zh: "\(whole.title.zh)：\(responsible.title.zh)的整改清单",
                en: "\(whole.title.en): what \(responsible.title.en) has to mend"
            ),
            about: whole.about,
            day: whole.day,
            signatures: [
                Text(zh: "签收（职务）：", en: "Received by (duty):"), Text(zh: "签字：", en: "Signature:"),
                Text(zh: "签收时间：", en: "When:"),
            ],
            parts: [
                .paragraph(
                    Text(
                        zh: "到截止时，由\(responsible.title.zh)负责、没有解决的一票否决项差距 \(own.count) 处。",
                        en:
                            "At the cut-off \(own.count.of("critical gap", "critical gaps")) of \(responsible.title.en) stood open."
                    )
                ),
                .table(report.content.table(of: own, areOfOne: true)),
                .note(
                    Text(
                        zh: "一般和重要问题不在周报里逐条列出，见整改台账。",
                        en:
                            "Major and minor gaps are not listed in the weekly report one by one; see the register of gaps."
                    )
                ),
                Self.digest(of: report.document),
            ]
        )
    }
}

extension WeeklyReport {
    /// Whose share of the week has something in it, in the order of the duties, with how many critical gaps.
    package var shares: [(responsible: Responsible, count: Int)] {
        Responsible.allCases.compactMap { one in
            let count = content.criticalGaps.count { $0.responsible == one }
            return count > 0 ? (one, count) : nil
        }
    }
}
