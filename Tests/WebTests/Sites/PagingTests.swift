import StrictJSON
import Testing

@testable import Compliance
@testable import HTTPServer
@testable import Store
@testable import Web

/// Lists as pages and answers in JSON carry them on.
@Suite struct PagingTests {
    private static let count = 230

    private static func running(_ body: @escaping @Sendable (Client) async throws -> Void) async throws {
        try await Server.running(
            prepare: { store, _ in
                _ = try await store.importSites(
                    (1...count)
                        .map { number in
                            RegisterEntry(
                                site: Site(
                                    code: "H-\(number)",
                                    kind: .homeIsolation,
                                    name: Text(zh: "第\(number)户", en: "Home \(number)"),
                                    township: Township(code: "91", name: Text(zh: "柳林乡", en: "Liulin")),
                                    openedOn: Samples.day("2021-08-01")
                                ),
                                row: number
                            )
                        }
                )
            },
            body
        )
    }

    private static func link(_ rel: String, in html: String) throws -> String? {
        try html.firstMatch(of: Regex("<a href=\"([^\"]*)\" rel=\"\(rel)\"", as: (Substring, Substring).self))
            .map { String($0.1).replacing("&amp;", with: "&") }
    }

    @Test func whatWasAskedForSurvivesFromPageToPage() async throws {
        try await Self.running { client in
            var (address, pages): (String?, [String]) = (
                "/sites?kind=homeIsolation&q=%E6%9F%B3%E6%9E%97+h&lang=en", []
            )
            while let next = address {
                let answer = try await client.get(next)
                #expect(answer.status == 200 && answer.text.contains("230 sites, "))
                #expect(answer.text.contains("<nav class=\"pager\" aria-label=\"Pages of the list\">"))
                #expect(answer.text.contains("value=\"柳林 h\""))
                pages.append(answer.text)
                address = try Self.link("next", in: answer.text)
                #expect(answer.text.utf8.count < 120_000)
            }
            #expect(pages.count == 3)
            let codes = pages.flatMap { $0.matches(of: /class="code">(H-\d+)</).map { String($0.1) } }
            #expect(codes == (1...Self.count).map { "H-\($0)" })
            let back = try #require(try Self.link("prev", in: pages[2]))
            #expect(back.contains("lang=en") && back.contains("kind=homeIsolation"))
            let second = try await client.get(back).text
            #expect(
                second.matches(of: /class="code">(H-\d+)</).map { String($0.1) }
                    == (101...200).map { "H-\($0)" }
            )
            #expect(try Self.link("prev", in: pages[0]) == nil)
        }
    }

    @Test func programsFollowNext() async throws {
        try await Self.running { client in
            var (address, codes): (String?, [String]) = ("/api/v1/sites?kind=homeIsolation", [])
            while let next = address {
                let answer = try JSON.read(try await client.get(next).body)
                let sites = answer["sites"]?.array ?? []
                #expect(sites.count <= 100 && answer["total"]?.number == "\(Self.count)")
                codes += sites.compactMap { $0["site"]?["code"]?.string }
                address = answer["next"]?.string
            }
            #expect(codes == (1...Self.count).map { "H-\($0)" })
        }
    }

    @Test func aPlaceThatIsNoneIsRefused() async throws {
        try await Self.running { client in
            for list in [
                "/sites", "/sites/T-01/inspections", "/accounts", "/api/v1/sites",
                "/api/v1/sites/T-01/inspections",
                "/api/v1/drafts",
            ] {
                for place in [
                    "x", "after", "after~", "after~%27", "after~1~2~3~4~5", "after~1~%00",
                    "after~9999999999999999999~1",
                    "after~%CC%81", "before~1~zone~%EF%BC%BA~Z",
                ] {
                    let answer = try await client.get("\(list)?page=\(place)")
                    #expect(answer.status == 400, "\(list) \(place)")
                }
                #expect(try await client.get("\(list)?page=").status == 200, "\(list)")
            }
        }
    }
}
