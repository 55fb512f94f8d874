import StrictJSON
import Testing

@testable import Compliance
@testable import Store
@testable import HTTPServer
@testable import Web

/// What could not be worked out, and figures beside their marks, as pages say them.
@Suite struct UndecidedPageTests {
    private static func texts(_ language: Language) throws -> Texts {
        try #require(try Resources().texts[language])
    }

    /// Two parts of the shipped checklist, of which the second may be empty; the lowest decides.
    private static func standard() throws -> Standard {
        let node = Samples.standard.checklist.node
        let items = try #require(node["sections"]?.array?.first?["items"]?.array)
        let section = { (code: String, mayBeEmpty: Bool) -> Node in
            let item = Node.object(
                (items[0].object ?? []).map { ($0.name, $0.value) }
                    .filter { $0.0 != "code" && $0.0 != "notApplicable" }
                    + [("code", .string("\(code)-91")), ("notApplicable", mayBeEmpty ? true : nil)]
            )
            return .object([
                ("code", .string(code)), ("title", .object([("zh", "部分"), ("en", "Part")])),
                ("items", .array([item])),
            ])
        }
        let grades = [("bad", "min(${score_A}, ${score_B}) < 60"), ("good", "true()")]
            .map { code, when in
                Node.object([
                    ("grade", .string(code)), ("colour", code == "bad" ? "red" : "blue"),
                    ("title", .object([("zh", .string(code)), ("en", .string(code))])),
                    ("when", .string(when)),
                ])
            }
        let members = (node.object ?? [])
            .map { member in
                switch member.name {
                case "grades": Node.Member("grades", .array(grades))
                case "sections": Node.Member("sections", .array([section("A", false), section("B", true)]))
                default: member
                }
            }
        return try Standard(Checklist(Node(.object(members))), Samples.standard.baseline)
    }

    private static func record(_ version: Int) throws -> InspectionRecord {
        let (standard, sample) = (try standard(), Samples().record)
        let sheet = AnswerSheet(
            answers: ["A-91": Answer(.no), "B-91": Answer(.notApplicable(reason: "无"))],
            facts: sample.filing.sheet.facts,
            visitDate: sample.filing.sheet.visitDate
        )
        let filing = sample.filing
        return InspectionRecord(
            inspection: FiledInspection(
                filing: Filing(
                    id: filing.id,
                    site: filing.site,
                    checklist: filing.checklist,
                    version: filing.version,
                    kind: filing.kind,
                    inspectors: filing.inspectors,
                    escort: filing.escort,
                    startedAt: filing.startedAt,
                    finishedAt: filing.finishedAt,
                    sheet: sheet,
                    revises: nil
                ),
                site: sample.site,
                receivedAt: sample.receivedAt,
                standard: standard,
                result: standard.score(sheet, by: version)
            ),
            recurrence: [:],
            previous: nil,
            revisedBy: nil,
            postings: []
        )
    }

    @Test func anInspectionWithoutAGradeSaysWhatIsMissing() throws {
        let english = InspectionPage(try Self.record(2), try Self.texts(.en))
        #expect(english.grade.wording == "Could not be worked out" && english.grade.colour == "undecided")
        let words = "could not be worked out; missing: the score of section B: nothing in it applied"
        #expect(english.whyGrade == "missing: the score of section B: nothing in it applied")
        #expect(english.today == nil)
        #expect(english.scoring.grades.map(\.unknown) == [words, nil])
        #expect(english.scoring.grades.map(\.isGiven) == [false, false])
        #expect(english.scoring.grades.map(\.isBelowMinimum) == [true, false])
        let chinese = InspectionPage(try Self.record(2), try Self.texts(.zh))
        #expect(chinese.grade.wording == "无法判定")
        #expect(chinese.whyGrade == "缺：B 部分的得分：其中没有涉及或适用的检查项")
        #expect(chinese.gaps.first?.gap?.ifClosed.contains("无法判定") == true)
        let json = try Self.record(2).json["result"]
        #expect(json?["undecided"]?["grade"]?.string == "bad" && json?["grade"] == nil)
    }

    @Test func aGradeOfEarlierRulesStandsAndTodaysIsSaidBesideIt() throws {
        let page = InspectionPage(try Self.record(1), try Self.texts(.en))
        #expect(page.grade.wording == "good" && page.whyGrade != nil)
        #expect(page.today?.contains("version 1") == true)
        #expect(page.today?.contains("By version 2") == true)
        #expect(page.today?.contains("the score of section B") == true)
        #expect(page.scoring.grades[0].unknown?.contains("version 1") == true)
    }

    @Test(arguments: Language.allCases)
    func listsSayItAndCountItAsItself(language: Language) throws {
        let (samples, texts) = (Samples(), try Self.texts(language))
        let words = texts("grade.none")
        // T-14 of the sample county was visited and has no grade.
        let county = CountyPage(samples.county, county: .any, now: Samples.now, texts)
        #expect(county.tally.first?.grade.wording == words && county.tally.first?.count == 1)
        #expect(county.others.first?.undecided == 2)
        let week = WeekPage(samples.week, now: Samples.now, texts)
        let flags = week.persisting + week.once
        #expect(flags.map { $0.notes.contains(texts("flag.undecided", "1")) } == [true, false])
        let line = try #require(week.trend.last)
        #expect(line.counts.hasPrefix("\(words) 1") && line.parts.first?.colour == "undecided")
    }

    @Test func aScoreIsShownOnItsSideOfThePassMark() throws {
        let texts = try Self.texts(.en)
        let summary = Samples().summary(3, daysAgo: 1, score: Rational(1_399, over: 20))
        let line = VisitLine(summary, texts)
        #expect(line.score == "69.95" && line.grade.colour == "red")
        #expect(summary.json["shown"]?.string == "69.95")
        let trend = Trend([summary, Samples().summary(3, daysAgo: 0, score: 70)], texts)
        #expect(trend?.points.map { $0.wording.split(separator: " ").last } == ["69.95", "70.0"])
    }
}

extension Text {
    fileprivate static let any = Text(zh: "县", en: "County")
}
