import TestSupport
import Testing

@testable import Compliance
@testable import HTTPServer
@testable import Web

/// Pages speak to people: a formula stands nowhere but in its place in an explanation, a number is a decimal, and what
/// the program calls something in itself is not what it is called.
@Suite struct WordsOnPagesTests {
    @Test(arguments: Language.allCases)
    func noPageShowsWhatOnlyProgramsRead(language: Language) throws {
        let pages = try EveryPage(language)
        for (name, page) in pages.all {
            let text = RawText.visible(pages.render(page))
            #expect(text.count > 100, "\(name)")
            let found = RawText.found(in: text, chinese: language == .zh)
            #expect(found.isEmpty, "\(name): \(found.prefix(8))")
        }
    }

    @Test(arguments: [
        (Language.zh, "乡镇隔离点检查表", "最低要求"), (.en, "Township isolation site checklist", "The minimum"),
    ])
    func theWeekNamesVersionsByTheirTitles(language: Language, checklist: String, baseline: String) throws {
        let pages = try EveryPage(language)
        let html = pages.render(WeekPage(pages.samples.week, now: Samples.now, pages.texts))
        #expect(html.contains(">\(checklist)</a> <span class=\"code\">2021-08</span>"))
        #expect(html.contains("<span>\(baseline) <span class=\"code\">2021-08</span>"))
        let text = RawText.visible(html)
        #expect(!text.contains("henan-minimum") && !text.contains("township-isolation"))
    }

    @Test func whatIsPlantedIsFound() throws {
        let planted = [
            "不少于 ceiling(${residents} * ${medics_per_50} div 50) 名", "39900/439", "true()", "等次 belowMinimum",
            "<p>得分 12425/138</p>", "<code>${score}</code>",
        ]
        for text in planted {
            #expect(!RawText.found(in: RawText.visible(text), chinese: true).isEmpty, "\(text)")
        }
        for text in ["级别：critical", "职责 administrator"] {
            #expect(!RawText.found(in: text, chinese: true).isEmpty, "\(text)")
        }
        let kept = "卫健委管理员<br><code class=\"as-kept\">administrator</code>"
        #expect(RawText.found(in: RawText.visible(kept), chinese: true).isEmpty)
        let sound = "第 3 / 5 项，2021-08-18，0.5，<span class=\"formula quiet\">a div 2 ${x}</span> critical"
        #expect(RawText.found(in: RawText.visible(sound), chinese: false).isEmpty)
    }

    @Test(arguments: Language.allCases)
    func theFormulaStandsInItsExplanation(language: Language) throws {
        let html = try EveryPage(language).render(ChecklistPage(Samples.standard, EveryPage(language).texts))
        let (words, formula) =
            language == .zh
            ? (
                "在住隔离人员数每 50 人不少于 2 名，按当日数计算，尾数进一",
                "<span class=\"formula\">进一取整（在住隔离人员数 × 每50名隔离人员配备医护人员 ÷ 50）</span>"
            )
            : (
                "at least 2 medics for every 50 people of &#39;Residents in isolation today&#39;, rounded up",
                "<span class=\"formula\">round up(&#39;Residents in isolation today&#39; × &#39;Medics per 50 residents&#39; ÷ 50)</span>"
            )
        #expect(html.contains(words) && html.contains(formula))
        let grade =
            language == .zh ? "有一票否决项未达标，或得分低于 70" : "a critical item falls short or the score is below 70"
        #expect(html.contains(grade))
    }
}
