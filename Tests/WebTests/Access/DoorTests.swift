import StrictJSON
import Testing

@testable import Compliance
@testable import Store
@testable import HTTPServer
@testable import Web

/// That whoever is not let in hears nothing but that, though the door is asked with what is read.
@Suite struct DoorTests {
    /// Addresses at which something is wrong beside who asks, with what somebody is told who may ask.
    private static let faults = [
        ("/api/v1/inspections/not-an-id", 404), ("/api/v1/inspections/\(Samples.id(77))", 404),
        ("/api/v1/inspections/not-an-id/explanation", 404), ("/api/v1/sites/X-99", 404),
        ("/api/v1/what-if", 422),
        ("/api/v1/what-if?kind=nothing", 422), ("/api/v1/weeks/never", 404),
        ("/api/v1/weeks/0001-W01", 404), ("/api/v1/weeks/1900-W01", 404),
        ("/api/v1/checklists/nothing", 404),
        ("/api/v1/drafts/not-an-id", 404), ("/api/v1/audit/none/proof", 404),
        ("/api/v1/sites?kind=nothing", 422),
        ("/api/v1/audit?verb=nothing", 422),
    ]

    @Test func whatIsWrongIsToldOnlyToWhomTheDoorLetsIn() async throws {
        try await Server.running { client in
            var wrong: [String] = []
            func expect(
                _ status: Int,
                _ saying: String,
                _ path: String,
                _ headers: [String: String]
            ) async throws {
                for method in ["GET", "HEAD"] {
                    let answer = try await client.stranger.send(method, path, headers)
                    let isSaid = method == "HEAD" || answer.text.contains(saying)
                    if answer.status != status || !isSaid {
                        wrong.append(
                            "\(method) \(path): \(answer.status), not \(status) \(saying): \(answer.text)"
                        )
                    }
                }
            }
            for (path, status) in Self.faults {
                let accept = ["Accept-Language": "en"]
                func shown(_ secret: String) -> [String: String] {
                    accept.merging(["Authorization": "Bearer \(secret)"]) { a, _ in a }
                }
                func browser(_ account: String) -> [String: String] {
                    accept.merging(client.browser(of: account)) { a, _ in a }
                }
                try await expect(401, "Sign in first", path, accept)
                try await expect(401, "Sign in first", path, shown("nothing"))
                // A session is no token, and the other way round.
                try await expect(401, "Sign in first", path, shown(People.secret("keeper")))
                try await expect(
                    401,
                    "Sign in first",
                    path,
                    accept.merging(["Cookie": "lazaret.demo=\(People.token)"]) { a, _ in a }
                )
                try await expect(403, "This token may not", path, shown(People.narrowToken))
                try await expect(403, "Change the first password", path, browser("first"))
                try await expect(status, "", path, browser("keeper"))
            }
            #expect(wrong == [])
        }
    }

    @Test func whoeverIsNotLetInLeavesNothingOnRecord() async throws {
        try await Server.running { client in
            for path in [
                "/api/v1/audit", "/api/v1/audit/heads", "/audit", "/audit.csv", "/audit/1",
                "/api/v1/audit/1/proof",
            ] {
                let answer = try await client.stranger.get(path, client.browser(of: "inspector"))
                #expect(answer.status == 403, "\(path)")
            }
            let read = try await client.stranger.get("/api/v1/audit", client.browser(of: "auditor"))
            #expect(read.text.contains("\"auditor\"") && !read.text.contains("\"inspector\""))
        }
    }

    @Test func anUnknownAddressIsUnknownToWhoeverHasSignedInAndToStrangers() async throws {
        try await Server.running { client in
            for (headers, status, saying) in [
                ([:], 404, ""), (client.browser(of: "inspector"), 404, "/account"),
                (["Authorization": "Bearer nothing"], 303, ""),
                (["Cookie": "lazaret.demo=\(People.secret("nobody"))"], 404, ""),
            ] as [([String: String], Int, String)] {
                let answer = try await client.stranger.get("/nowhere", headers)
                #expect(answer.status == status, "\(headers)")
                #expect(saying.isEmpty || answer.text.contains(saying), "\(headers)")
            }
        }
    }

    /// A filing is sent to the database before anybody has looked who that is: the act looks.
    @Test func whatIsWrongWithAFilingIsToldOnlyToWhomTheActLetsIn() async throws {
        try await Server.running { client in
            let accept = ["Accept-Language": "en"]
            func shown(_ secret: String) -> [String: String] {
                accept.merging(["Authorization": "Bearer \(secret)"]) { a, _ in a }
            }
            for (body, fault) in [("{}", 422), ("{", 400), (JSON.write(Samples.filing(71)), 201)] {
                func post(_ headers: [String: String]) async throws -> (status: Int, text: String) {
                    let answer = try await client.stranger.post("/api/v1/inspections", json: body, headers)
                    return (answer.status, answer.text)
                }
                for secret in ["nothing", People.secret("keeper"), "lzr_" + People.secret("keeper")] {
                    let answer = try await post(shown(secret))
                    #expect(
                        answer.status == 401 && answer.text.contains("Sign in first"),
                        "\(body): \(answer)"
                    )
                }
                let narrow = try await post(shown(People.narrowToken))
                #expect(
                    narrow.status == 403 && narrow.text.contains("This token may not"),
                    "\(body): \(narrow)"
                )
                let answer = try await post(shown(People.token))
                #expect(answer.status == fault, "\(body): \(answer)")
            }
        }
    }

    @Test func onlyWhoMayFileIsLedToTheForm() async throws {
        try await Server.running { client in
            for (account, isLed) in [("inspector", true), ("director", false), ("auditor", false)] {
                let page = try await client.stranger.get("/sites/T-01", client.browser(of: account))
                #expect(page.status == 200, "\(account)")
                #expect(page.text.contains("href=\"/inspect/T-01\"") == isLed, "\(account)")
            }
        }
    }
}
