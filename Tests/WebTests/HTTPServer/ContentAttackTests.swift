import StrictJSON
import Testing

@testable import Compliance
@testable import Store
@testable import HTTPServer
@testable import Web

/// What an attacker puts into names, addresses, headers and documents.
@Suite struct ContentAttackTests {
    private static let poison = "'\"><script>alert(1)</script>&{{frame.csrf}};DROP TABLE x;--"

    @Test func whatIsSQLInAFieldStaysText() async throws {
        try await Server.running { client in
            let escaped = FormText.encode(Self.poison)
            for path in [
                "/sites/\(escaped)", "/inspections/\(escaped)", "/weeks/\(escaped)", "/checklists/\(escaped)",
                "/api/v1/sites/\(escaped)", "/api/v1/drafts?site=\(escaped)", "/sites?q=\(escaped)",
                "/checklists/township-isolation?version=\(escaped)", "/login?next=\(escaped)",
                "/api/v1/what-if?kind=townshipIsolation&version=\(escaped)", "/account?done=\(escaped)",
            ] {
                let headers = path.hasPrefix("/account") ? client.browser(of: "inspector") : [:]
                let asking = path.hasPrefix("/account") ? client.stranger : client
                let answer = try await asking.get(path, headers)
                #expect([200, 404, 422].contains(answer.status), "\(path): \(answer.status)")
                // JSON says it as it is; nobody takes that for a page.
                let isPage = answer.headers["content-type"]?.hasPrefix("text/html") == true
                #expect(isPage != path.hasPrefix("/api/"), "\(path)")
                #expect(!isPage || !answer.text.contains("<script>alert"), "\(path)")
            }
            let sites = try await client.get("/api/v1/sites")
            #expect(sites.text.contains("T-01") && sites.text.contains("T-02"))
        }
    }

    @Test func whatIsMarkupInAFieldIsShownAsText() async throws {
        try await Server.running { client in
            // In every text that a filing takes.
            let poison = Node.string(Self.poison)
            let filing = Samples.filing(77, escort: Self.poison).object ?? []
            let document = Node.object(
                filing.map { member -> (String, Node?) in
                    switch member.name {
                    case "inspectors": (member.name, .array([poison]))
                    case "answers":
                        (
                            member.name,
                            .object([
                                (
                                    "A-01",
                                    .object([
                                        ("value", "yes"), ("note", poison), ("evidence", .array([poison])),
                                    ])
                                )
                            ])
                        )
                    default: (member.name, member.value)
                    }
                }
            )
            let filed = try await client.post("/api/v1/inspections", json: JSON.write(document))
            try #require(filed.status == 201, "\(filed.text)")
            let made = try await client.stranger.post(
                "/accounts",
                form: [
                    ("name", "poisoned"), ("display", String(Self.poison.prefix(90))), ("role", "leader"),
                ],
                client.browser(of: "keeper")
            )
            #expect(made.status == 200)
            let token = try await client.stranger.post(
                "/account/tokens",
                form: [("name", String(Self.poison.prefix(60))), ("scope", "read"), ("days", "1")],
                client.browser(of: "inspector")
            )
            #expect(token.status == 200)
            let pages = try await [
                client.get("/inspections/\(Samples.id(77))"), client.get("/sites/T-01"), client.get("/"),
                client.get("/weeks/2021-W33"), client.get("/accounts"), made, token,
            ]
            for page in pages {
                #expect(page.status == 200)
                // The one script of ours is a file.
                #expect(!page.text.contains("<script>"), "\(page.text.prefix(200))")
            }
            #expect(pages[0].text.contains("&lt;script&gt;alert(1)"))
            #expect(pages[4].text.contains("&lt;script&gt;alert(1)"))
        }
    }

    @Test func aLineBreakInAHeaderOrAddressMakesNoHeader() async throws {
        try await Server.running { client in
            for path in [
                "/login?next=%0d%0aX-Evil:%201", "/weeks%0d%0aX-Evil:%201", "/?lang=en%0d%0aX-Evil:%201",
            ] {
                let answer = try await client.get(path)
                #expect(answer.headers["x-evil"] == nil, "\(path)")
            }
            let form = try await LoginForm(client)
            let answer = try await form.send("x", "wrong wrong wrong", next: "/a\r\nX-Evil: 1")
            #expect(answer.headers["x-evil"] == nil)
            let echoed = try await client.get("/healthz", ["X-Request-Id": "a b;c"])
            #expect(echoed.headers["x-request-id"] != "a b;c")
        }
    }

    @Test(arguments: [
        "/static/1/../lazaret.css", "/static/1/..%2f..%2f..%2fetc%2fpasswd",
        "/static/..%2f..%2fopenapi.json/x",
        "/static/1/%2e%2e%2ftemplates%2fframe.mustache", "/static/1/frame.mustache", "/static/1/zh.json",
        "/..%2f..%2fetc%2fpasswd", "/static/1/lazaret.css%00.js",
    ])
    func noAddressLeadsOutOfTheStaticFiles(path: String) async throws {
        try await Server.running { client in
            let answer = try await client.get(path)
            #expect([400, 404].contains(answer.status), "\(answer.status)")
            #expect(!answer.text.contains("root:"))
        }
    }

    @Test func fieldsThatAreNotAskedForAreRefusedOrLeftAlone() async throws {
        try await Server.running { client in
            for (name, value) in [
                ("score", Node.number(100)), ("grade", "meets"), ("county", "other"),
                ("county_id", .number(2)),
                ("receivedAt", "2021-01-01T00:00:00Z"), ("result", .object([])),
            ] {
                let document = Node.object(
                    (Samples.filing(78).object ?? []).map { ($0.name, $0.value) } + [(name, value)]
                )
                let answer = try await client.post("/api/v1/inspections", json: JSON.write(document))
                #expect(answer.status == 422, "\(name)")
            }
            // Nobody becomes more than they are by what a form says beside its fields.
            let browser = client.browser(of: "inspector")
            let extra = [
                ("role", "administrator"), ("roles", "administrator"), ("county_id", "2"),
                ("account", "administrator"),
                ("scope", "manage"), ("scope", "audit"), ("scope", "read"), ("name", "more"), ("days", "1"),
            ]
            _ = try await client.stranger.post("/account/tokens", form: extra, browser)
            let me = try await client.stranger.get("/api/v1/me", browser)
            #expect(me.text.contains("\"rights\":[\"county\",\"file\",\"read\"]"))
            let tokens = try await client.stranger.get("/account", browser)
            #expect(!tokens.text.contains("维护名册") || !tokens.text.contains("more"))
        }
    }

    @Test func idsOfOthersAreNotThereForWhoeverGuessesThem() async throws {
        try await Server.running { client in
            let browser = client.browser(of: "inspector")
            // The sessions of another account, whose ids one can only guess, and a token of the keeper.
            let others = try await client.stranger.get("/account", client.browser(of: "administrator"))
            let ids = others.text.matches(of: /name="id" value="([0-9a-f]{8})"/).map { String($0.1) }
            #expect(ids.count == 3)
            for id in ids {
                #expect(
                    try await client.stranger.post("/account/sessions/end", form: [("id", id)], browser)
                        .status == 404
                )
            }
            let revoked = try await client.stranger.post(
                "/account/tokens/revoke",
                form: [("name", "nobody's")],
                browser
            )
            #expect(revoked.status == 404)
            #expect(try await client.get("/api/v1/me").status == 200)
            #expect(
                try await client.stranger.get("/account", client.browser(of: "administrator")).status == 200
            )
        }
    }

    @Test func everyAnswerForbidsWhatItDoesNotNeed() async throws {
        try await Server.running { client in
            for path in ["/", "/login", "/nowhere", "/api/v1/me", "/static/1/lazaret.css", "/account"] {
                let answer = try await client.stranger.get(path)
                let policy = answer.headers["content-security-policy"] ?? ""
                #expect(
                    policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"),
                    "\(path)"
                )
                #expect(!policy.contains("unsafe"), "\(path)")
                #expect(answer.headers["x-content-type-options"] == "nosniff", "\(path)")
                #expect(answer.headers["referrer-policy"] == "same-origin", "\(path)")
                #expect(answer.headers["x-request-id"]?.isEmpty == false, "\(path)")
            }
        }
    }
}
