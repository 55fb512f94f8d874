import Compliance
import Store

/// The register with every site's standing, narrowed by kind, colour and words.
struct SitesPage: Page {
    static let template = "sites"

    let kinds: [Option]
    let colours: [Option]
    let words: String
    let sites: [SiteTile]
    let hasSites: Bool
    /// How many there are on all pages.
    let found: String
    let pager: Pager?
    let tables: [FileLink]

    init(
        _ page: ListPage<SiteStanding>,
        _ filter: SiteFilter,
        _ pager: Pager?,
        tables: [FileLink],
        _ texts: Texts
    ) {
        kinds =
            [Option(value: "", wording: texts("sites.allKinds"), isChosen: filter.kind == nil)]
            + SiteKind.allCases.map {
                Option(value: $0.rawValue, wording: texts($0), isChosen: filter.kind == $0)
            }
        colours =
            [Option(value: "", wording: texts("sites.allGrades"), isChosen: filter.colour == nil)]
            + GradeRule.Colour.allCases.map {
                Option(
                    value: $0.rawValue,
                    wording: texts("colour.\($0.rawValue)"),
                    isChosen: filter.colour == $0
                )
            }
        words = filter.words
        sites = page.elements.map { SiteTile($0, texts) }
        hasSites = !sites.isEmpty
        found =
            pager == nil
            ? texts("sites.found", "\(page.total)")
            : texts("sites.foundPaged", "\(page.total)", "\(sites.count)")
        self.pager = pager
        self.tables = tables
    }

    func windowTitle(_ texts: Texts) -> String { texts("sites.title") }
}
