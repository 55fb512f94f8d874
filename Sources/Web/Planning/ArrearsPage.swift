import Compliance
import Store

/// What the commission itself owes, each line with the way to where it is made good.
struct ArrearsPage: Page {
    static let template = "owed"

    let asOf: String
    let days: String
    let parts: [Part]

    /// All that is owed of a kind.
    struct Part: Sendable {
        let id: String
        let title: String
        let total: String
        let about: String
        let lines: [Line]
        let hasLines: Bool
        /// That there are more than are listed.
        let more: String?
    }

    struct Line: Sendable {
        let wording: String
        let address: String
        /// The item, the version or the draw.
        let detail: String?
        let since: String?
    }

    init(_ arrears: Arrears, _ texts: Texts) {
        asOf = texts("owed.asOf", arrears.asOf.shanghai)
        days = "\(arrears.patience)"
        parts = arrears.parts.map { Part($0, patience: arrears.patience, on: Day(arrears.asOf), texts) }
    }

    func windowTitle(_ texts: Texts) -> String { texts("owed.title") }
}

extension ArrearsPage.Part {
    fileprivate init(_ part: Arrears.Part, patience: Int, on day: Day, _ texts: Texts) {
        let word = part.kind.rawValue
        id = "owed-\(word)"
        title = texts("owedKind.\(word)")
        total = "\(part.total)"
        about =
            switch part.kind {
            case .verification: texts("owedAbout.\(word)", "\(patience)")
            case .revision: texts("owedAbout.\(word)", "\(Arrears.weeksHeld)")
            default: texts("owedAbout.\(word)")
            }
        lines = part.lines.map { ArrearsPage.Line($0, part.kind, on: day, texts) }
        hasLines = !lines.isEmpty
        more = part.total > lines.count ? texts("owed.more", "\(part.total - lines.count)") : nil
    }
}

extension ArrearsPage.Line {
    fileprivate init(_ line: Arrears.Line, _ kind: Arrears.Kind, on day: Day, _ texts: Texts) {
        let site = line.site ?? ""
        let name = line.siteName.map { "\(texts($0)) (\(site))" } ?? site
        switch kind {
        case .visit: (wording, detail, address) = (name, nil, Link.site(site).path)
        case .recheck: (wording, detail, address) = (name, line.item, line.gapOrSite)
        case .verification:
            (wording, detail, address) = (name, line.item, Link.gap(site, line.item ?? "").path)
        case .notice, .arrival, .photograph:
            let paper = line.order.map { Link.order("\($0)") } ?? line.inspection.map { Link.notice("\($0)") }
            (wording, detail, address) = (name, nil, paper?.path ?? "")
        case .standard, .receipt, .guidance:
            (wording, detail, address) = (name, line.standard.map { texts($0) }, Link.siteGuidance(site).path)
        case .week, .revision:
            wording = line.week.map { texts($0) } ?? ""
            (detail, address) = (nil, line.week.map { Link.week($0).path } ?? "")
        case .drawn: (wording, detail, address) = (name, nil, line.draw.map { Link.draw($0).path } ?? "")
        }
        since = line.since.map { texts("owedSince.\(kind.rawValue)", "\($0)", "\(max(0, day - $0))") }
    }
}

extension Arrears.Line {
    /// The visit that did not check the item.
    fileprivate var gapOrSite: String {
        inspection.map { Link.inspection("\($0)").path } ?? Link.site(site ?? "").path
    }
}
