import AuditLog
import StrictJSON
import Testing

@testable import Compliance
@testable import HTTPServer
@testable import Store
@testable import Web

/// How notices and orders reach the director, by the pages of both: the same forms, and the photograph of the signed paper.
@Suite struct ArrivalPagesTests {
    private static let visit = "/inspections/\(Samples.id(901))/notice"
    private static let order = "/orders/\(Samples.id(801))"

    /// A visit that found A-04 unmet at T-01, its notice, and an order of the gap: by the database's clock it is overdue.
    private static func prepare(_ client: Client) async throws {
        let members = (Samples.filing(901, at: "T-01").object ?? [])
            .map {
                ($0.name, $0.name == "answers" ? Node.object([("A-01", "yes"), ("A-04", "no")]) : $0.value)
            }
        let filed = try await client.post("/api/v1/inspections", json: JSON.write(.object(members)))
        try #require(filed.status == 201, "\(filed.text)")
        let admin = client.browser(of: "administrator")
        let head = [("short", "豫宁隔检"), ("office", "豫宁县卫生健康委员会")]
        try #require(try await client.stranger.post("/notices/letterhead", form: head, admin).status == 303)
        try #require(try await client.stranger.post(visit, form: [], admin).status == 303)
        let path = "/sites/T-01/gaps/A-04/order"
        let issued = try await client.stranger.post(path, form: [("id", "\(Samples.id(801))")], admin)
        try #require(issued.status == 303 && issued.headers["location"] == order, "\(issued.text)")
    }

    /// What the form of a hand-over sends besides the file: at the moment of the issue.
    private static func fields(_ client: Client, _ path: String) async throws -> [(String, String)] {
        let record = try JSON.read(try await client.get("/api/v1" + path).body)
        let at = try #require(record["document"]?["issuedAt"]?.string.flatMap { Instant($0) })
        return [
            ("reachedAt", at.shanghai.replacing(" ", with: "T")), ("receivedBy", "柳河乡卫生院副院长"),
            ("witness", "村医"),
        ]
    }

    @Test(.timeLimit(.minutes(3))) func theDirectorAcknowledgesAnOrder() async throws {
        try await Server.running { client in
            try await Self.prepare(client)
            let (browser, director) = (client.stranger, client.browser(of: "director"))
            let mine = try await browser.get("/mine", director)
            #expect(
                mine.text.contains("还没有送达的督办单")
                    && mine.text.contains("action=\"\(Self.order)/acknowledgement\"")
            )
            #expect(mine.text.contains("待签收督办单 1 份"))
            let page = try await browser.get(Self.order, director)
            #expect(page.text.contains("督办要有人知道才算督办") && page.text.contains("签收表示收到"))
            #expect(!page.text.contains("登记当面送达"))
            let inspector = try await browser.get(Self.order, client.browser(of: "inspector"))
            #expect(inspector.text.contains("登记当面送达") && !inspector.text.contains("签收表示收到"))
            // Both as files, from what was sealed.
            for (path, title) in [(Self.visit, "整改通知书"), (Self.order + "/order", "红色督办单")] {
                let json = try await browser.get("/api/v1\(path).json", director)
                let table = try await browser.get("/api/v1\(path).csv", director)
                let paper = try await browser.get("/api/v1\(path).pdf", director)
                #expect(json.status == 200 && json.text.contains("\"A-04\""))
                #expect(
                    table.status == 200 && table.text.contains("\"\(title)\"")
                        && table.text.contains("\"A-04\"")
                )
                #expect(table.text.contains(Node.digest(ofText: json.text)))
                #expect(paper.status == 200 && Array(paper.body).starts(with: "%PDF-".utf8))
            }
            let waiting = try await browser.get("/orders?state=onTheWay", director)
            #expect(waiting.text.contains(Self.order))
            let done = try await browser.post(Self.order + "/acknowledgement", form: [], director)
            #expect(done.status == 303 && done.headers["location"] == Self.order)
            #expect(try await browser.get(Self.order, director).text.contains("由隔离点负责人签收"))
            #expect(try await !browser.get("/mine", director).text.contains("还没有送达的督办单"))
            #expect(try await !browser.get("/orders?state=onTheWay", director).text.contains(Self.order))
            let record = try JSON.read(try await client.get("/api/v1" + Self.order).body)
            #expect(record["arrival"]?["how"]?.string == "acknowledged")
            // A hand-over comes too late, and says so.
            let late = try await Self.fields(client, Self.order)
            let body = JSON.write(
                .object([
                    ("reachedAt", record["document"]?["issuedAt"]), ("receivedBy", .string(late[1].1)),
                    ("witness", "村医"), ("photograph", .string(Hash(of: [1]).hex)),
                ])
            )
            let refused = try await client.post("/api/v1\(Self.order)/hand-over", json: body)
            #expect(refused.status == 409 && refused.text.contains("这份督办单先前已经送达"))
        }
    }

    @Test(.timeLimit(.minutes(3)), arguments: [visit, order])
    func aPaperIsHandedOverWithItsPhotograph(path: String) async throws {
        try await Server.running { client in
            try await Self.prepare(client)
            let (browser, me) = (client.stranger, client.browser(of: "inspector"))
            let right = try await Self.fields(client, path)
            let send = path + "/hand-over"
            // Nothing is lost of what is refused: the photograph has come, and is named from then on.
            let wrong = [("reachedAt", "2021-02-30T10:00"), right[1], right[2]]
            let refused = try await browser.post(send, fields: wrong, file: SmallPNG.bytes, me)
            let digest = Hash(of: SmallPNG.bytes).hex
            #expect(refused.status == 422 && refused.text.contains("历法里有这一刻"), "\(refused.text)")
            #expect(
                refused.text.contains("name=\"photograph\" value=\"\(digest)\"")
                    && refused.text.contains("value=\"村医\"")
            )
            let none = try await browser.post(send, fields: right, file: [], me)
            #expect(none.status == 422 && none.text.contains("缺签收件照片"))
            let gif = try await browser.post(send, fields: right, file: Array("GIF89a".utf8), me)
            #expect(gif.status == 422 && gif.text.contains("没有接收"))
            let done = try await browser.post(send, fields: right + [("photograph", digest)], file: [], me)
            #expect(done.status == 303 && done.headers["location"] == path, "\(done.text)")
            // Whoever reads the paper sees it and saves it; a director of another site does not.
            let page = try await browser.get(path, client.browser(of: "director"))
            #expect(page.text.contains("src=\"\(path)/photograph/page\"") && !page.text.contains("证据待到"))
            let saved = try await browser.get(path + "/photograph", client.browser(of: "director"))
            #expect(saved.status == 200 && saved.body == SmallPNG.bytes)
            #expect(saved.headers["content-type"] == "application/octet-stream")
            #expect(saved.headers["content-disposition"]?.hasPrefix("attachment") == true)
            let copy = try await browser.get(path + "/photograph/page", me)
            #expect(copy.status == 200 && copy.headers["content-type"] == "image/jpeg")
            // It has come: nobody sends it again.
            let again = try await browser.post(path + "/photograph", fields: [], file: SmallPNG.bytes, me)
            #expect(again.status == 409, "\(again.text)")
        }
    }

    /// The beginning of a JPEG and nothing behind it: taken by its first bytes, and no picture.
    @Test(.timeLimit(.minutes(3)), arguments: [visit, order])
    func aPhotographThatCannotBeShownIsSaidToBeOneAndTheArrivalStands(path: String) async throws {
        try await Server.running { client in
            try await Self.prepare(client)
            let (browser, me) = (client.stranger, client.browser(of: "inspector"))
            let damaged = [0xFF, 0xD8, 0xFF, 0xE0] + [UInt8](repeating: 7, count: 4000)
            let right = try await Self.fields(client, path)
            let done = try await browser.post(path + "/hand-over", fields: right, file: damaged, me)
            #expect(done.status == 303, "\(done.text)")
            let page = try await browser.get(path, client.browser(of: "director"))
            #expect(page.text.contains("签收件照片已收到，但不能显示") && page.text.contains("登记照样在案，送达照样计"))
            #expect(
                !page.text.contains("/photograph/page") && page.text.contains("href=\"\(path)/photograph\"")
            )
            let arrival = try JSON.read(try await client.get("/api/v1" + path).body)["arrival"]
            #expect(arrival?["how"]?.string == "handedOver" && arrival?["photographPending"] == false)
            #expect(arrival?["photographUnreadable"]?.string != nil)
            let served = try await browser.get(path + "?lang=en", client.browser(of: "director"))
            #expect(served.text.contains("What was recorded stands and the hand-over counts"))
        }
    }

    /// A digest alone is no photograph: whoever records the hand-over sends the file first, and nobody else's counts.
    @Test(.timeLimit(.minutes(3)), arguments: [visit, order])
    func aPhotographThatWasOnlyNamedIsRefused(path: String) async throws {
        try await Server.running { client in
            try await Self.prepare(client)
            let (browser, me) = (client.stranger, client.browser(of: "inspector"))
            let right = try await Self.fields(client, path)
            let named = right + [("photograph", Hash(of: SmallPNG.bytes).hex)]
            let refused = try await browser.post(path + "/hand-over", form: named, me)
            #expect(refused.status == 422 && refused.text.contains("这张签收件照片还没有收到"), "\(refused.text)")
            // What was typed stands, and the photograph is to be chosen.
            #expect(refused.text.contains("value=\"村医\"") && !refused.text.contains("name=\"photograph\""))
            // The administrator's own hand-over fails for its time; what it brought is not the inspector's.
            let admin = client.browser(of: "administrator")
            let early = [("reachedAt", "2021-08-01T10:00"), right[1], right[2]]
            let theirs = try await browser.post(
                path + "/hand-over",
                fields: early,
                file: SmallPNG.bytes,
                admin
            )
            #expect(theirs.status == 422 && theirs.text.contains("早于签发时间"))
            #expect(try await browser.post(path + "/hand-over", form: named, me).status == 422)
            let record = try JSON.read(try await client.get("/api/v1" + path).body)
            #expect(record["arrival"]?["how"] == nil)
            let sent = try await browser.post(path + "/hand-over", fields: right, file: SmallPNG.bytes, me)
            #expect(sent.status == 303 && sent.headers["location"] == path, "\(sent.text)")
            #expect(try await !browser.get(path, me).text.contains("证据待到"))
        }
    }
}
