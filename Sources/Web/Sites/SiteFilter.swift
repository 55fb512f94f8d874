import Compliance
import HTTPServer
import HummingbirdCore
import Store
import StrictJSON

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

extension SiteFilter {
    /// Reads `kind`, `grade` (a colour) and `q` of the address.
    init(_ request: Request) throws {
        var problems: [Problem] = []
        kind = request.word("kind", &problems)
        colour = request.word("grade", &problems)
        words = (request.queryValue("q") ?? "").trimmed.cut(to: 100)
        guard problems.isEmpty else { throw Refusal.invalid(problems) }
    }
}
