import StrictJSON
import Testing

@testable import Compliance
@testable import HTTPServer
@testable import Store
@testable import Web

/// The standard handed down by pages and by the API: issued, acknowledged, explained. By the server's clock it is 18 August
/// 2021; issues are dated by the database's, which is later.
@Suite struct GuidancePagesTests {
    private static func document(_ answer: Client.Answer) throws -> Node { try JSON.read(answer.body) }

    private static func hidden(_ name: String, in page: String) throws -> String {
        let found = page.firstMatch(
            of: try Regex("name=\"\(name)\" value=\"([^\"]*)\"", as: (Substring, Substring).self)
        )
        return String(try #require(found?.1))
    }

    @Test(.timeLimit(.minutes(3))) func aStandardIsIssuedAcknowledgedAndExplained() async throws {
        try await Server.running { client in
            let (admin, browser) = (client.browser(of: "administrator"), client.stranger)
            let director = client.browser(of: "director")
            let before = try await browser.get("/guidance", admin)
            #expect(before.status == 200 && before.text.contains("没有记录"))
            #expect(try await !browser.get("/sites/T-01", director).text.contains("签收这一版标准"))
            let issue = [("standard", try Self.hidden("standard", in: before.text)), ("to", "lacking")]
            let issued = try await browser.post("/guidance/issues", form: issue, admin)
            #expect(
                issued.status == 303 && issued.headers["location"]?.hasPrefix("/guidance?done=issued") == true
            )
            let twice = try await browser.post("/guidance/issues", form: issue, admin)
            #expect(twice.headers["location"] == "/guidance?done=already")

            // Only the director of the site is offered it, and does it; twice is once.
            let page = try await browser.get("/sites/T-01", director)
            #expect(page.text.contains("签收这一版标准") && page.text.contains("待签收"))
            #expect(try await !browser.get("/sites/T-01", admin).text.contains("签收这一版标准"))
            let number = try Self.hidden("issuance", in: page.text)
            for _ in 0..<2 {
                let done = try await browser.post(
                    "/sites/T-01/guidance/receipt",
                    form: [("issuance", number)],
                    director
                )
                #expect(done.headers["location"] == "/sites/T-01/guidance?done=acknowledged")
            }
            let after = try await browser.get("/sites/T-01/guidance?done=acknowledged", director)
            #expect(after.text.contains("已签收。") && after.text.contains("（director）"))
            #expect(!after.text.contains("签收这一版标准"))
            let nothing = try await browser.post(
                "/sites/T-01/guidance/receipt",
                form: [("issuance", "x")],
                director
            )
            #expect(nothing.status == 404)
        }
    }

    @Test(.timeLimit(.minutes(3))) func guidanceIsRecordedOnceAndWithdrawnWithAReason() async throws {
        try await Server.running { client in
            let (admin, inspector) = (client.browser(of: "administrator"), client.browser(of: "inspector"))
            let (browser, address) = (client.stranger, "/sites/T-01/guidance")
            let id = try Self.hidden("id", in: try await browser.get(address, inspector).text)
            let hollow = [("id", id), ("givenAt", "2021-08-19T09:00"), ("shown", "分区图"), ("attended", " ")]
            let refused = try await browser.post(address, form: hollow, inspector)
            // All at once, and what was typed is there still.
            #expect(refused.status == 422 && refused.text.contains("分区图</textarea>"))
            #expect(refused.text.contains("指导的时间还没有到") && refused.text.contains("不能为空"))
            let form = [("id", id), ("givenAt", "2021-08-18T09:00"), ("shown", "分区图"), ("attended", "院长")]
            for _ in 0..<2 {
                let done = try await browser.post(address, form: form, inspector)
                #expect(done.status == 303 && done.headers["location"] == address + "?done=guided")
            }
            let other = try await browser.post(
                address,
                form: form.map { $0 == "shown" ? ($0, "别的") : ($0, $1) },
                inspector
            )
            #expect(other.status == 409)
            let shown = try await browser.get(address, inspector)
            #expect(shown.text.matches(of: /2021-08-18 09:00/).count >= 1 && !shown.text.contains("撤销这条指导"))
            let withdrawal = [("guidance", id), ("reason", " ")]
            #expect(
                try await browser.post(address + "/withdrawal", form: withdrawal, inspector).status == 403
            )
            #expect(try await browser.post(address + "/withdrawal", form: withdrawal, admin).status == 422)
            let said = [("guidance", id), ("reason", "记错了点位")]
            #expect(try await browser.post(address + "/withdrawal", form: said, admin).status == 303)
            let kept = try await browser.get(address, admin)
            #expect(kept.text.contains("不再计算：记错了点位") && !kept.text.contains("撤销这条指导"))
        }
    }

    @Test(.timeLimit(.minutes(3))) func theAPISaysTheSame() async throws {
        try await Server.running { client in
            let county = try Self.document(try await client.get("/api/v1/guidance"))
            let standard = try #require(
                county["versions"]?.array?.first { $0["siteKind"]?.string == "townshipIsolation" }?[
                    "standard"
                ]
            )
            let body = JSON.write(.object([("sites", .array(["T-01", "X-99"])), ("standard", standard)]))
            let refused = try await client.post("/api/v1/guidance/issues", json: body)
            #expect(refused.status == 422 && refused.text.contains("/sites/1"))
            let one = JSON.write(.object([("sites", .array(["T-01"])), ("standard", standard)]))
            for outcome in ["issued", "already"] {
                let done = try await client.post("/api/v1/guidance/issues", json: one)
                let site = try Self.document(done)["sites"]?.array?.first
                #expect(done.status == 200 && site?["outcome"]?.string == outcome)
            }
            let guidance = JSON.write(
                .object([
                    ("id", .string("\(Samples.id(951))")), ("site", "T-01"),
                    ("givenAt", "2021-08-18T09:00:00+08:00"), ("shown", "分区图"), ("attended", "院长"),
                ])
            )
            for status in [201, 200] {
                #expect(try await client.post("/api/v1/guidance", json: guidance).status == status)
            }
            let site = try Self.document(try await client.get("/api/v1/sites/T-01/guidance"))
            #expect(site["issues"]?.array?.count == 1 && site["guidance"]?.array?.count == 1)
            let state = try #require(site["standards"]?.array?.first)
            #expect(state["receipt"]?.string == "waiting" && state["guidedAt"] == nil)
            #expect(state["missing"]?.array?.compactMap { $0["code"]?.string } == ["receipt", "guidance"])
            // A keeper's token is nobody who directs the site.
            let number = try #require(state["issuance"])
            let receipt = try await client.post(
                "/api/v1/guidance/issues/\(JSON.write(number))/receipt",
                json: "{}"
            )
            #expect(receipt.status == 403)
        }
    }
}
