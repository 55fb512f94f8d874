import AuditLog
import HTTPTypes
import StrictJSON
import Testing

@testable import Compliance
@testable import Store
@testable import HTTPServer
@testable import Web

/// Every route, asked by everybody, of the own site, of another, and of another county.
@Suite struct AccessMatrixTests {
    @Test func everyRouteIsInTheTable() async throws {
        let routes = try await Server.routes()
        let listed = AccessTable.rows.map { row in
            let path = row.path.split(separator: "?")[0]
            return routes.first {
                $0.method.rawValue == row.method && $0.matches(String(path))
            }
        }
        #expect(!listed.contains { $0 == nil }, "the table has a route that the application does not answer")
        let names = Set(listed.compactMap { $0.map { "\($0.method) \($0.pattern)" } })
        #expect(routes.map { "\($0.method) \($0.pattern)" }.filter { !names.contains($0) } == [])
    }

    @Test(.timeLimit(.minutes(20))) func everybodyIsAnsweredAsTheTableSays() async throws {
        try await Server.running { client in
            try await Self.prepare(client)
            var wrong: [String] = []
            var count = 0
            for row in AccessTable.rows {
                for (who, expected) in row.answers {
                    count += 1
                    let answer = try await Self.ask(client, row, who, number: count)
                    if answer != expected {
                        wrong.append("\(row.method) \(row.path) by \(who): \(answer), not \(expected)")
                    }
                }
            }
            #expect(wrong == [])
            #expect(count == AccessTable.rows.count * 9)
        }
    }

    @Test(.timeLimit(.minutes(20))) func everyPageOfAnAccountHasItsMenu() async throws {
        try await Server.running { client in
            try await Self.prepare(client)
            var without: [String] = []
            var count = 0
            let unknown = AccessTable.Row(method: "GET", path: "/nowhere", answers: [])
            for row in AccessTable.rows + [unknown] where row.method == "GET" && !row.path.hasPrefix("/login")
            {
                for who in ["administrator", "director", "auditor"] {
                    let path = Self.filled(row)
                    let answer = try await client.stranger.send("GET", path, client.browser(of: who))
                    guard answer.headers["content-type"]?.hasPrefix("text/html") == true, !answer.body.isEmpty
                    else { continue }
                    count += 1
                    let page = answer.text
                    if !page.contains("\(who) of demo"), !page.contains("action=\"/logout\"") {
                        without.append("\(path) for \(who): \(answer.status)")
                    } else if who == "administrator", !page.contains("href=\"/import/sites\"") {
                        without.append("\(path) for \(who): no menu")
                    }
                }
            }
            #expect(without == [])
            #expect(count > 60)
        }
    }

    @Test func aTokenThatMayNotReadIsRefusedNotShownNothing() async throws {
        try await Server.running { client in
            try await Self.prepare(client)
            var wrong: [String] = []
            for (number, row) in AccessTable.rows.enumerated()
            where ["401", "login"].contains(row.answers[0].answer) {
                let answer = try await Self.ask(client, row, "narrow", number: 5000 + number)
                let expected = ["/api/v1/me": "200", "/logout": "401"][row.path] ?? "403"
                if answer != expected {
                    wrong.append("\(row.method) \(row.path): \(answer), not \(expected)")
                }
            }
            #expect(wrong == [])
            // And what it asked for spoilt nothing for the others.
            let filed = try await client.post("/api/v1/inspections", json: Self.filing(6001, at: "T-01"))
            #expect(filed.status == 201, "\(filed.text)")
        }
    }

    /// Files an inspection that names a picture, which is sent, and keeps a draft at each of the two sites of the county.
    private static func prepare(_ client: Client) async throws {
        for (number, site) in [(901, "T-01"), (902, "T-02")] {
            let filed = try await client.post(
                "/api/v1/inspections",
                json: JSON.write(
                    Samples.filing(number, at: site, naming: [Hash(of: SmallPNG.bytes).hex], fixed: true)
                )
            )
            try #require(filed.status == 201, "\(filed.text)")
            _ = try await client.upload(SmallPNG.bytes)
            let draft = try await client.send(
                "PUT",
                "/api/v1/drafts/\(Samples.id(number + 10))",
                ["Content-Type": "application/json"],
                Array("{\"site\":\"\(site)\"}".utf8)
            )
            try #require(draft.status == 200, "\(draft.text)")
        }
    }

    /// The status, or the word that the table has for where the reader is taken.
    private static func ask(
        _ client: Client,
        _ row: AccessTable.Row,
        _ who: String,
        number: Int
    ) async throws -> String {
        let path = filled(row)
        var headers: [String: String]
        switch who {
        case "nobody": headers = [:]
        case "reader": headers = ["Authorization": "Bearer \(People.readerToken)"]
        case "narrow": headers = ["Authorization": "Bearer \(People.narrowToken)"]
        default: headers = client.browser(of: who, path == "/logout" ? 2 : 1)
        }
        let (type, body) = content(row, number)
        if let type { headers["Content-Type"] = type }
        if path.hasPrefix("/api/v1/uploads") {
            headers.merge(["Tus-Resumable": "1.0.0", "Upload-Length": "9", "Upload-Offset": "0"]) { a, _ in a
            }
        }
        let answer = try await client.stranger.send(row.method, path, headers, body.map { Array($0.utf8) })
        switch answer.headers["location"] {
        case .some(let place) where answer.status == 303 && place.hasPrefix("/login?"): return "login"
        case "/account" where answer.status == 303: return "own"
        default: return "\(answer.status)"
        }
    }

    /// The path with what {own}, {else} and {far} stand for.
    private static func filled(_ row: AccessTable.Row) -> String {
        let path = row.path.split(separator: "?")[0]
        let values: (own: String, other: String, far: String) =
            if path.contains("/inspections"), !path.contains("/sites/") {
                ("\(Samples.id(901))", "\(Samples.id(902))", "\(Samples.id(903))")
            } else if path.contains("/drafts") {
                ("\(Samples.id(911))", "\(Samples.id(912))", "\(Samples.id(913))")
            } else if path.contains("/accounts") {
                ("keeper", "keeper", "only-other")
            } else {
                ("T-01", "T-02", "X-01")
            }
        let query =
            row.path.contains("?") && !row.path.contains("?{") ? "?" + row.path.split(separator: "?")[1] : ""
        return path.replacing("{own}", with: values.own).replacing("{else}", with: values.other)
            .replacing("{far}", with: values.far) + query
    }

    /// What is sent along, and of which type.
    private static func content(_ row: AccessTable.Row, _ number: Int) -> (String?, String?) {
        let site = row.path.contains("{far}") ? "X-01" : row.path.contains("{else}") ? "T-02" : "T-01"
        let form = "application/x-www-form-urlencoded"
        guard row.method != "GET", row.method != "DELETE" else { return (nil, nil) }
        switch row.path.split(separator: "?")[0] {
        case "/api/v1/inspections": return ("application/json", filing(number, at: site))
        case let path where path.hasPrefix("/api/v1/drafts"):
            return ("application/json", "{\"site\":\"\(site)\"}")
        case let path where path.hasPrefix("/inspect/"):
            return (form, "action=draft&id=\(Samples.id(2000 + number))&checklist=township-isolation")
        case let path where path.hasPrefix("/api/v1/uploads/"):
            return ("application/offset+octet-stream", "x")
        case "/account/tokens": return (form, "name=t\(number)&scope=read&days=1")
        case "/accounts": return (form, "name=new\(number)&display=duty&role=leader")
        case let path where path.hasPrefix("/accounts/"): return (form, "action=enable")
        default: return (form, "")
        }
    }

    private static func filing(_ number: Int, at site: String) -> String {
        JSON.write(Samples.filing(number, at: site))
    }
}
