import ArgumentParser
import Compliance
import Store
import StrictJSON
import Web

/// Shows one site: who answers for it, how its visits went, and what is open.
struct ShowSite: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "site",
        abstract: Wording.both("One site: duties, visits and open gaps.", "一个点位的责任人、历次检查和未解决差距。"),
        discussion: Wording.about(
            """
            点位以编号指明（不分大小写），或以名称（曾用名也可）、地址、乡镇里的
            字词指明；有几个点位都含这些字词的，逐一列出。
            """,
            """
            The site is named by its code, in which capitals are no matter, or by words of
            its name (a former one too), its address or its township. Where several have
            them, those are listed.
            """,
            examples: """
                lazaret show site T-03
                lazaret show site 柳河 隔离点
                """
        )
    )

    @Argument(help: .both("The site's code, or words of its name.", "点位编号，或名称里的字词。", value: "code or name"))
    var words: [String]

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let wanted = words.joined(separator: " ")
        let found = try await options.withStore { store in try await Self.find(wanted, in: store) }
        switch found {
        case .one(let figures):
            try options.say(figures.json, or: SiteText(figures).whole, leavingOut: figures.unreadable)
        case .several(let page):
            try options.say(
                .object([
                    ("sites", .array(page.elements.map(\.site.json))), ("total", .number(page.total)),
                ]),
                or: SiteText.list(page),
                leavingOut: page.unreadable
            )
        }
    }

    private enum Found: Sendable {
        case one(SiteFigures)
        case several(ListPage<SiteStanding>)
    }

    /// The site with that code; else the one that has the words, or those that have them.
    private static func find(_ wanted: String, in store: Store) async throws -> Found {
        do {
            return .one(try await store.site(wanted))
        } catch StoreError.noSite {
            let page = try await store.sites(SiteFilter(words: wanted.cut(to: 100)), now: .now)
            if page.total == 1, let only = page.elements.first {
                return .one(try await store.site(only.site.code))
            }
            guard page.total > 0, !wanted.isBlank else { throw StoreError.noSite(wanted) }
            return .several(page)
        }
    }
}
