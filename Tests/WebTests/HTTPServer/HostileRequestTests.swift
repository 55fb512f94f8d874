import Testing

@testable import HTTPServer
@testable import Web

/// No input makes a fault of the server: every request here is refused with a 4xx, and the server goes on.
@Suite struct HostileRequestTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let method: String
        let path: String
        var headers: [String: String] = [:]
        var body: [UInt8]?
        let statuses: Set<Int>
        var testDescription: String {
            "\(method) \(path.prefix(60)) \(body.map { "\($0.count) bytes" } ?? "")"
        }
    }

    private static let json = ["Content-Type": "application/json"]
    private static let form = ["Content-Type": "application/x-www-form-urlencoded"]

    private static func filing(_ body: String, _ statuses: Set<Int> = [400]) -> Case {
        Case(
            method: "POST",
            path: "/api/v1/inspections",
            headers: json,
            body: Array(body.utf8),
            statuses: statuses
        )
    }

    static let addresses: [Case] = [
        ("/sites/%00", [400]), ("/sites/%", [400]), ("/sites/%zz", [400]), ("/sites/%ff%fe", [400]),
        ("/sites/\(String(repeating: "a", count: 5000))", [414]), ("/sites/..%2f..%2fetc%2fpasswd", [404]),
        ("/sites/'%20OR%201=1--", [404]), ("/inspections/not-an-id", [404]),
        ("/inspections/00000000-0000-0000-0000-000000000000", [404]), ("/weeks/2021-W54", [404]),
        ("/weeks/9999-W52", [404]),
        ("/weeks/0001-W01", [404]), ("/weeks/-W", [404]), ("/weeks/%F0%9F%92%A9", [404]),
        ("/sites?kind=castle", [422]),
        ("/sites?grade=%E7%BA%A2", [422]), ("/checklists/none", [404]),
        ("/checklists/township-isolation?version=1999", [404]),
        ("/checklists/township-isolation?version=%00", [400]), ("/inspect/none", [404]),
        ("/inspect/K-01", [404]),
        ("/inspect/T-01?draft=017b6a3e-0000-7000-8000-000000000000", [200]),
        ("/inspect/T-01?draft=ffffffff-ffff-7fff-bfff-ffffffffffff", [200]),
        ("/inspect/T-01/review?draft=x", [404]), ("/inspect/T-01/review", [404]),
        ("/static/x/../../lazaret.css", [404]),
        ("/api/v1/drafts/xyz", [404]), ("/api/v1/what-if?kind=moon", [422]), ("/api/v1/what-if", [422]),
        ("/api/v1/weeks/now", [404]), ("//", [200]),
        ("/sites?q=\(String(repeating: "%25", count: 900))", [200]),
    ]
    .map { Case(method: "GET", path: $0.0, statuses: $0.1) }

    static let bodies: [Case] = [
        filing(""), filing("{"), filing("[]", [422]), filing("null", [422]), filing("{}", [422]),
        filing("{\"id\":1}", [422]),
        filing("{\"id\":\"a\",\"id\":\"b\"}"), filing("{\"a\":\"\u{0}\"}"), filing("{\"a\":\"\\u0000\"}"),
        filing("{\"a\":\"\\ud800\"}"), filing("\u{FEFF}{}"), filing("{\"a\":1e999}", [400, 422]),
        filing(String(repeating: "[", count: 100_000)),
        filing(String(repeating: "{\"a\":", count: 50) + "1" + String(repeating: "}", count: 50)),
        filing("{\"answers\":{\"Z-99\":\"yes\"},\"facts\":{\"moon\":1}}", [422]),
        filing("{\"startedAt\":\"2021-02-30T00:00:00Z\",\"finishedAt\":\"9999-99-99\"}", [422]),
        filing("{\"site\":\"X\",\"checklist\":\"none\",\"version\":\"\u{202E}\"}", [422]),
        filing("{\"answers\":{\"A-01\":{\"value\":{\"value\":{\"value\":1}}}}}", [422]),
        filing("{\"inspectors\":[\(String(repeating: "\"x\",", count: 5000))\"x\"]}", [422]),
        filing("{\"escort\":\"\(String(repeating: "长", count: 100_000))\"}", [422]),
        Case(
            method: "POST",
            path: "/api/v1/inspections",
            headers: json,
            body: [0x7B, 0xFF, 0xFE, 0x7D],
            statuses: [400]
        ),
        Case(
            method: "POST",
            path: "/api/v1/inspections",
            headers: json,
            body: [UInt8](repeating: 0x20, count: (1 << 20) + 1),
            statuses: [413]
        ),
        Case(
            method: "POST",
            path: "/api/v1/inspections",
            headers: ["Content-Type": "text/plain"],
            body: Array("{}".utf8),
            statuses: [415]
        ),
        Case(method: "POST", path: "/api/v1/inspections", body: Array("{}".utf8), statuses: [415]),
        Case(
            method: "POST",
            path: "/api/v1/inspections",
            headers: json.merging(["Content-Encoding": "gzip"]) { a, _ in a },
            body: [31, 139],
            statuses: [415]
        ),
        Case(
            method: "PUT",
            path: "/api/v1/drafts/\(Samples.id(1))",
            headers: json,
            body: Array("[1]".utf8),
            statuses: [422]
        ),
        Case(
            method: "PUT",
            path: "/api/v1/drafts/\(Samples.id(1))",
            headers: json,
            body: Array("{\"site\":\"X\"}".utf8),
            statuses: [404]
        ),
        Case(
            method: "POST",
            path: "/inspect/T-01",
            headers: form,
            body: Array("id=%ZZ".utf8),
            statuses: [400]
        ),
        Case(
            method: "POST",
            path: "/inspect/T-01",
            headers: form,
            body: Array("id=1&id=2".utf8),
            statuses: [400]
        ),
        Case(
            method: "POST",
            path: "/inspect/T-01",
            headers: form,
            body: Array("id=%00".utf8),
            statuses: [400]
        ),
        Case(method: "POST", path: "/inspect/T-01", headers: form, body: [], statuses: [400]),
        Case(
            method: "POST",
            path: "/inspect/T-01",
            headers: form,
            body: Array("checklist=none".utf8),
            statuses: [404]
        ),
        Case(
            method: "POST",
            path: "/inspect/T-01",
            headers: form,
            body: Array("action=draft&id=x".utf8),
            statuses: [400]
        ),
    ]

    @Test func everyOneIsRefusedAndTheServerGoesOn() async throws {
        try await Server.running { client in
            for hostile in Self.addresses + Self.bodies {
                let answer = try await client.send(
                    hostile.method,
                    hostile.path,
                    hostile.headers,
                    hostile.body
                )
                #expect(
                    hostile.statuses.contains(answer.status),
                    "\(hostile.testDescription): \(answer.status) \(answer.text.prefix(300))"
                )
            }
            #expect(try await client.get("/readyz").status == 200)
        }
    }

    @Test(arguments: [
        "GET / HTTP/1.1\r\nConnection: close\r\n\r\n", "GET /\r\n\r\n",
        "POST /api/v1/inspections HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\n\(String(repeating: "X-A: b\r\n", count: 500))\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nX: \(String(repeating: "a", count: 100_000))\r\n\r\n",
        "\u{0}\u{1}\u{2}\r\n\r\n",
        "POST /api/v1/inspections HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    ])
    func brokenHTTPEndsItsConnectionOnly(request: String) async throws {
        try await Server.running { client in
            let answer = try? await client.raw(
                Array((request.replacing("\r\nHost", with: "\r\nConnection: close\r\nHost")).utf8)
            )
            #expect(answer.map { $0.status < 500 || $0.status == 505 } ?? true)
            let alive = try await client.get("/healthz")
            #expect(alive.status == 200)
        }
    }
}
