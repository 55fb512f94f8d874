import StrictJSON
import Testing

@testable import Compliance
@testable import HTTPServer
@testable import Store
@testable import Web

/// A gap by its pages: found by an inspector, answered by the director, judged by another inspector.
@Suite struct GapPagesTests {
    private static let place = "/sites/T-01/gaps/A-01"

    /// A visit at which A-01 was not met.
    private static func filing(_ number: Int, at site: String = "T-01") -> String {
        let made = Samples.filing(number, at: site)
        let members = (made.object ?? [])
            .map { member -> (String, Node?) in
                (member.name, member.name == "answers" ? .object([("A-01", "no")]) : member.value)
            }
        return JSON.write(.object(members))
    }

    /// The form that is posted to that address, as the page has it.
    private static func fields(_ page: String, _ address: String) -> [(String, String)]? {
        guard let start = page.firstRange(of: "<form method=\"post\" action=\"\(address)\"")?.lowerBound,
            let end = page[start...].firstRange(of: "</form>")?.lowerBound
        else { return nil }
        return page[start..<end].matches(of: /<input type="hidden" name="([^"]*)" value="([^"]*)">/)
            .map { (String($0.1), String($0.2)) }
    }

    @Test(.timeLimit(.minutes(3))) func whatIsFoundIsAnsweredJudgedAndClosed() async throws {
        try await Server.running { client in
            let browser = client.stranger
            let (director, inspector) = (client.browser(of: "director"), client.browser(of: "inspector"))
            let filed = try await client.post("/api/v1/inspections", json: Self.filing(901))
            try #require(filed.status == 201, "\(filed.text)")

            // The inspector is offered nothing yet, the director to answer; neither to move the deadline.
            let looked = try await browser.get(Self.place, inspector)
            #expect(looked.status == 200 && Self.fields(looked.text, Self.place + "/verification") == nil)
            let shown = try await browser.get(Self.place, director)
            let form = try #require(Self.fields(shown.text, Self.place + "/submission"))
            #expect(form.map(\.0) == ["csrf", "id", "inspection"])
            #expect(Self.fields(shown.text, Self.place + "/deadline") == nil)
            #expect(shown.text.contains("待整改"))

            // Nothing said, and too much: the page says what is wrong, and nothing is written.
            let silent = try await browser.post(
                Self.place + "/submission",
                form: form + [("words", " ")],
                director
            )
            #expect(silent.status == 422 && silent.text.contains("请写明做了什么整改"))
            let long = String(repeating: "整", count: 4001)
            let tooLong = try await browser.post(
                Self.place + "/submission",
                form: form + [("words", long)],
                director
            )
            #expect(tooLong.status == 422)
            let huge = String(repeating: "x", count: 2 << 20)
            #expect(
                try await browser.post(Self.place + "/submission", form: form + [("words", huge)], director)
                    .status == 413
            )

            // A double click answers alike and writes once.
            let words = [("words", "已在院墙外设隔离带")]
            for _ in 0..<2 {
                let sent = try await browser.post(Self.place + "/submission", form: form + words, director)
                #expect(sent.status == 303 && sent.headers["location"] == Self.place, "\(sent.text)")
            }
            let listed = try await browser.get("/gaps?state=toVerify", inspector)
            #expect(listed.text.contains("共 1 项") && listed.text.contains("href=\"\(Self.place)\""))

            let waiting = try await browser.get(Self.place, inspector)
            let judging = try #require(Self.fields(waiting.text, Self.place + "/verification"))
            #expect(waiting.text.contains("已在院墙外设隔离带"))
            let unsaid = try await browser.post(
                Self.place + "/verification",
                form: judging + [("verdict", "returned"), ("reason", "")],
                inspector
            )
            #expect(unsaid.status == 422 && unsaid.text.contains("退回须写明理由"))
            let verdict = judging + [("verdict", "verified")]
            #expect(
                try await browser.post(Self.place + "/verification", form: verdict, inspector).status == 303
            )
            // Who judged is called by name, to those who may know it.
            let judged = try await browser.get(Self.place, inspector)
            #expect(judged.text.contains("检查员 inspector of demo"))
            // Once more, by the same and by another: known, and somebody was first.
            #expect(
                try await browser.post(Self.place + "/verification", form: verdict, inspector).status == 303
            )
            let admin = client.browser(of: "administrator")
            let csrf = try #require(
                Self.fields(try await browser.get("/sites/T-01/register", admin).text, "/sites/T-01/register")
            )
            let late = csrf.filter { $0.0 == "csrf" } + verdict.filter { $0.0 != "csrf" }
            #expect(try await browser.post(Self.place + "/verification", form: late, admin).status == 409)

            let closed = try await browser.get(Self.place, director)
            #expect(
                closed.text.contains("核验销号") && Self.fields(closed.text, Self.place + "/submission") == nil
            )
            #expect(try await browser.get("/gaps?site=T-01&item=A-01", director).text.contains("没有符合条件的问题"))
            let table = try await browser.get("/api/v1/gaps.csv?state=all&item=A-01", inspector)
            #expect(table.text.contains("\"核验销号\"") && table.text.contains("\"A-01\""))
        }
    }

    /// Of three visits that the operator filed, A-01 is not met on the 15th and the 17th, and met on the 16th.
    private static func fileThree(_ store: Store) async throws {
        for (number, day, answer) in [(901, 15, "no"), (902, 16, "yes"), (903, 17, "no")]
            as [(Int, Int, Node)]
        {
            let changed: [String: Node] = [
                "startedAt": .string("2021-08-\(day)T08:00:00+08:00"),
                "finishedAt": .string("2021-08-\(day)T09:00:00+08:00"),
                "answers": .object([("A-01", answer)]),
            ]
            let members = (Samples.filing(number, at: "T-01").object ?? [])
                .map { ($0.name, changed[$0.name] ?? $0.value) }
            _ = try await store.file(.object(members), receivedAt: Server.now)
        }
    }

    @Test(.timeLimit(.minutes(3))) func aVisitThatWaitedUntilItWasFoundAgainIsJudgedStill() async throws {
        try await Server.running(prepare: { store, _ in try await Self.fileThree(store) }) { client in
            let (browser, inspector) = (client.stranger, client.browser(of: "inspector"))
            let page = try await browser.get(Self.place, inspector)
            #expect(page.text.contains("2021-08-16 09:00 的检查认定达标") && page.text.contains("当时已整改"))
            let judging = try #require(Self.fields(page.text, Self.place + "/verification"))
            let verdict = judging + [("verdict", "verified")]
            let done = try await browser.post(Self.place + "/verification", form: verdict, inspector)
            #expect(done.status == 303, "\(done.text)")
            // It is said, and closes nothing; nothing more is to be judged.
            let after = try await browser.get(Self.place, inspector)
            #expect(after.text.contains("这次核验不销号") && after.text.contains("待整改"))
            #expect(Self.fields(after.text, Self.place + "/verification") == nil)
        }
    }

    @Test(.timeLimit(.minutes(3))) func theAPIAnswersTheSame() async throws {
        try await Server.running { client in
            let filed = try await client.post("/api/v1/inspections", json: Self.filing(901))
            try #require(filed.status == 201, "\(filed.text)")
            let life = try JSON.read(Array(try await client.get("/api/v1" + Self.place).text.utf8))
            let run = try #require(life["runs"]?.array?.first)
            #expect(run["state"]?.string == "open" && run["repeats"]?.number == "0")
            let was = try #require(run["deadline"]?.string)
            func move(
                _ was: String,
                _ reason: String,
                to deadline: String = "2021-09-01T18:00:00+08:00"
            ) async throws -> Client.Answer {
                let body = Node.object([
                    ("was", .string(was)), ("deadline", .string(deadline)),
                    ("reason", .string(reason)),
                ])
                return try await client.post("/api/v1\(Self.place)/deadline", json: JSON.write(body))
            }
            #expect(try await move(was, " ").status == 422)
            let early = try await move(was, "停水", to: "2021-08-01T18:00:00+08:00")
            #expect(early.status == 422 && early.text.contains("deadlineBeforeFound"), "\(early.text)")
            #expect(early.text.contains("\"/deadline\""))
            #expect(try await move("2021-08-30T18:00:00+08:00", "停水").status == 409)
            #expect(try await move(was, "停水").status == 201)
            #expect(try await move(was, "停水").status == 200)
            let listed = try JSON.read(Array(try await client.get("/api/v1/gaps?item=A-01").text.utf8))
            #expect(listed["total"]?.number == "1")
            #expect(listed["gaps"]?.array?.first?["deadline"]?.string == "2021-09-01T10:00:00Z")
            // The keeper answers for no site, and another county's is none.
            let answer = Node.object([
                ("id", .string("\(Samples.id(950))")), ("inspection", .string("\(Samples.id(901))")),
                ("words", "已整改"),
            ])
            for place in [Self.place, "/sites/X-01/gaps/A-01"] {
                #expect(
                    try await client.post("/api/v1\(place)/submission", json: JSON.write(answer)).status
                        == 403
                )
            }
            #expect(try await client.get("/api/v1/sites/X-01/gaps/A-01").status == 404)
            #expect(try await client.get("/api/v1/gaps?state=nonsense&age=x").status == 422)
        }
    }
}
