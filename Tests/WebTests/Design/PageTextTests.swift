import Hostile
import Mustache
import Testing

@testable import HTTPServer
@testable import Web

/// No value becomes markup, whatever stands behind its quotes and brackets.
@Suite struct PageTextTests {
    /// Answers for every name with itself, and shows the text; or is nothing to sections, and shows it all the same.
    private struct Anything: MustacheParent, MustacheCustomRenderable {
        let text: String
        let isNull: Bool
        var renderText: String { text }

        func child(named name: String) -> Any? { self }
    }

    @Test func everyMarkOfHTMLIsEscapedAndEverythingElseStays() {
        let references = ["&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;"]
        for (mark, hidden) in HostileText.all {
            let behind = String(hidden.unicodeScalars.dropFirst())
            let escaped = PageText().escapeText("a" + hidden + "b")
            let expected = "a" + (references[HostileText.text(mark)] ?? HostileText.text(mark)) + behind + "b"
            #expect(Array(escaped.utf8) == Array(expected.utf8), "\(hidden.debugDescription)")
        }
        for (twin, _) in HostileText.twins {
            #expect(PageText().escapeText(HostileText.text(twin)).unicodeScalars.first == twin)
        }
    }

    @Test(arguments: [false, true])
    func everyTemplateAndEveryPartOfOneEscapesSo(isNull: Bool) throws {
        let templates = try Resources().templates
        let marks = "\"'<>&".unicodeScalars
            .flatMap { mark in HostileText.combining.map { HostileText.text(mark, $0) } }
        let hostile = Anything(text: marks.joined(separator: "z"), isNull: isNull)
        #expect(TemplateTests.sources.count > 20)
        for name in TemplateTests.sources.keys.sorted() {
            let html = try #require(templates.render(hostile, withTemplate: name))
            let bytes = Array(html.utf8)
            let raw = marks.filter { bytes.firstRange(of: Array($0.utf8)) != nil }
            #expect(raw.isEmpty, "\(name): \(raw.count), such as \(raw.first.debugDescription)")
        }
    }

    @Test(arguments: ["login", "site", "filing", "audit"])
    func anAttributeEndsWhereItsTemplateEndsIt(template: String) throws {
        let hostile = Anything(text: "x\"\u{FE0F} onfocus=alert(1) y=\"", isNull: false)
        let html = try #require(try Resources().templates.render(hostile, withTemplate: template))
        #expect(html.unicodeScalars.contains("\u{FE0F}"))
        #expect(Array(html.utf8).firstRange(of: Array("\u{FE0F} onfocus".utf8)) != nil)
        #expect(Array(html.utf8).firstRange(of: Array("\"\u{FE0F}".utf8)) == nil)
    }
}
