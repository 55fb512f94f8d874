import StrictJSON
import Testing

@testable import Compliance
@testable import Store
@testable import HTTPServer
@testable import Web

/// The catalogues have the same keys, and words for everything the rules name.
@Suite struct TextsTests {
    private func catalogues() throws -> (zh: Texts, en: Texts) {
        let texts = try Resources().texts
        return (try #require(texts[.zh]), try #require(texts[.en]))
    }

    @Test func theCataloguesHaveTheSameKeys() throws {
        let (zh, en) = try catalogues()
        #expect(zh.all.keys.sorted() == en.all.keys.sorted())
        #expect(zh.all.count > 200)
        #expect(!(zh.all.values.contains("") || en.all.values.contains("")))
    }

    @Test func theCataloguesTakeTheSameValues() throws {
        let (zh, en) = try catalogues()
        for (key, text) in zh.all {
            let places = [text, en.all[key] ?? ""]
                .map { Set($0.matches(of: /\{(\d)(\|[^|{}]+\|[^|{}]+)?\}/).map { String($0.output.1) }) }
            #expect(places[0] == places[1], "\(key)")
        }
    }

    @Test func everythingTheRulesNameHasWords() throws {
        for texts in [try catalogues().zh, try catalogues().en] {
            for colour in GradeRule.Colour.allCases { #expect(texts.all["colour.\(colour.rawValue)"] != nil) }
        }
    }

    @Test func theRulesWordsStandByThemselves() throws {
        let (zh, en) = try catalogues()
        #expect(en(Outcome.Status.notMet) == "Not met" && zh(Outcome.Status.notMet) == "不符合")
        #expect(en(Recurrence.persisting) == "Still open" && zh(Recurrence.persisting) == "未整改")
        #expect(en(InspectionKind.recheck) == "Re-check")
    }

    @Test func aCountGoesWithItsWord() throws {
        let texts = Texts(
            .en,
            catalogues: [
                .object([("a", .object([("b", "{0|day|days} late, {1|site is|sites are} {x|y|z}")]))])
            ]
        )
        #expect(texts("a.b", "1", "11") == "1 day late, 11 sites are {x|y|z}")
        #expect(texts("a.b", "0", "1") == "0 days late, 1 site is {x|y|z}")
        let (zh, en) = try catalogues()
        #expect(en("schedule.late", "1") == "1 day late" && zh("schedule.late", "1") == "逾期 1 天")
    }

    /// Chinese has no such word; in English no count stands before a word for many as if it were always more than one.
    @Test func noCountIsAlwaysMany() throws {
        let (zh, en) = try catalogues()
        #expect(zh.all.values.allSatisfy { !$0.contains("|") })
        for (key, text) in en.all {
            let wrong = text.firstMatch(
                of:
                    /\{\d\} (days|hours|seconds|sites|items|gaps|notices|entries|visits|files|accounts|drafts|times)\b/
            )
            #expect(wrong == nil, "\(key)")
        }
    }

    @Test func aWeekIsNamedWithItsDays() throws {
        let week = try #require(ISOWeek("2021-W33"))
        let (zh, en) = try catalogues()
        #expect(en(week) == "Week 33 of 2021 (2021-08-16 to 2021-08-22)")
        #expect(zh(week) == "2021年第33周（2021-08-16 至 2021-08-22）")
    }
}
