import HTTPTypes
import StrictJSON
import Testing

@testable import Compliance
@testable import HTTPServer
@testable import Store
@testable import Web

/// A page offers only what its reader may do: whoever follows what it shows is never told that they may not.
@Suite struct OfferTests {
    private static let everybody = [
        "inspector", "administrator", "supervision", "director", "holder", "leader", "auditor", "keeper",
    ]

    /// What a page leads to.
    private struct Offers {
        var links: Set<String> = []
        var forms: Set<String> = []

        init(_ html: String) {
            for match in html.matches(of: /<a\s[^>]*href="(\/[^"#]*)/) {
                links.insert(Self.plain(match.1))
            }
            for match in html.matches(of: /<form\s[^>]*>/) {
                guard let action = match.0.firstMatch(of: /action="(\/[^"#]*)"/) else { continue }
                if match.0.contains("method=\"post\"") {
                    forms.insert(Self.plain(action.1))
                } else {
                    links.insert(Self.plain(action.1))
                }
            }
        }

        private static func plain(_ address: Substring) -> String {
            String(address).replacing("&amp;", with: "&")
        }
    }

    /// Files at both sites, corrects and withdraws one of the visits, and keeps a draft: all that a page may offer.
    private static func prepare(_ client: Client) async throws {
        for (number, site) in [(901, "T-01"), (902, "T-02"), (903, "T-01")] {
            let filed = try await client.post(
                "/api/v1/inspections",
                json: JSON.write(Samples.filing(number, at: site))
            )
            try #require(filed.status == 201, "\(filed.text)")
        }
        let draft = try await client.send(
            "PUT",
            "/api/v1/drafts/\(Samples.id(911))",
            ["Content-Type": "application/json"],
            Array("{\"site\":\"T-01\"}".utf8)
        )
        try #require(draft.status == 200, "\(draft.text)")
    }

    /// Whether it is worth following: one page of each list and one entry of the record stand for all.
    private static func isFollowed(_ address: String, _ seen: Set<String>) -> Bool {
        guard !address.contains("lang="), !seen.contains(address) else { return false }
        if address.contains(/^\/audit\/\d/) { return seen.count { $0.contains(/^\/audit\/\d/) } < 3 }
        if address.contains(/^\/weeks\//) { return seen.count { $0.contains(/^\/weeks\//) } < 6 }
        return true
    }

    @Test(.timeLimit(.minutes(20))) func nobodyIsOfferedWhatTheyMayNotDo() async throws {
        let routes = try await Server.routes()
        try await Server.running { client in
            try await Self.prepare(client)
            var (wrong, forms): ([String], Set<String>) = ([], [])
            for who in Self.everybody {
                let browser = client.browser(of: who)
                let me = try JSON.read(try await client.stranger.get("/api/v1/me", browser).body)
                let rights = Set(
                    (me["rights"]?.array ?? []).compactMap { $0.string.flatMap { Right(rawValue: $0) } }
                )
                try #require(!rights.isEmpty, "\(who)")
                var (seen, waiting): (Set<String>, [String]) = ([], ["/"])
                while let address = waiting.popLast() {
                    seen.insert(address)
                    let answer = try await client.stranger.get(address, browser)
                    if answer.status == 303, let next = answer.headers["location"], !seen.contains(next) {
                        waiting.append(next)
                    }
                    // Nothing is published in this county by which a checkpoint could be inspected.
                    if address == "/inspect/K-01", answer.status == 404 { continue }
                    if ![200, 303].contains(answer.status),
                        !(answer.status == 409 && address.hasSuffix("/proof"))
                    {
                        wrong.append("\(who) is led to \(address): \(answer.status)")
                    }
                    let offers = Offers(answer.text)
                    for link in offers.links where Self.isFollowed(link, seen) && !waiting.contains(link) {
                        waiting.append(link)
                    }
                    for form in offers.forms {
                        forms.insert(form)
                        let path = String(form.split(separator: "?")[0])
                        let route = routes.first { $0.method == .post && $0.matches(path) }
                        guard let route else { wrong.append("\(address): no route for \(form)"); continue }
                        let needed: Set<Right> =
                            switch route.access {
                            case .right(let right): [right]
                            case .either(let one, let other): [one, other]
                            case .open, .machine, .signedIn: []
                            }
                        if !needed.isEmpty, needed.isDisjoint(with: rights) {
                            wrong.append("\(who) is offered the form of \(form) on \(address)")
                        }
                    }
                }
                #expect(seen.count > (rights.contains(.county) ? 12 : 4), "\(who) saw \(seen.sorted())")
            }
            #expect(wrong == [])
            #expect(forms.contains("/inspect/T-01") && forms.contains("/sites/T-01/register"))
        }
    }
}
