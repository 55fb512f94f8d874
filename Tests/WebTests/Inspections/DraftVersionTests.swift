import StrictJSON
import Testing

@testable import Compliance
@testable import HTTPServer
@testable import Web

/// Two devices and one draft: neither replaces the other in silence, and another account takes over on purpose.
@Suite struct DraftVersionTests {
    private static let path = "/api/v1/drafts/\(Samples.id(401))"

    private static func put(
        _ client: Client,
        _ note: String,
        _ headers: [String: String] = [:],
        query: String = ""
    ) async throws -> Client.Answer {
        try await client.send(
            "PUT",
            path + query,
            headers.merging(["Content-Type": "application/json"]) { a, _ in a },
            Array("{\"site\":\"T-01\",\"note\":\"\(note)\"}".utf8)
        )
    }

    @Test func theAPIKeepsOverTheVersionThatIfMatchNames() async throws {
        try await Server.running { client in
            let first = try await Self.put(client, "a")
            #expect(first.status == 200 && first.headers["etag"] == "\"1\"")
            // The same again changes nothing, whatever it names.
            #expect(try await Self.put(client, "a").headers["etag"] == "\"1\"")
            let silent = try await Self.put(client, "b")
            #expect(silent.status == 428)
            #expect(try await Self.put(client, "b", ["If-Match": "\"1\""]).headers["etag"] == "\"2\"")
            let late = try await Self.put(client, "c", ["If-Match": "\"1-gzip\""])
            #expect(late.status == 412 && late.headers["etag"] == "\"2\"")
            let problem = try JSON.read(late.body)
            #expect(problem["draft"]?["fields"]?["note"]?.string == "b")
            #expect(problem["draft"]?["version"]?.number == "2")
            #expect(try await client.get(Self.path).headers["etag"] == "\"2\"")
            #expect(try await Self.put(client, "c", ["If-Match": "*"]).headers["etag"] == "\"3\"")
            #expect(try await Self.put(client, "d", ["If-Match": "\"x\""]).status == 400)
            // A weak tag is that of no version, and neither is a number beyond all of them.
            for tag in ["W/\"3\"", "\"4000000000\""] {
                #expect(try await Self.put(client, "d", ["If-Match": tag]).status == 412, "\(tag)")
            }
            #expect(try await client.send("DELETE", Self.path).status == 204)
            #expect(try await Self.put(client, "d", ["If-Match": "\"3\""]).status == 412)
        }
    }

    @Test func anotherAccountTakesOverOnPurposeAndOnRecord() async throws {
        try await Server.running { client in
            _ = try await Self.put(client, "a")
            let inspector = client.browser(of: "inspector")
            let other = client.stranger
            let held = try await Self.put(other, "b", inspector.merging(["If-Match": "\"1\""]) { a, _ in a })
            #expect(held.status == 409)
            #expect(try JSON.read(held.body)["draft"]?["savedBy"]?.string == "keeper")
            #expect(try await other.send("DELETE", Self.path, inspector).status == 409)
            let taken = try await Self.put(
                other,
                "b",
                inspector.merging(["If-Match": "\"1\""]) { a, _ in a },
                query: "?takeover=true"
            )
            #expect(taken.status == 200 && taken.headers["etag"] == "\"2\"")
            let record = try await client.get("/api/v1/audit?verb=save").text
            #expect(record.contains("taken over from keeper"))
            // Whoever had it is told who has it now.
            #expect(try await Self.put(client, "c", ["If-Match": "\"2\""]).status == 409)
            #expect(try await client.get("/inspect/T-01?draft=\(Samples.id(401))").text.contains("inspector"))
        }
    }

    @Test func thePageShowsBothAndTheWriterChooses() async throws {
        try await Server.running { client in
            func form(_ escort: String, _ edition: Int) -> [(String, String)] {
                FilingTests.fields(id: "\(Samples.id(402))")
                    .filter { !["action", "escort", "answer.A-03"].contains($0.0) }
                    + [("escort", escort), ("edition", "\(edition)"), ("action", "draft")]
            }
            #expect(try await client.post("/inspect/T-01", form: form("甲", 0)).status == 303)
            #expect(try await client.post("/inspect/T-01", form: form("乙", 1)).status == 303)
            let apart = try await client.post("/inspect/T-01", form: form("丙", 1), ["Accept-Language": "en"])
            #expect(apart.status == 412)
            #expect(apart.text.contains("乙") && apart.text.contains("name=\"escort\" value=\"丙\""))
            #expect(apart.text.contains("name=\"edition\" value=\"2\""))
            // Only what differs is shown.
            #expect(apart.text.contains("<legend>Escort</legend>"))
            #expect(!apart.text.contains("<legend>Began</legend>"))
            #expect(try await client.post("/inspect/T-01", form: form("丙", 2)).status == 303)
            let quiet = try await client.post(
                "/inspect/T-01",
                form: form("丁", 2),
                ["Accept": "application/json"]
            )
            #expect(quiet.status == 412)
            let kept = try await client.post(
                "/inspect/T-01",
                form: form("丁", 3),
                ["Accept": "application/json"]
            )
            #expect(kept.status == 200 && kept.text == "{\"version\":4}")
        }
    }

    @Test func draftsAreListedForTheirWriterAndDiscarded() async throws {
        try await Server.running { client in
            _ = try await Self.put(client, "a")
            let list = try await client.get("/drafts", ["Accept-Language": "en"]).text
            #expect(
                list.contains("/inspect/T-01?draft=\(Samples.id(401))")
                    && list.contains("Liuhe isolation site")
            )
            let other = try await client.stranger.get("/drafts", client.browser(of: "inspector")).text
            #expect(!other.contains("\(Samples.id(401))"))
            let begin = try await client.get("/inspect/T-01")
            #expect(begin.status == 200 && begin.text.contains("\(Samples.id(401))"))
            let gone = try await client.post("/drafts/\(Samples.id(401))", form: [])
            #expect(gone.headers["location"] == "/drafts?discarded=1")
            #expect(try await client.get(Self.path).status == 404)
            #expect(try await client.get("/inspect/T-01").status == 303)
        }
    }

    @Test func aNewFormKnowsItsWriterWhenItWasOpenedAndTheLastVisit() async throws {
        try await Server.running { client in
            _ = try await client.post("/api/v1/inspections", json: JSON.write(Samples.filing(9)))
            // Made at 09:42:07 in Shanghai: the visit began in that minute.
            let id = FreshID.text(at: Instant("2021-08-18T01:42:07Z") ?? Samples.now, random: (1, 1))
            let page = try await client.get("/inspect/T-01?draft=\(id)", ["Accept-Language": "en"]).text
            #expect(page.contains("value=\"keeper of demo\""))
            #expect(page.contains("name=\"startedAt\" type=\"datetime-local\" value=\"2021-08-18T09:42\""))
            // Shown beside, never taken over.
            #expect(page.contains("Last time (2021-08-18): 值班长"))
            #expect(page.contains("id=\"escort\" name=\"escort\" type=\"text\" value=\"\""))
            #expect(page.contains("data-last=\"2\" data-for=\"fact-residents\""))
        }
    }
}
