import Compliance
import Store

/// Every visit to one site, page by page.
struct VisitsPage: Page {
    static let template = "visits"

    let code: String
    let name: String
    let address: String
    let visits: [VisitLine]
    let hasVisits: Bool
    /// How many there are on all pages.
    let found: String
    let pager: Pager?
    let tables: [FileLink]

    init(_ found: SiteVisits, _ pager: Pager?, tables: [FileLink], _ texts: Texts) {
        code = found.site.code
        name = texts(found.site.name)
        address = Link.site(found.site.code).path
        visits = found.visits.elements.map { VisitLine($0, at: found.site.code, texts) }
        hasVisits = !visits.isEmpty
        self.found = texts("site.visits", "\(found.visits.total)")
        self.pager = pager
        self.tables = tables
    }

    func windowTitle(_ texts: Texts) -> String { "\(name) · \(texts("site.history"))" }
}
