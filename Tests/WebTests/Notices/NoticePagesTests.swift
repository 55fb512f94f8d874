import AuditLog
import StrictJSON
import Testing

@testable import Compliance
@testable import HTTPServer
@testable import Store
@testable import Web

/// A notice by its pages and its API, from the visit to its arrival.
@Suite struct NoticePagesTests {
    private static let digest = Hash(of: SmallPNG.bytes).hex

    /// A visit that found A-04 unmet, with a note as nobody should write it.
    private static func filing(_ number: Int, at site: String = "T-01") -> String {
        let answers: Node = .object([
            ("A-01", "yes"),
            ("A-04", .object([("value", "no"), ("note", "</td><script>alert(1)</script>")])),
        ])
        let members = (Samples.filing(number, at: site).object ?? [])
            .map { ($0.name, $0.name == "answers" ? answers : $0.value) }
        return JSON.write(.object(members))
    }

    private static func prepare(_ client: Client, _ numbers: Int...) async throws {
        for number in numbers {
            let filed = try await client.post("/api/v1/inspections", json: filing(number))
            try #require(filed.status == 201, "\(filed.text)")
        }
        let letterhead = [("short", "豫宁隔检"), ("office", "豫宁县卫生健康委员会"), ("redHead", "豫宁县卫生健康委员会文件")]
        let set = try await client.stranger.post(
            "/notices/letterhead",
            form: letterhead,
            client.browser(of: "administrator")
        )
        try #require(set.status == 303, "\(set.text)")
    }

    @Test(.timeLimit(.minutes(3))) func itIsShownIssuedAndAcknowledged() async throws {
        try await Server.running { client in
            try await Self.prepare(client, 901)
            let path = "/inspections/\(Samples.id(901))/notice"
            let (admin, director) = (client.browser(of: "administrator"), client.browser(of: "director"))
            let browser = client.stranger
            let before = try await browser.get(path, admin)
            #expect(before.text.contains("尚未签发") && before.text.contains("签发并编号"))
            #expect(before.text.contains("2021-08-19 09:00"))  // 24 hours
            #expect(!before.text.contains("<script>alert"))
            #expect(before.text.contains("&lt;/td&gt;&lt;script&gt;alert(1)"))
            // Nobody but the administrator is offered to issue it.
            #expect(try await !browser.get(path, director).text.contains("签发并编号"))
            let issued = try await browser.post(path, form: [], admin)
            #expect(issued.status == 303 && issued.headers["location"] == path)
            let seen = try await browser.get(path, director)
            for part in ["整〔", "〕1号", "豫宁县卫生健康委员会文件", "尚未送达", "签收表示收到", "怎样报告整改"] {
                #expect(seen.text.contains(part), "\(part)")
            }
            #expect(!seen.text.contains("登记当面送达"))
            let english = try await browser.get(path + "?lang=en", director)
            #expect(
                english.text.contains("Notice of rectification")
                    && english.text.contains("Acknowledge receipt")
            )
            let done = try await browser.post(path + "/acknowledgement", form: [], director)
            #expect(done.status == 303)
            let after = try await browser.get(path, director)
            #expect(after.text.contains("由隔离点负责人签收") && !after.text.contains("签收表示收到"))
            let list = try await browser.get("/notices?state=acknowledged", director)
            #expect(list.text.contains("共 1 份") && list.text.contains(path))
            #expect(try await browser.get("/notices?state=lost", director).status == 422)
            let inspection = try await browser.get("/inspections/\(Samples.id(901))", director)
            #expect(inspection.text.contains("href=\"\(path)\""))
            // It was acknowledged: a hand-over comes too late, and says so.
            let late = try await client.post(
                "/api/v1\(path)/hand-over",
                json: Self.handOver(try #require(Instant("2021-08-18T09:00:00+08:00")))
            )
            #expect(late.status == 409)
        }
    }

    @Test(.timeLimit(.minutes(3))) func aHandOverSaysAllThatIsWrongWithIt() async throws {
        try await Server.running { client in
            try await Self.prepare(client, 901)
            let path = "/inspections/\(Samples.id(901))/notice"
            let (admin, browser) = (client.browser(of: "administrator"), client.stranger)
            let early = [
                ("reachedAt", "2021-08-18T10:00"), ("receivedBy", "柳河乡卫生院副院长"), ("witness", "村医"),
                ("photograph", Self.digest),
            ]
            // Nothing was issued yet.
            #expect(try await browser.post(path + "/hand-over", form: early, admin).status == 404)
            try #require(try await browser.post(path, form: [], admin).status == 303)
            let wrong = try await browser.post(
                path + "/hand-over",
                form: [("reachedAt", "2021-02-30T10:00"), ("witness", "<b>村医"), ("photograph", "12")],
                admin
            )
            #expect(wrong.status == 422)
            for part in ["历法里有这一刻", "接收人", "64 位十六进制", "value=\"&lt;b&gt;村医\""] {
                #expect(wrong.text.contains(part), "\(part)")
            }
            let before = try await browser.post(path + "/hand-over", form: early, admin)
            #expect(before.status == 422 && before.text.contains("早于签发时间"))
            let issued = try await client.get("/api/v1" + path)
            let at = try #require(
                JSON.read(issued.body)["document"]?["issuedAt"]?.string.flatMap { Instant($0) }
            )
            let late = try await client.post(
                "/api/v1\(path)/hand-over",
                json: Self.handOver(at.adding(seconds: 1200))
            )
            #expect(late.status == 422 && late.text.contains("inFuture"))
            // The photograph goes first, from whoever records it.
            let unsent = try await client.post("/api/v1\(path)/hand-over?lang=en", json: Self.handOver(at))
            #expect(
                unsent.status == 422 && unsent.text.contains("\"unsent\"")
                    && unsent.text.contains("/photograph")
            )
            #expect(unsent.text.contains("has not come, and nothing was recorded"), "\(unsent.text)")
            let upload = try #require(try await client.beginUpload(SmallPNG.bytes.count).headers["location"])
            try #require(try await client.append(SmallPNG.bytes, to: upload, at: 0).status == 204)
            let done = try await client.post("/api/v1\(path)/hand-over", json: Self.handOver(at))
            #expect(done.status == 200, "\(done.text)")
            let arrival = try JSON.read(done.body)["arrival"]
            #expect(arrival?["how"]?.string == "handedOver" && arrival?["photograph"]?.string == Self.digest)
            #expect(arrival?["photographPending"] == false)
            #expect(try await !browser.get(path, admin).text.contains("证据待到"))
        }
    }

    @Test(.timeLimit(.minutes(3))) func theAPIGivesWhatWasSealedToTheByte() async throws {
        try await Server.running { client in
            try await Self.prepare(client, 901)
            let path = "/api/v1/inspections/\(Samples.id(901))/notice"
            #expect(try await client.get(path).status == 404)
            let first = try await client.post(path, json: "")
            let again = try await client.post(path, json: "")
            #expect(first.status == 200 && first.body == again.body)
            let record = try JSON.read(first.body)
            let document = try #require(record["document"])
            #expect(record["digest"]?.string == document.digest)
            #expect(try Notice(sealed: JSON.write(document)).content.items.map(\.item) == ["A-04"])
            let list = try JSON.read(try await client.get("/api/v1/notices").body)
            #expect(
                list["total"]?.number == "1" && list["notices"]?.array?.first?["digest"] == record["digest"]
            )
            // Of a visit that left nothing open, none is issued.
            let clean = JSON.write(Samples.filing(902))
            try #require(try await client.post("/api/v1/inspections", json: clean).status == 201)
            let none = try await client.post("/api/v1/inspections/\(Samples.id(902))/notice", json: "")
            #expect(none.status == 409 && none.text.contains("需要整改"))
        }
    }

    private static func handOver(_ at: Instant) -> String {
        JSON.write(
            .object([
                ("reachedAt", .string("\(at)")), ("receivedBy", "柳河乡卫生院副院长"), ("witness", "村医"),
                ("photograph", .string(digest)),
            ])
        )
    }
}
