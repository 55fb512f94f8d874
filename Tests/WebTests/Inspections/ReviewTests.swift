import StrictJSON
import Testing

@testable import Compliance
@testable import HTTPServer
@testable import Web

/// Nothing but a deliberate act files: what Enter presses keeps a draft, and the look before says what would be filed.
@Suite struct ReviewTests {
    private static let english = ["Accept-Language": "en"]

    private static func form(_ number: Int) -> [(String, String)] {
        FilingTests.fields(id: "\(Samples.id(number))").filter { !["action", "answer.A-03"].contains($0.0) }
    }

    private static func inspections(_ client: Client) async throws -> String? {
        try JSON.read(try await client.get("/api/v1/sites/T-01").body)["inspections"]?.number
    }

    @Test func whateverIsNoWordOfTheReviewKeepsADraft() async throws {
        try await Server.running { client in
            for (number, action) in [nil, "draft", "file", ""].enumerated() {
                let fields = Self.form(200 + number) + (action.map { [("action", $0)] } ?? [])
                let sent = try await client.post("/inspect/T-01", form: fields)
                let place = sent.headers["location"] ?? ""
                #expect(sent.status == 303, "\(action ?? "nil")")
                #expect(place.contains("draft=\(Samples.id(200 + number))"), "\(action ?? "nil")")
            }
            #expect(try await Self.inspections(client) == "0")
        }
    }

    /// Enter in a field presses the first button of the form, wherever in the page that stands.
    @Test func theFirstButtonOfTheFormKeepsADraft() async throws {
        try await Server.running { client in
            let page = try await client.get(
                "/inspect/T-01?draft=\(Samples.id(210))",
                client.browser(of: "inspector")
            )
            let first = try #require(page.text.firstMatch(of: /<button[^>]*form="form"[^>]*>/)).0
            #expect(first.contains("name=\"action\" value=\"draft\""))
        }
    }

    @Test func theReviewCountsWhatNobodyLookedAtAndLeadsThere() async throws {
        try await Server.running { client in
            let fields = Self.form(211) + [("action", "review")]
            let looked = try await client.post("/inspect/T-01", form: fields)
            #expect(looked.headers["location"] == "/inspect/T-01/review?draft=\(Samples.id(211))")
            let page = try await client.get(looked.headers["location"] ?? "", Self.english).text
            // Of what is asked of the site one was answered.
            let result = Samples.standard.score(
                try FilingForm(Samples.filing(211))
                    .filing(
                        site: Samples.register[0].site,
                        standard: Samples.standard,
                        now: Samples.now
                    )
                    .sheet
            )
            let asked = result.outcomes.filter { $0.status != .notInScope }.count
            let critical = result.floor.notChecked.count
            #expect(page.contains("1 answered, \(asked - 1) not checked; \(critical) of those are critical."))
            #expect(page.contains("href=\"/inspect/T-01?draft=\(Samples.id(211))#item-A-02\""))
            #expect(page.contains("Critical items not checked: \(critical)"))
            #expect(page.contains("The floor") && page.contains("Broken"))
            #expect(try await Self.inspections(client) == "0")
        }
    }

    @Test func onlyWhatWasLookedAtIsFiled() async throws {
        try await Server.running { client in
            _ = try await client.post("/inspect/T-01", form: Self.form(212) + [("action", "review")])
            let changed = Self.form(212) + [("note.A-02", "后来写的"), ("edition", "1")]
            #expect(try await client.post("/inspect/T-01", form: changed).status == 303)
            func press(_ edition: String) async throws -> Client.Answer {
                try await client.post(
                    "/inspect/T-01/review",
                    form: [("draft", "\(Samples.id(212))"), ("edition", edition)]
                )
            }
            let stale = try await press("1")
            #expect(stale.headers["location"]?.hasSuffix("&changed=1") == true)
            #expect(try await Self.inspections(client) == "0")
            #expect(try await press("2").headers["location"] == "/inspections/\(Samples.id(212))")
            // Pressed twice, and come back to.
            #expect(try await press("2").headers["location"] == "/inspections/\(Samples.id(212))")
            let back = try await client.get("/inspect/T-01/review?draft=\(Samples.id(212))")
            #expect(back.headers["location"] == "/inspections/\(Samples.id(212))")
            #expect(try await Self.inspections(client) == "1")
        }
    }

    @Test func anotherWithinTheHourAsksFirstAndTheAPINeverDoes() async throws {
        try await Server.running { client in
            #expect(try await client.file(Self.form(213)).status == 303)
            let begin = try await client.get("/inspect/T-01", Self.english)
            #expect(begin.status == 200 && begin.text.contains("/inspections/\(Samples.id(213))"))
            #expect(begin.text.contains("Begin a new inspection"))
            let asked = try await client.file(Self.form(214), Self.english)
            #expect(asked.status == 422 && asked.text.contains("id=\"another\""))
            #expect(try await Self.inspections(client) == "1")
            #expect(try await client.file(Self.form(214), isAnother: true).status == 303)
            let filing = JSON.write(Samples.filing(215))
            #expect(try await client.post("/api/v1/inspections", json: filing).status == 201)
            // Another account is not asked: it filed nothing.
            let inspector = client.browser(of: "inspector")
            #expect(try await client.stranger.file(Self.form(216), inspector).status == 303)
        }
    }

    @Test func otherContentUnderAFiledIdGoesOnAsACorrection() async throws {
        try await Server.running { client in
            #expect(try await client.file(Self.form(217)).status == 303)
            let other = Self.form(217).map { $0.0 == "escort" ? ($0.0, "副班长") : $0 }
            let conflict = try await client.post("/inspect/T-01", form: other)
            #expect(conflict.status == 409)
            #expect(
                conflict.text.contains("/inspections/\(Samples.id(217))")
                    && conflict.text.contains("value=\"correct\"")
            )
            let correction = try await client.post("/inspect/T-01", form: other + [("action", "correct")])
            let page = try await client.get(try #require(correction.headers["location"]))
            #expect(page.text.contains("name=\"revises\" value=\"\(Samples.id(217))\""))
            #expect(page.text.contains("value=\"副班长\""))
        }
    }

    @Test func aClockAheadCountsAsEndedWhenReceived() async throws {
        try await Server.running { client in
            // It is 10:00; ten minutes ahead are taken, eleven are not.
            let late = Self.form(218).map { $0.0 == "finishedAt" ? ($0.0, "2021-08-18T10:11") : $0 }
            let refused = try await client.file(late, Self.english)
            #expect(refused.status == 422)
            #expect(refused.text.contains("2021-08-18 10:11") && refused.text.contains("2021-08-18 10:00"))
            let ahead = Self.form(218).map { $0.0 == "finishedAt" ? ($0.0, "2021-08-18T10:10") : $0 }
            #expect(try await client.file(ahead, edition: 1).status == 303)
            let record = try JSON.read(try await client.get("/api/v1/inspections/\(Samples.id(218))").body)
            #expect(record["filing"]?["finishedAt"]?.string == "2021-08-18T02:10:00Z")
            #expect(record["countsAsEndedAt"]?.string == "2021-08-18T02:00:00Z")
            let page = try await client.get("/inspections/\(Samples.id(218))?lang=en").text
            #expect(page.contains("it says that the visit ended at 2021-08-18 10:10"))
            // A critical gap of it is due a day after the server's time.
            let gap = record["result"]?["gaps"]?.array?.first { $0["item"]?.string == "A-02" }
            #expect(gap?["deadline"]?.string == "2021-08-19T02:00:00Z")
        }
    }
}
