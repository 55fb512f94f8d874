/// Whether a gap was there before, compared with the site's previous inspection (`domain.md` §4.6).
package enum Recurrence: String, Sendable, CaseIterable {
    /// Never found at this site before.
    case new
    /// Found by the previous inspection too.
    case persisting
    /// Not found by the previous inspection, but by an earlier one.
    case backAgain

    package init(inPrevious: Bool, everBefore: Bool) {
        self = inPrevious ? .persisting : everBefore ? .backAgain : .new
    }

    package var title: Text {
        switch self {
        case .new: Text(zh: "新发现", en: "new")
        case .persisting: Text(zh: "未整改", en: "still open")
        case .backAgain: Text(zh: "再次出现", en: "back again")
        }
    }
}
