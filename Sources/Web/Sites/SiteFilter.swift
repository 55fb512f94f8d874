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
        kind = Self.word(request, "kind", &problems)
        colour = Self.word(request, "grade", &problems)
        words = (request.queryValue("q") ?? "").trimmed.cut(to: 100)
        guard problems.isEmpty else { throw Refusal.invalid(problems) }
    }

    private static func word<Word: RawRepresentable<String> & CaseIterable>(
        _ request: Request,
        _ name: String,
        _ problems: inout [Problem]
    ) -> Word? {
        guard let text = request.queryValue(name), !text.isEmpty else { return nil }
        if let word = Word(rawValue: text) { return word }
        let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
        let message = Text(
            zh: "参数 \(name) 应为 \(words) 之一,现为“\(text)”。",
            en: "\(name) must be one of \(words); it is '\(text)'."
        )
        problems.append(Problem("unknownWord", at: "?\(name)", message))
        return nil
    }
}
