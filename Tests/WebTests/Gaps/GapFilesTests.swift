import AuditLog
import StrictJSON
import Testing

@testable import Compliance
@testable import HTTPServer
@testable import Store
@testable import Web

/// Photographs on an answer for a gap, by the plain form of its page.
@Suite struct GapFilesTests {
    private static let place = "/sites/T-01/gaps/A-01"

    private static func file(_ client: Client) async throws {
        let made = Samples.filing(901, at: "T-01")
        let members = (made.object ?? [])
            .map { member -> (String, Node?) in
                (member.name, member.name == "answers" ? .object([("A-01", "no")]) : member.value)
            }
        let filed = try await client.post("/api/v1/inspections", json: JSON.write(.object(members)))
        try #require(filed.status == 201, "\(filed.text)")
    }

    /// What the answer's form would send but for words and file.
    private static func fields(_ page: String) throws -> [(String, String)] {
        let start = try #require(page.firstRange(of: "action=\"\(place)/submission\"")?.lowerBound)
        let end = try #require(page[start...].firstRange(of: "</form>")?.lowerBound)
        return page[start..<end]
            .matches(of: /<input type="(?:hidden|checkbox)"(?: id="[^"]*")? name="([^"]*)" value="([^"]*)"/)
            .map { (String($0.1), String($0.2)) }
    }

    @Test(.timeLimit(.minutes(3))) func aPhotographIsSentThenAnotherAndTheAnswerWithBoth() async throws {
        try await Server.running { client in
            try await Self.file(client)
            let browser = client.stranger
            let (director, inspector) = (client.browser(of: "director"), client.browser(of: "inspector"))
            let (one, other) = (SmallPNG.bytes, SmallPNG.bytes + [1, 2, 3])
            let digests = [Hash(of: one).hex, Hash(of: other).hex]
            let words = ("words", "已在院墙外设隔离带\n附照片")
            let first = try Self.fields(try await browser.get(Self.place, director).text)
            #expect(first.map(\.0) == ["csrf", "id", "inspection"])

            // One file comes; the page keeps what was typed, and the id.
            let attached = try await browser.post(
                Self.place + "/submission/file",
                fields: first + [words],
                file: one,
                director
            )
            #expect(attached.status == 200 && attached.text.contains("已在院墙外设隔离带\n附照片</textarea>"))
            let second = try Self.fields(attached.text)
            #expect(second.map(\.1).dropFirst() == first.map(\.1).dropFirst() + [digests[0]])

            // What is no picture is refused in words, and nothing typed is lost; so it is where nothing is said.
            for (path, typed, file, said) in [
                ("/submission", words, Array("<svg onload=alert(1)>".utf8), "没有接收"),
                ("/submission/file", words, [], "文件是空的"), ("/submission", ("words", " "), [], "请写明做了什么整改"),
            ] {
                let refused = try await browser.post(
                    Self.place + path,
                    fields: second + [typed],
                    file: file,
                    director
                )
                #expect(refused.status == 415 || refused.status == 422, "\(path) \(refused.status)")
                #expect(refused.text.contains(said), "\(refused.text)")
                #expect(try Self.fields(refused.text).map(\.1).dropFirst() == second.map(\.1).dropFirst())
            }

            // Without the token nothing is taken.
            var without = director
            without["X-CSRF-Token"] = nil
            let forged = try await browser.post(
                Self.place + "/submission",
                fields: second.filter { $0.0 != "csrf" } + [words],
                file: other,
                without
            )
            #expect(forged.status == 403)

            let sent = try await browser.post(
                Self.place + "/submission",
                fields: second + [words],
                file: other,
                director
            )
            #expect(sent.status == 303 && sent.headers["location"] == Self.place, "\(sent.text)")
            let life = try JSON.read(try await client.get("/api/v1" + Self.place).body)
            let answer = try #require(life["submissions"]?.array?.first)
            #expect(answer["evidence"]?.array?.map(\.string) == digests)
            let id = try #require(answer["id"]?.string)
            #expect(life["files"]?.array?.map { $0["pending"] } == [false, false])

            // Whoever reads the answer reads its files; the director of another site does not.
            let shown = try await browser.get(Self.place, inspector)
            let address = "\(Self.place)/answers/\(id)"
            #expect(shown.text.contains("\(address)/0/thumbnail") && shown.text.contains("\(address)/1\""))
            let saved = try await browser.get("\(address)/1", inspector)
            #expect(saved.status == 200 && saved.body == other)
            #expect(saved.headers["content-type"] == "application/octet-stream")
            #expect(
                try await browser.get("\(address)/0/page", inspector).headers["content-type"] == "image/jpeg"
            )
            #expect(try await browser.get("\(address)/2", inspector).status == 404)
            #expect(try await browser.get("\(address)/00", inspector).status == 404)
        }
    }

    @Test(.timeLimit(.minutes(3))) func anAnswerWhoseFileHasNotComeIsNotVerified() async throws {
        try await Server.running { client in
            try await Self.file(client)
            let browser = client.stranger
            let (director, inspector) = (client.browser(of: "director"), client.browser(of: "inspector"))
            let digest = Hash(of: SmallPNG.bytes).hex
            let form = try Self.fields(try await browser.get(Self.place, director).text)
            let sent = try await browser.post(
                Self.place + "/submission",
                fields: form + [("evidence", digest), ("words", "已整改")],
                file: [],
                director
            )
            #expect(sent.status == 303, "\(sent.text)")
            let shown = try await browser.get(Self.place, inspector)
            #expect(shown.text.contains("佐证待收 \(digest.prefix(12))…"))
            #expect(shown.text.contains("报送的文件还没有收齐，不能核验通过"))
            let id = try #require(form.first { $0.0 == "id" }?.1)
            let verdict = [
                ("csrf", inspector["X-CSRF-Token"] ?? ""), ("submission", id), ("verdict", "verified"),
            ]
            let refused = try await browser.post(Self.place + "/verification", form: verdict, inspector)
            #expect(refused.status == 409 && refused.text.contains("还没有收齐"), "\(refused.text)")

            // The page tells the inspector whom to ask, and offers it to whoever answered, and to nobody else.
            let account = "director"
            #expect(shown.text.contains("只能由报送人（\(account)）在本页发来"), "\(shown.text)")
            let address = "\(Self.place)/answers/\(id)"
            #expect(!shown.text.contains("action=\"\(address)\""))
            let own = try await browser.get(Self.place, director)
            #expect(own.text.contains("您报送的文件还没有收齐") && own.text.contains("action=\"\(address)\""))
            let csrf = ("csrf", director["X-CSRF-Token"] ?? "")
            let other = try await browser.post(
                address,
                fields: [csrf, ("digest", digest)],
                file: SmallPNG.bytes + [1],
                director
            )
            #expect(other.status == 422 && other.text.contains("您报送的文件还没有收齐"), "\(other.status)")
            let unknown = [csrf, ("digest", Hash(of: [1]).hex)]
            #expect(try await browser.post(address, fields: unknown, file: [1], director).status == 409)
            let missing = try await browser.post(
                address,
                fields: [csrf, ("digest", digest)],
                file: SmallPNG.bytes,
                director
            )
            #expect(missing.status == 303 && missing.headers["location"] == Self.place, "\(missing.text)")
            let whole = try await browser.get(Self.place, director)
            #expect(!whole.text.contains("还没有收齐") && whole.text.contains("\(address)/0/thumbnail"))
            let judged = try await browser.post(Self.place + "/verification", form: verdict, inspector)
            #expect(judged.status == 303, "\(judged.text)")
        }
    }
}
