import Cases
import Testing

@testable import Compliance
@testable import lazaret

/// What the shell says of results that earlier rules of scoring gave.
@Suite struct WhatIfTextTests {
    /// Part A at 10 %, part B not applicable: version 1 of the rules gave the best grade.
    private static func whatIf() throws -> WhatIf {
        let mechanism = try Mechanism("m35-worst-of-parts")
        let standard = try Standard(Checklist(mechanism.node()), mechanism.baseline)
        let visit = try #require(mechanism.cases.first { $0.id == "part-na" })
        let sheet = try SheetDocument(visit.document, for: standard).sheet
        return WhatIf(standard.score(sheet, by: 1), sheet, from: standard, to: standard)
    }

    @Test func bothVersionsOfTheRulesAndWhatIsMissingAreSaid() throws {
        let text = WhatIfText(try Self.whatIf()).whole
        let language = Language.ofShell
        let scoring = Text(zh: "原结论按评分规则第 1 版得出", en: "Scored by version 1 of the scoring rules")
        let missing = Text(zh: "B 部分的得分", en: "the score of section B: nothing in it applied")
        #expect(text.contains(scoring[language]) && text.contains(missing[language]))
    }

    @Test func theTableMarksWhoseGradeChangesAndSaysWhy() throws {
        let site = Site(
            code: "T-01",
            kind: .townshipIsolation,
            name: Text(zh: "点", en: "Site"),
            township: nil,
            openedOn: .first
        )
        let lines = WhatIfText.table([(site, try Self.whatIf())]).split(separator: "\n")
        let undecided = Text(zh: "无法判定", en: "could not be worked out")
        #expect(lines.first?.hasPrefix("*  T-01") == true)
        #expect(lines.first?.hasSuffix(undecided[Language.ofShell]) == true)
        #expect(lines.count == 3)
    }
}
