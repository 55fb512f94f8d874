import Compliance
import Store

/// The register with every site's standing, narrowed by kind, colour and words.
struct SitesPage: Sendable {
    let kinds: [Option]
    let colours: [Option]
    let words: String
    let sites: [SiteTile]
    let hasSites: Bool
    let found: String

    init(_ standings: [SiteStanding], _ filter: SiteFilter, _ texts: Texts) {
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
        sites = standings.filter(filter.holds).map { SiteTile($0, texts) }
        hasSites = !sites.isEmpty
        found = texts("sites.found", "\(sites.count)")
    }
}

/// One of the values to choose from in a form.
struct Option: Sendable {
    let value: String
    let wording: String
    let isChosen: Bool
}

/// Which sites are asked for.
struct SiteFilter: Sendable {
    let kind: SiteKind?
    /// The colour of the latest grade; grey for sites without one: never inspected, or not to be worked out.
    let colour: GradeRule.Colour?
    /// Occurs in the code, the name or the township, in either language.
    let words: String

    func holds(_ standing: SiteStanding) -> Bool {
        let site = standing.site
        let names = [site.name, site.township?.name].compactMap { $0 }
        let texts = [site.code] + names.flatMap { [$0.zh, $0.en] }
        return (kind.map { $0 == site.kind } ?? true)
            && (colour.map { $0 == standing.latest?.grade?.colour ?? .grey } ?? true)
            && (words.isEmpty || texts.contains { $0.lowercased().contains(words.lowercased()) })
    }
}
