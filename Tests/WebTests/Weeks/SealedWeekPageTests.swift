import Crypto
import StrictJSON
import Testing

@testable import Compliance
@testable import HTTPServer
@testable import Store
@testable import Web

/// A week closed on its page, shown from what was sealed, and revised.
@Suite struct SealedWeekPageTests {
    /// The Wednesday after the week of the samples.
    private static let now = Samples.now.adding(seconds: 7 * 86_400)
    private static let address = "/weeks/2021-W33"

    @Test(.timeLimit(.minutes(3))) func aWeekIsClosedShownAsSealedAndRevised() async throws {
        try await Server.running(now: Self.now) { client in
            let (admin, browser) = (client.browser(of: "administrator"), client.stranger)
            let filed = try await client.post("/api/v1/inspections", json: JSON.write(Samples.filing(901)))
            try #require(filed.status == 201, "\(filed.text)")

            // Offered to whoever may, on a page that says that it is live.
            let open = try await browser.get(Self.address, admin)
            #expect(open.text.contains("实时数据，尚未封存") && open.text.contains("\(Self.address)/close"))
            let leader = try await browser.get(Self.address, client.browser(of: "leader"))
            #expect(leader.status == 200 && !leader.text.contains("\(Self.address)/close"))
            let closed = try await browser.post("\(Self.address)/close", form: [], admin)
            #expect(closed.status == 303 && closed.headers["location"] == Self.address)
            #expect(try await browser.post("\(Self.address)/close", form: [], admin).status == 409)

            let report = try await client.get("/api/v1\(Self.address)/report")
            let digest = SHA256.hash(data: report.body).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
                .joined()
            #expect(report.headers["etag"] == "\"\(digest)\"")
            let page = try await browser.get(Self.address, admin)
            for part in ["已封存的周报〔2021〕第 33 期，第 1 版", digest, "本周摘要", "上一周没有封存，不作比较。", "卫健部门应办未办事项"] {
                #expect(page.text.contains(part), "\(part)")
            }
            #expect(!page.text.contains("尚未封存") && !page.text.contains("\(Self.address)/close"))

            // What arrives later changes nothing of it, and is said where the figures are live.
            let late = try await client.post(
                "/api/v1/inspections",
                json: JSON.write(Samples.filing(902, at: "T-02"))
            )
            try #require(late.status == 201, "\(late.text)")
            #expect(try await client.get("/api/v1\(Self.address)/report").body == report.body)
            let live = try await browser.get("\(Self.address)/live", admin)
            #expect(live.text.contains("与已封存的第 1 版有出入，应当修订。"))
            #expect(live.text.contains("后来收到的检查") && live.text.contains("\(Self.address)/revise"))
            let noReason = try await browser.post("\(Self.address)/revise", form: [("reason", " ")], admin)
            #expect(noReason.status == 422 && noReason.text.contains("请写明理由"))
            let revised = try await browser.post("\(Self.address)/revise", form: [("reason", "迟报")], admin)
            #expect(revised.status == 303)
            let second = try await browser.get(Self.address, admin)
            #expect(second.text.contains("第 2 版") && second.text.contains("修订理由：迟报"))
            #expect(second.text.contains("<td data-label=\"原为\">从未检查"))
            let first = try await browser.get("\(Self.address)?revision=1", admin)
            #expect(first.text.contains(digest))
            #expect(try await client.get("/api/v1\(Self.address)/report?revision=1").body == report.body)
            let again = try await browser.post("\(Self.address)/revise", form: [("reason", "再来")], admin)
            #expect(again.status == 409 && again.text.contains("没有出入"))
        }
    }

    @Test(.timeLimit(.minutes(3))) func theAPIClosesAndSaysWhatIsNotThere() async throws {
        try await Server.running(now: Self.now) { client in
            for (path, status) in [
                ("\(Self.address)/report", 404), ("\(Self.address)/report?revision=0", 400),
                ("/weeks/2021-W99/report", 404),
            ] {
                #expect(try await client.get("/api/v1\(path)").status == status, "\(path)")
            }
            #expect(try await client.get("\(Self.address)?revision=1").status == 404)
            let done = try await client.post("/api/v1\(Self.address)/close", json: "{}")
            #expect(done.status == 201)
            let said = try JSON.read(done.body)
            #expect(said["week"]?.string == "2021-W33" && said["revision"]?.number == "1")
            let report = try await client.get("/api/v1\(Self.address)/report")
            let tag = try #require(report.headers["etag"])
            #expect(tag == "\"\(said["digest"]?.string ?? "")\"")
            let known = try await client.get("/api/v1\(Self.address)/report", ["If-None-Match": tag])
            #expect(known.status == 304)
            #expect(try await client.post("/api/v1\(Self.address)/close", json: "{}").status == 409)
            let nothing = try await client.post("/api/v1\(Self.address)/revise", json: #"{"reason":"再来"}"#)
            #expect(nothing.status == 409)
            let noReason = try await client.post("/api/v1\(Self.address)/revise", json: "{}")
            #expect(noReason.status == 422)
        }
    }
}
