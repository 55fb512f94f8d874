import HTTPTypes
import Logging
import StrictJSON
import Testing

@testable import Compliance
@testable import Store
@testable import HTTPServer
@testable import Web

/// What every answer has in common.
@Suite struct ResponseTests {
    @Test func aClockThatDiffersIsSaidBesideReady() async throws {
        // The tests' clock stands in 2021.
        try await Server.running { client in
            let (zh, en) = (try await client.get("/readyz?lang=zh"), try await client.get("/readyz?lang=en"))
            #expect(zh.status == 200 && zh.text.contains("ok\n本机时钟比数据库慢"), "\(zh.text)")
            #expect(
                en.status == 200 && en.text.contains(" s behind the database's; set both right"),
                "\(en.text)"
            )
        }
    }

    @Test func whatRanOutOfTimeMayBeSentAgain() {
        let refusal = Refusal(of: StoreError.outOfTime(cause: "57014"))
        #expect(refusal.kind.status == .serviceUnavailable)
        #expect(refusal.headers[.retryAfter] == "5")
        #expect(!refusal.detail.en.contains("57014"))
    }

    @Test func watchersAreTold() async throws {
        try await Server.running { client in
            #expect(try await client.get("/healthz").text == "ok\n")
            #expect(try await client.get("/readyz").status == 200)
            let metrics = try await client.get("/metrics")
            #expect(metrics.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
            #expect(
                metrics.text.contains(
                    "lazaret_requests_total{route=\"/readyz\",method=\"GET\",status=\"200\"} 1\n"
                )
            )
            #expect(metrics.text.contains("lazaret_connections_waiting 0\n"))
        }
    }

    @Test func pagesAreGuardedAndNotKept() async throws {
        try await Server.running { client in
            let page = try await client.get("/")
            #expect(page.status == 200)
            #expect(page.headers["cache-control"] == "no-store")
            let policy = page.headers["content-security-policy"] ?? ""
            #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe"))
            #expect(page.headers["x-content-type-options"] == "nosniff")
            #expect(page.headers["content-language"] == "zh")
            #expect(page.text.contains("<html lang=\"zh-Hans\">"))
            #expect(page.text.contains("示范县"))
        }
    }

    @Test(arguments: [
        ("/?lang=en", [:], "en"), ("/", ["Accept-Language": "en-GB,en;q=0.9,zh;q=0.8"], "en"),
        ("/", ["Accept-Language": "fr,zh;q=0.5,en;q=0.1"], "zh"), ("/", ["Cookie": "lang=en"], "en"),
        ("/?lang=zh", ["Cookie": "lang=en"], "zh"), ("/?lang=xx", ["Accept-Language": "de"], "zh"),
    ])
    func theReaderChoosesTheLanguage(path: String, headers: [String: String], language: String) async throws {
        try await Server.running { client in
            let answer = try await client.get(path, headers)
            #expect(answer.headers["content-language"] == language)
        }
    }

    @Test func aChoiceOfLanguageIsRemembered() async throws {
        try await Server.running { client in
            let cookie = try await client.get("/?lang=en").headers["set-cookie"]
            #expect(cookie == "lang=en; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly")
            #expect(try await client.get("/").headers["set-cookie"] == nil)
        }
    }

    @Test(arguments: [-62_000_000_000_000_000, -1, 253_402_300_799_999_999])
    func aClockThatIsWrongIsNoFault(microseconds: Int) async throws {
        let log = Log()
        try await Server.running(log: log, now: Instant(microseconds: microseconds)) { client in
            for path in [
                "/", "/sites", "/sites/T-01", "/weeks", "/weeks/current", "/weeks/2021-W33", "/checklists",
                "/checklists/township-isolation", "/inspect/T-01", "/account", "/accounts", "/audit",
                "/api/v1/county", "/api/v1/weeks/current", "/api/v1/checklists/township-isolation",
                "/api/v1/what-if?kind=townshipIsolation",
            ] {
                let answer = try await client.get(path)
                #expect(answer.status < 500, "\(path)")
            }
            #expect(try await client.get("/healthz").status == 200)
        }
        #expect(log.texts(.error) == [])
    }

    @Test func headIsGetWithoutTheBody() async throws {
        try await Server.running { client in
            let (get, head) = (try await client.get("/healthz"), try await client.send("HEAD", "/healthz"))
            #expect(head.status == 200 && head.body.isEmpty)
            #expect(head.headers["content-length"] == get.headers["content-length"])
        }
    }

    @Test(arguments: [
        ("DELETE", "/", "GET, HEAD"), ("PUT", "/inspect/T-01", "GET, HEAD, POST"),
        ("PATCH", "/api/v1/drafts/x", "GET, HEAD, PUT, DELETE"), ("GET", "/api/v1/inspections", "POST"),
    ])
    func aWrongMethodIsToldTheRightOnes(method: String, path: String, allowed: String) async throws {
        try await Server.running { client in
            let answer = try await client.send(method, path)
            #expect(answer.status == 405)
            #expect(answer.headers["allow"] == allowed)
        }
    }

    @Test func whatIsNotThereIsSaidInTheReadersForm() async throws {
        try await Server.running { client in
            let page = try await client.get("/nowhere?lang=en")
            #expect(page.status == 404 && page.headers["content-type"] == "text/html; charset=utf-8")
            #expect(page.text.contains("Not found"))
            let problem = try await client.get("/api/v1/sites/X-99?lang=en", ["X-Request-Id": "abc-1"])
            #expect(problem.status == 404 && problem.headers["content-type"] == "application/problem+json")
            let node = try JSON.read(problem.body)
            #expect(node["type"]?.string == "urn:lazaret:problem:not-found")
            #expect(node["detail"]?.string == "There is no site 'X-99'.")
            #expect(node["requestId"]?.string == "abc-1" && problem.headers["x-request-id"] == "abc-1")
        }
    }

    @Test func whatWasNotChangedIsNotSentAgain() async throws {
        try await Server.running { client in
            let path = "/api/v1/checklists/township-isolation?version=2021-08"
            let first = try await client.get(path)
            let tag = try #require(first.headers["etag"])
            #expect(!tag.hasPrefix("W/"))
            let again = try await client.get(path, ["If-None-Match": tag])
            #expect(again.status == 304 && again.body.isEmpty && again.headers["etag"] == tag)
            #expect(try await client.get(path, ["If-None-Match": "\"other\""]).status == 200)
            let zipped = try await client.get(path, ["Accept-Encoding": "gzip"])
            #expect(zipped.headers["content-encoding"] == "gzip" && zipped.body.count * 2 < first.body.count)
            let zippedTag = try #require(zipped.headers["etag"])
            #expect(zippedTag != tag)
            #expect(
                try await client.get(path, ["If-None-Match": zippedTag, "Accept-Encoding": "gzip"]).status
                    == 304
            )
        }
    }

    @Test func styleSheetsAreKeptForEverUnderTheirContentsName() async throws {
        try await Server.running { client in
            let page = try await client.get("/")
            let path = try #require(page.text.firstMatch(of: /href="(\/static\/[^"]*lazaret\.css)"/)).1
            let sheet = try await client.get(String(path))
            #expect(sheet.headers["content-type"] == "text/css; charset=utf-8")
            #expect(sheet.headers["cache-control"] == "public, max-age=31536000, immutable")
            #expect(try await client.get("/static/old/lazaret.css").headers["cache-control"] == "no-cache")
            #expect(try await client.get("/static/old/..%2Ftexts%2Fzh.json").status == 404)
        }
    }

    @Test(arguments: [
        (["Sec-Fetch-Site": "cross-site"], 403), (["Sec-Fetch-Site": "same-site"], 403),
        (["Origin": "https://elsewhere.example"], 403),
        (["Origin": "null"], 403), (["Sec-Fetch-Site": "same-origin"], 400), ([:], 400),
    ])
    func anotherSitesPageChangesNothing(headers: [String: String], status: Int) async throws {
        try await Server.running { client in
            let answer = try await client.post(
                "/inspect/T-01",
                form: [("checklist", "township-isolation")],
                headers
            )
            #expect(answer.status == status)
        }
    }
}
