import StrictJSON
import Testing

@testable import Compliance
@testable import HTTPServer
@testable import Store
@testable import Web

/// Programs take a register as people do: look, answer, confirm what was seen.
@Suite struct ImportAPITests {
    private static let path = "/api/v1/import/sites"
    private static let head = "编号,类型,名称,启用日期\n"

    private static func send(
        _ client: Client,
        _ file: String,
        _ query: String = "",
        type: String = "text/csv",
        _ headers: [String: String] = [:]
    ) async throws -> (status: Int, said: Node) {
        let answer = try await client.send(
            "POST",
            path + query,
            headers.merging(["Content-Type": type]) { a, _ in a },
            Array(file.utf8)
        )
        return (answer.status, try JSON.read(answer.body))
    }

    private static func isThere(_ client: Client, _ code: String) async throws -> Bool {
        try await client.get("/api/v1/sites/\(code)").status == 200
    }

    @Test func itIsLookedAtAndThenTakenOnce() async throws {
        try await Server.running { client in
            let file = Self.head + "P-01,县隔离点,新点,2021-08-01\n"
            let shown = try await Self.send(client, file)
            #expect(shown.status == 200)
            #expect(shown.said["outcome"]?.string == "shown")
            #expect(shown.said["isClear"]?.bool == true)
            #expect(shown.said["sites"]?.array?.map { $0["code"]?.string } == ["P-01"])
            #expect(try await !Self.isThere(client, "P-01"))
            let seen = try #require(shown.said["seen"]?.string)
            // Neither another file nor another name of what was seen is written.
            let other = try await Self.send(client, file + "P-02,县隔离点,又一,2021-08-01\n", "?seen=\(seen)")
            #expect(other.status == 409)
            #expect(try await Self.send(client, file, "?seen=\(seen)0").status == 409)
            #expect(try await !Self.isThere(client, "P-01"))
            let written = try await Self.send(client, file, "?seen=\(seen)")
            #expect(written.status == 200)
            #expect(
                JSON.write(written.said) == #"{"outcome":"written","added":1,"changed":0,"unchanged":0}"#
            )
            #expect(try await Self.isThere(client, "P-01"))
            // Who lost the answer is told that it is not as it was seen, and finds on looking that all is there.
            #expect(try await Self.send(client, file, "?seen=\(seen)").status == 409)
            let again = try await Self.send(client, file)
            #expect(again.said["unchanged"]?.number == "1")
            #expect(again.said["sites"]?.array?.isEmpty == true)
        }
    }

    @Test func whatIsAskedIsAnsweredByItsID() async throws {
        try await Server.running { client in
            let file = Self.head + "P-03,县隔离点,新点,8/1/2021\n"
            let asked = try await Self.send(client, file)
            #expect(asked.said["isClear"]?.bool == false)
            #expect(asked.said["seen"] == nil)
            let answers = try #require(asked.said["questions"]?.array?.first?["answers"]?.array)
            #expect(
                answers.map { $0["text"]?["en"]?.string } == [
                    "month first: month 8, day 1", "day first: month 1, day 8",
                ]
            )
            let id = try #require(answers.first?["id"]?.string)
            let shown = try await Self.send(client, file, "?confirm=\(id)")
            let seen = try #require(shown.said["seen"]?.string)
            // The answer belongs to what was seen.
            #expect(try await Self.send(client, file, "?seen=\(seen)").status == 409)
            let other = try #require(answers.last?["id"]?.string)
            #expect(try await Self.send(client, file, "?seen=\(seen)&confirm=\(other)").status == 409)
            #expect(
                try await Self.send(client, file, "?seen=\(seen)&confirm=\(id)").said["added"]?.number == "1"
            )
            let site = try JSON.read(try await client.get("/api/v1/sites/P-03").body)
            #expect(site["site"]?["openedOn"]?.string == "2021-08-01")
        }
    }

    @Test func aFormAndYAMLAreTheSameMachinery() async throws {
        try await Server.running { client in
            let yaml = "- {code: P-04, kind: countyIsolation, name: 新点, opened: 2021-08-01}\n"
            let shown = try await Self.send(client, yaml, type: "application/yaml")
            #expect(shown.said["isClear"]?.bool == true, "\(JSON.write(shown.said))")
            let file = Self.head + "P-05,县隔离点,新点,2021-08-01\n"
            func form(_ fields: String) -> String {
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n\(file)\r\n\(fields)--b--\r\n"
            }
            let type = "multipart/form-data; boundary=b"
            let seen = try await Self.send(client, form(""), type: type).said["seen"]?.string ?? ""
            let field = "--b\r\nContent-Disposition: form-data; name=\"seen\"\r\n\r\n\(seen)\r\n"
            #expect(try await Self.send(client, form(field), type: type).said["outcome"]?.string == "written")
            #expect(try await Self.isThere(client, "P-05"))
            // What one way has shown, the other takes: a file is the same however it comes.
            let next = Self.head + "P-06,县隔离点,新点,2021-08-01\n"
            let name = try await Self.send(client, next).said["seen"]?.string ?? ""
            #expect(try await Self.send(client, next, "?seen=\(name)&name=b.csv").status == 200)
        }
    }

    @Test func whatIsWrongIsSaidByRow() async throws {
        try await Server.running { client in
            let said = try await Self.send(client, Self.head + "P 7,县隔离点,新点,2021-08-32\n").said
            #expect(said["isClear"]?.bool == false)
            #expect(said["problems"]?.array?.map { $0["code"]?.string } == ["badCode", "badDate"])
            #expect(said["problems"]?.array?.map { $0["row"]?.number } == ["2", "2"])
            #expect(said["sites"] == nil)
        }
    }

    @Test func hostileSendersAreRefusedAndNothingIsWritten() async throws {
        try await Server.running { client in
            let file = Self.head + "P-08,县隔离点,新点,2021-08-01\n"
            let seen = try await Self.send(client, file).said["seen"]?.string ?? ""
            let write = "?seen=\(seen)"
            var answers: [Int] = []
            for authorization in [People.readerToken, "lzr_" + String(repeating: "x", count: 39), ""] {
                let headers = ["Authorization": "Bearer \(authorization)"]
                answers.append(try await Self.send(client, file, write, headers).status)
            }
            #expect(answers == [403, 401, 401])
            // A browser's session without the token that its forms carry, and of one who may not.
            let cookie = ["Cookie": client.browser(of: "administrator")["Cookie"] ?? ""]
            #expect(try await Self.send(client.stranger, file, write, cookie).status == 403)
            #expect(
                try await Self.send(client.stranger, file, write, client.browser(of: "inspector")).status
                    == 403
            )
            answers = []
            for type in ["application/json", "application/x-www-form-urlencoded", "text/html", ""] {
                answers.append(try await Self.send(client, file, write, type: type).status)
            }
            answers.append(try await Self.send(client, file, write, ["Content-Encoding": "gzip"]).status)
            answers.append(try await Self.send(client, "", write).status)
            answers.append(
                try await Self.send(client, String(repeating: "x", count: uploadLimit + 1), write).status
            )
            answers.append(
                try await Self.send(client, file, write, type: "multipart/form-data; boundary=b").status
            )
            #expect(answers == [415, 415, 415, 415, 415, 422, 413, 400])
            #expect(try await !Self.isThere(client, "P-08"))
        }
    }
}
