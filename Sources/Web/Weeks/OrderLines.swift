import Compliance
import Store

/// What became of the week's orders, and what the commission owes of verifications and standards.
struct OrderLines: Sendable {
    let figures: [Figure]
    let waiting: [Waiting]
    let waitingLabel: String
    let hasWaiting: Bool
    let notIssued: [Owed]
    let notIssuedLabel: String
    let hasNotIssued: Bool
    let notGuided: [Owed]
    let notGuidedLabel: String
    let hasNotGuided: Bool

    struct Figure: Sendable {
        let label: String
        let value: String
    }

    /// An order that waits for an inspector.
    struct Waiting: Sendable {
        let site: String
        let item: String
        let address: String
        let since: String
    }

    /// A site, and the version that it was not given or not explained.
    struct Owed: Sendable {
        let site: String
        let address: String
        let version: String
    }

    init(_ week: WeekFigures, _ texts: Texts) {
        let names = Dictionary((week.ranking + week.countySites).map { ($0.site.code, texts($0.site.name)) })
        {
            first,
            _ in first
        }
        let hours = week.orders.medianHours?.rounded(decimals: 1) ?? "–"
        figures =
            week.orders.figures.map { Figure(label: texts($0.title), value: "\($0.count)") }
            + [Figure(label: texts(WeeklyReport.Orders.medianTitle), value: hours)]
        waiting = week.waiting.map { one in
            Waiting(
                site: names[one.site] ?? one.site,
                item: one.item,
                address: Link.gap(one.site, one.item).path,
                since: one.since.shanghai
            )
        }
        waitingLabel = texts("week.waiting", "\(waiting.count)")
        hasWaiting = !waiting.isEmpty
        func owed(_ owed: WeeklyReport.OwedStandard.Owed) -> [Owed] {
            week.owedStandards.filter { $0.owed == owed }
                .map { one in
                    Owed(
                        site: names[one.site] ?? one.site,
                        address: Link.site(one.site).path,
                        version: "\(texts(one.title)) \(one.version)"
                    )
                }
        }
        notIssued = owed(.issue)
        notIssuedLabel = texts("week.notIssued", "\(notIssued.count)")
        hasNotIssued = !notIssued.isEmpty
        notGuided = owed(.guidance)
        notGuidedLabel = texts("week.notGuided", "\(notGuided.count)")
        hasNotGuided = !notGuided.isEmpty
    }
}
