import Compliance
import Store

/// The four conditions of a case as they stand: what is on record of each, or what is missing.
struct OwnAccountability: Sendable {
    let conditions: [OwnCondition]
    /// What they come to together.
    let outcome: String
    /// What a person has to weigh of what is on record.
    let doubts: [String]

    struct OwnCondition: Sendable {
        let title: String
        let standing: String
        /// What it rests on: dates, and the visit.
        let evidence: String?
        let visitAddress: String?
        let visit: String
        let holds: Bool
    }

    init(_ accountability: OwnSite.Accountability, _ texts: Texts) {
        let finding = accountability.finding
        conditions = CaseFinding.Condition.allCases.map { condition in
            let standing = finding.standing(of: condition)
            let visit =
                switch condition {
                case .standard, .guidance: nil as SiteFile.Visit?
                case .notice: finding.found
                case .again: finding.again
                }
            let words =
                switch standing {
                case .holds: texts("mine.holds")
                case .lacks(let missing): texts("mine.lacks", texts.list(missing.map { texts($0.title) }))
                case .notMeasured: texts("mine.notMeasured")
                }
            return OwnCondition(
                title: texts(condition.title),
                standing: words,
                evidence: Self.evidence(of: condition, accountability, texts),
                visitAddress: visit.map { Link.inspection("\($0.id)").path },
                visit: visit.map { texts("mine.visit", $0.startedAt.shanghai) } ?? "",
                holds: standing == .holds
            )
        }
        outcome =
            finding.holds
            ? texts("mine.allHold", finding.again?.startedAt.shanghai ?? "") : texts("mine.notAllHold")
        doubts = finding.doubts.map { texts($0.title) }
    }

    private static func evidence(
        of condition: CaseFinding.Condition,
        _ accountability: OwnSite.Accountability,
        _ texts: Texts
    ) -> String? {
        switch condition {
        case .standard:
            let handed = accountability.handingDown
            let issued = handed?.issuedAt.map { texts("mine.issued", $0.shanghai) }
            let received: String? =
                switch handed?.receipt {
                case .acknowledged(let at): texts("handed.acknowledged", at.shanghai)
                case .lapsed(let at): texts("handed.lapsed", at.shanghai)
                case .waiting, .notIssued, nil: nil
                }
            let known = [issued, received].compactMap { $0 }
            return known.isEmpty ? nil : texts.list(known)
        case .guidance: return accountability.handingDown?.guidedAt.map { texts("mine.guided", $0.shanghai) }
        case .notice: return nil
        case .again:
            let items = accountability.finding.items
            return items.isEmpty ? nil : texts("mine.items", texts.list(items))
        }
    }
}
