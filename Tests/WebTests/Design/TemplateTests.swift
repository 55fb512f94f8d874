import Foundation
import Mustache
import StrictJSON
import Testing

@testable import Compliance
@testable import HTTPServer
@testable import Web

/// Templates and pages fit each other.
@Suite struct TemplateTests {
    static let sources: [String: String] = {
        let files = (try? Resources.files().filter { $0.kind == "mustache" }) ?? []
        return Dictionary(files.map { ($0.stem, String(decoding: $0.data, as: UTF8.self)) }) { first, _ in
            first
        }
    }()

    @Test func everyPageOfEverySubjectIsLookedAt() throws {
        let looked = Set(try EveryPage(.zh).all.map { type(of: $0.page).template })
        #expect(looked == Set(Subject.all.flatMap(\.pages).map { $0.template }))
    }

    @Test func noFileOfASubjectHidesAnothers() throws {
        let names = try Resources.files().map(\.name)
        #expect(names.count == Set(names).count)
        for language in Language.allCases {
            let groups = try Resources.files().filter { $0.kind == "\(language.rawValue).json" }
                .flatMap { (try JSON.read(Array($0.data))).object ?? [] }.map(\.name)
            #expect(groups.count == Set(groups).count && groups.count > 20)
        }
    }

    @Test(arguments: Language.allCases)
    func everyNameInATemplateIsStoredByItsPage(language: Language) throws {
        let pages = try EveryPage(language)
        for (name, page) in pages.all {
            var contract = TemplateContract(sources: Self.sources, texts: pages.texts)
            contract.check(type(of: page).template, [["frame": pages.frame()] as [String: Any], page])
            contract.check(
                "frame",
                [["frame": pages.frame(), "page": page, "t": pages.texts] as [String: Any]]
            )
            #expect(contract.unknown.isEmpty, "\(name): \(contract.unknown.sorted())")
        }
    }

    @Test func aNameThatNothingStoresIsFound() throws {
        var contract = TemplateContract(
            sources: ["a": "{{#rows}}{{nam}}{{/rows}}{{t.x.y}}"],
            texts: Texts(.en, catalogues: [])
        )
        contract.check("a", [["rows": [["name": 1] as [String: Any]] as [Any]] as [String: Any]])
        #expect(contract.unknown == ["a: nam", "a: t.x.y"])
    }

    @Test(arguments: Language.allCases)
    func whatIsLookedUpByHandIsEverythingStored(language: Language) throws {
        for (name, page) in try EveryPage(language).all {
            Self.compare(page, in: name)
        }
    }

    /// Every value that answers for its names itself answers for each that it stores.
    private static func compare(_ value: Any, in name: String) {
        for child in Mirror(reflecting: value).children {
            if let label = child.label, let parent = value as? any MustacheParent, !(value is [String: Any]) {
                let stored = TemplateContract.unwrapped(child.value).map { String(describing: $0) }
                let given = parent.child(named: label).flatMap(TemplateContract.unwrapped)
                    .map { String(describing: $0) }
                #expect(stored == given, "\(name): \(type(of: value)).\(label)")
            }
            compare(child.value, in: name)
        }
    }

    @Test(arguments: Language.allCases)
    func nothingThatWasTypedBecomesMarkup(language: Language) throws {
        let hostile = "\"'><script>alert(1)</script>{{t.frame.product}}&amp;"
        let pages = try EveryPage(language, samples: Samples { $0 + hostile })
        for (name, page) in pages.all {
            let html = pages.withoutOwnScript(page)
            #expect(!html.contains("<script"), "\(name)")
            #expect(!html.contains("\"'>"), "\(name)")
            #expect(!html.contains("&amp;lt;"), "\(name): escaped twice")
        }
    }

    @Test(arguments: Language.allCases)
    func pagesUseNoInlineStyleOrScript(language: Language) throws {
        let pages = try EveryPage(language)
        for (name, page) in pages.all {
            let html = pages.withoutOwnScript(page)
            for banned in [" style=", "<style", "<script", " onclick", "javascript:"] {
                #expect(!html.contains(banned), "\(name): \(banned)")
            }
        }
    }

    @Test(arguments: Language.allCases)
    func everyIdStandsOnceAndEveryLabelHasItsField(language: Language) throws {
        let pages = try EveryPage(language)
        for (name, page) in pages.all {
            let html = pages.render(page)
            let ids = html.matches(of: /\sid="([^"]*)"/).map { String($0.1) }
            #expect(
                Set(ids).count == ids.count,
                "\(name): \(Dictionary(grouping: ids) { $0 }.filter { $0.value.count > 1 }.keys)"
            )
            for reference in html.matches(of: /(?:for|aria-labelledby|aria-describedby|href)="#?([^"\/]*)"/)
            where !reference.1.isEmpty && !reference.1.contains(":") && !reference.1.contains("?") {
                // A field may be described by several.
                for id in reference.1.split(separator: " ") {
                    #expect(ids.contains(String(id)), "\(name): \(id)")
                }
            }
        }
    }
}

extension EveryPage {
    /// The page without the one script that may stand in it: the site's own file.
    fileprivate func withoutOwnScript(_ page: any Page) -> String {
        render(page).replacing("<script src=\"\(resources.script.path)\" defer></script>", with: "")
    }
}
