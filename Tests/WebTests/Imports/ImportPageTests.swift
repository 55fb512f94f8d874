import Foundation
import StrictJSON
import Testing

@testable import Compliance
@testable import HTTPServer
@testable import Store
@testable import Web

/// A register is sent, looked at, and written when a person confirmed it, in a browser without scripts.
@Suite struct ImportPageTests {
    private static let head = "编号,类型,名称,启用日期,备注\n"

    private static func form(_ fields: [(String, String)], file: String?) -> [UInt8] {
        var body = fields.map {
            "--b\r\nContent-Disposition: form-data; name=\"\($0)\"\r\n\r\n\($1)\r\n"
        }
        if let file {
            body.append(
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"名册.csv\"\r\n"
                    + "Content-Type: text/csv\r\n\r\n\(file)\r\n"
            )
        }
        return Array((body.joined() + "--b--\r\n").utf8)
    }

    /// Sends it as the administrator's browser does, which puts the token in the form.
    static func send(
        _ client: Client,
        _ fields: [(String, String)],
        file: String? = nil,
        by account: String = "administrator",
        csrf: Bool = true,
        to page: String = "/import/sites"
    ) async throws -> Client.Answer {
        let headers = client.browser(of: account)
        let token = csrf ? [("csrf", headers["X-CSRF-Token"] ?? "")] : []
        return try await client.stranger.send(
            "POST",
            page,
            ["Cookie": headers["Cookie"] ?? "", "Content-Type": "multipart/form-data; boundary=b"],
            form(token + fields, file: file)
        )
    }

    /// What the preview's form sends on.
    static func hidden(_ page: String) -> [(String, String)] {
        page.matches(of: /<input type="hidden" name="([a-z]+)" value="([^"]*)">/)
            .map { (String($0.1), String($0.2)) }
            .filter { $0.0 != "csrf" }
    }

    /// How many sites the county has of that code.
    private static func isThere(_ client: Client, _ code: String) async throws -> Bool {
        try await client.get("/api/v1/sites/\(code)").status == 200
    }

    @Test func nothingIsWrittenBeforeItWasSeenAndConfirmed() async throws {
        try await Server.running { client in
            let file = Self.head + "N-01,县隔离点,新点,2021-08-01,改建\n"
            let seen = try await Self.send(client, [("step", "look")], file: file)
            #expect(seen.status == 200, "\(seen.text)")
            #expect(seen.text.contains("新增 1 个点位，更改 0 个，未变 0 个。"))
            #expect(seen.text.contains("列“备注”"))
            #expect(try await !Self.isThere(client, "N-01"))
            let again = Self.hidden(seen.text)
            #expect(again.map(\.0).sorted() == ["kept", "name", "seen"])
            // Another file than the one that was looked at is looked at first.
            let other = try await Self.send(
                client,
                again + [("step", "write")],
                file: file + "N-02,县隔离点,又一,2021-08-01,\n"
            )
            #expect(other.text.contains("没有写入"))
            #expect(try await !Self.isThere(client, "N-02"))
            let written = try await Self.send(client, again + [("step", "write")])
            #expect(written.status == 303)
            #expect(written.headers["location"] == "/import/sites?added=1&changed=0&unchanged=0")
            #expect(try await Self.isThere(client, "N-01"))
            // The same once more: the register has gone on.
            let late = try await Self.send(client, again + [("step", "write")])
            #expect(late.status == 200)
            #expect(late.text.contains("名册与文件一致"))
        }
    }

    @Test func whatIsAskedIsAnsweredInTheForm() async throws {
        try await Server.running { client in
            let file = Self.head + "N-03,县隔离点,新点,8/1/2021,\n"
            let asked = try await Self.send(client, [], file: file)
            let answers = asked.text.matches(of: /type="radio" name="(confirm-0)" value="([0-9a-f]+)"/)
            #expect(answers.count == 2)
            let first = try #require(answers.first)
            let seen = try await Self.send(
                client,
                Self.hidden(asked.text) + [(String(first.1), String(first.2)), ("step", "look")]
            )
            #expect(seen.text.contains("2021-08-01"))
            let written = try await Self.send(client, Self.hidden(seen.text) + [("step", "write")])
            #expect(written.status == 303, "\(written.text)")
            #expect(try await Self.isThere(client, "N-03"))
        }
    }

    @Test func whatIsConfirmedIsExactlyWhatWasSeen() async throws {
        try await Server.running { client in
            let file = Self.head + "N-06,县隔离点,新点,8/1/2021,\n"
            let asked = try await Self.send(client, [], file: file)
            let answers = asked.text.matches(of: /name="confirm-0" value="([0-9a-f]+)"/).map { String($0.1) }
            try #require(answers.count == 2)
            let seen = try await Self.send(client, [("confirm-0", answers[0])], file: file)
            let form = Self.hidden(seen.text)
            #expect(form.map(\.0).sorted() == ["confirm", "kept", "name", "seen"])
            // The other answer makes another day of it, and none leaves it open; neither was seen.
            for answer in [
                [("confirm", answers[1])], [("confirm", answers[0]), ("confirm", answers[1])], [],
            ] {
                let other = try await Self.send(
                    client,
                    form.filter { $0.0 != "confirm" } + answer + [("step", "write")]
                )
                #expect(other.status == 200, "\(other.status)")
                #expect(other.text.contains("没有写入"))
            }
            // Whoever confirms without having seen anything is shown it.
            let blind = try await Self.send(client, [("step", "write")] + form.filter { $0.0 != "seen" })
            #expect(blind.text.contains("没有写入"))
            #expect(try await !Self.isThere(client, "N-06"))
            let written = try await Self.send(client, form + [("step", "write")])
            #expect(written.status == 303, "\(written.text)")
        }
    }

    @Test func whatIsWrongIsRefusedByRowAndColumn() async throws {
        try await Server.running { client in
            let seen = try await Self.send(client, [], file: Self.head + "N 4,县隔离点,新点,2021-08-32,\n")
            #expect(seen.status == 422)
            #expect(seen.text.contains("第 2 行“编号”"))
            #expect(seen.text.contains("第 2 行“启用日期”"))
            #expect(!seen.text.contains("value=\"write\""))
        }
    }

    @Test func aFormOfAnotherSessionOrTooLargeIsRefused() async throws {
        try await Server.running { client in
            let file = Self.head + "N-05,县隔离点,新点,2021-08-01,\n"
            let large = String(repeating: "x", count: uploadLimit)
            var answers: [Int] = []
            answers.append(try await Self.send(client, [], file: file, csrf: false).status)
            answers.append(try await Self.send(client, [], file: file, by: "inspector").status)
            answers.append(try await Self.send(client, [], file: large).status)
            answers.append(try await Self.send(client, []).status)
            #expect(answers == [403, 403, 413, 422])
        }
    }
}
