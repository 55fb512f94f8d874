import Compliance
import Store

/// An open gap in a list: what is short, where, since when, and who owes the mending.
struct GapLine: Sendable, Hashable {
    let item: String
    let text: String
    let severity: String
    /// Ends a CSS class.
    let severityCode: String
    let status: String
    let isNotChecked: Bool
    /// Left out on the site's own page.
    let site: SiteLink?
    /// The gap on the page of the inspection that found it.
    let address: String
    /// Its life: who mends it by when, what was answered. nil for what nobody checked.
    let lifeAddress: String?
    let lost: String
    let responsible: String
    let recurrence: String
    /// Ends a CSS class.
    let recurrenceCode: String
    let since: String
    let deadline: String
    let isOverdue: Bool

    /// A site by name.
    struct SiteLink: Sendable, Hashable {
        let name: String
        let address: String
    }

    init(_ gap: StandingGap, namesSite: Bool = true, now: Instant, _ texts: Texts) {
        item = gap.item
        text = texts(gap.text)
        severity = texts(gap.severity)
        severityCode = gap.severity.rawValue
        status = texts(gap.status)
        isNotChecked = gap.status == .notChecked
        site =
            namesSite
            ? SiteLink(name: texts(gap.site.name), address: Link.site(gap.site.code).path) : nil
        address = Link.inspection("\(gap.inspection)").path + "#item-\(gap.item)"
        lifeAddress = gap.status == .notMet ? Link.gap(gap.site.code, gap.item).path : nil
        lost = gap.pointsLost.points
        responsible = texts(gap.responsible)
        recurrence = texts(gap.recurrence)
        recurrenceCode = gap.recurrence.rawValue
        since = "\(gap.since)"
        deadline = gap.deadline.shanghai
        isOverdue = gap.deadline < now
    }
}
