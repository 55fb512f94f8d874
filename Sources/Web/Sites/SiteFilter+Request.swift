import Compliance
import HTTPServer
import HummingbirdCore
import Store
import StrictJSON

extension SiteFilter {
    /// Reads `kind`, `grade` (a colour) and `q` of the address; of the last, a hundred characters.
    init(_ request: Request) throws {
        var problems: [Problem] = []
        let kind: SiteKind? = request.word("kind", &problems)
        let colour: GradeRule.Colour? = request.word("grade", &problems)
        guard problems.isEmpty else { throw Refusal.invalid(problems) }
        self.init(
            kind: kind,
            colour: colour,
            words: (request.queryValue("q") ?? "").trimmed.cut(to: 100)
        )
    }
}
