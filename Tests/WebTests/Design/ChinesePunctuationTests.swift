import Testing

@testable import Compliance
@testable import HTTPServer
@testable import Web

/// Chinese has full-width marks, in what is written down and in sentences that are put together.
@Suite struct ChinesePunctuationTests {
    /// What stands beside a Han character and should be full-width, with what is around it.
    static func halfWidth(_ text: String) -> [String] {
        text.matches(of: /.{0,12}(?:\p{Han}[,;:?!()]|[,;:?!(]\p{Han}|[^(]\)[\p{Han}。，；：])[^\n]{0,12}/)
            .map { String($0.0) }
    }

    @Test func itIsFound() {
        #expect(Self.halfWidth("名称:甲") == ["名称:甲"] && Self.halfWidth("(甲") == ["(甲"])
        #expect(Self.halfWidth("共 3 项（含 2 项）：true()；a, b: c (d)") == [])
    }

    @Test func noWordingHasHalfWidthMarks() throws {
        let texts = try #require(try Resources().texts[.zh])
        let wrong = texts.all.mapValues(Self.halfWidth).filter { !$0.value.isEmpty }
        #expect(wrong == [:])
    }

    @Test func noPageHasHalfWidthMarks() throws {
        let pages = try EveryPage(.zh)
        for (name, page) in pages.all {
            let text = pages.render(page).replacing(/<[^>]*>/, with: "\n")
            let wrong = Self.halfWidth(text)
            #expect(wrong == [], "\(name)")
        }
    }
}
