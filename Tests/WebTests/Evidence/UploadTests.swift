import AuditLog
import Foundation
import StrictJSON
import Testing

@testable import Compliance
@testable import Store
@testable import HTTPServer
@testable import Web

@Suite("Uploads that go on after a break")
struct ResumableUploadTests {
    private static let file = SmallPNG.bytes + Array(repeating: 7, count: 700_000)

    @Test func aFileComesInPiecesAndIsOnRecord() async throws {
        try await Server.running { client in
            let begun = try await client.beginUpload(Self.file.count)
            #expect(begun.status == 201)
            #expect(begun.headers["upload-expires"]?.hasSuffix(" GMT") == true)
            let place = try #require(begun.headers["location"])
            let first = try await client.append(Array(Self.file[..<300_000]), to: place, at: 0)
            #expect(first.status == 204 && first.headers["upload-offset"] == "300000")
            #expect(try await client.offset(of: place) == 300_000)
            let again = try await client.append(Array(Self.file[..<300_000]), to: place, at: 0)
            #expect(again.status == 409 && again.headers["upload-offset"] == "300000")
            let last = try await client.append(Array(Self.file[300_000...]), to: place, at: 300_000)
            #expect(last.status == 204 && last.headers["upload-offset"] == "\(Self.file.count)")
            let said = try JSON.read(try await client.get(place).body)
            #expect(said["state"]?.string == "received")
            #expect(said["sha256"]?.string == Hash(of: Self.file).hex)
            // Of another account it is not there.
            let other = client.browser(of: "administrator")
            #expect(try await client.stranger.send("GET", place, other).status == 404)
            #expect(try await client.append([1], to: place, at: Self.file.count).status == 409)
        }
    }

    @Test func whatHasArrivedWhenTheConnectionBreaksIsKept() async throws {
        try await Server.running { client in
            let place = try #require(try await client.beginUpload(Self.file.count).headers["location"])
            let head = """
                PATCH \(place) HTTP/1.1\r
                Host: 127.0.0.1:\(client.port)\r
                Authorization: \(client.authorization ?? "")\r
                Tus-Resumable: 1.0.0\r
                Upload-Offset: 0\r
                Content-Type: application/offset+octet-stream\r
                Content-Length: \(Self.file.count)\r
                \r

                """
            let connection = try await Held.connect(to: client.port)
            try await connection.say(Array(head.utf8) + Self.file[..<300_000])
            // Until a whole piece is kept; then it breaks off, and the rest of what came is kept too.
            let whole = try await Self.offset(of: place, leaving: 0, client)
            #expect(whole == Evidence.pieceBytes)
            try await connection.close()
            let all = try await Self.offset(of: place, leaving: Evidence.pieceBytes, client)
            #expect(all == 300_000)
            let last = try await client.append(Array(Self.file[300_000...]), to: place, at: 300_000)
            #expect(last.status == 204)
        }
    }

    @Test func whatMayNotBeSentIsRefusedBeforeItComes() async throws {
        try await Server.running { client in
            #expect(try await client.beginUpload(0).status == 422)
            #expect(try await client.beginUpload(20 << 20 | 1).status == 413)
            #expect(try await client.beginUpload(9, ["Tus-Resumable": "0.2.2"]).status == 412)
            #expect(try await client.beginUpload(9, ["Upload-Length": "x"]).status == 400)
            #expect(try await client.beginUpload(9, ["Upload-Metadata": "sha256 eA=="]).status == 400)
            let place = try #require(try await client.beginUpload(9).headers["location"])
            #expect(try await client.append(Array(repeating: 1, count: 10), to: place, at: 0).status == 413)
            #expect(try await client.append([1], to: place, at: 1).status == 409)
            #expect(
                try await client.append([1], to: place, at: 0, ["Content-Type": "image/png"]).status == 415
            )
            let unknown = "/api/v1/uploads/\(UUID())"
            #expect(try await client.append([1], to: unknown, at: 0).status == 404)
            #expect(try await client.send("DELETE", place, Client.tus).status == 204)
            #expect(try await client.get(place).status == 404)
        }
    }

    @Test func aFileThatLiesOrIsOfNoKindIsSaidToBeWhatItIs() async throws {
        try await Server.running { client in
            let svg = Array("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>".utf8)
            let refused = try await client.upload(svg, ["Accept-Language": "en"])
            #expect(refused.status == 415)
            #expect(
                refused.text.contains("This is an SVG picture, which may hold a program, and was not taken")
            )
            let other = Data(Hash(of: [1]).hex.utf8).base64EncodedString()
            let mismatch = try await client.upload(
                SmallPNG.bytes,
                ["Upload-Metadata": "filename eA==,sha256 \(other)"]
            )
            #expect(mismatch.status == 422)
            #expect(mismatch.text.contains("收到的内容与所报的摘要（SHA-256）不符"))
            let right = Data(Hash(of: SmallPNG.bytes).hex.utf8).base64EncodedString()
            #expect(
                try await client.upload(SmallPNG.bytes, ["Upload-Metadata": "sha256 \(right)"]).status == 204
            )
        }
    }

    @Test func whoeverKnowsADigestLearnsNothingByBeginning() async throws {
        try await Server.running { client in
            _ = try await client.upload(SmallPNG.bytes)
            let inspector = client.browser(of: "inspector")
            let known = Data(Hash(of: SmallPNG.bytes).hex.utf8).base64EncodedString()
            let unknown = Data(Hash(of: [1, 2]).hex.utf8).base64EncodedString()
            var answers: [[String]] = []
            for digest in [known, unknown] {
                let all = inspector.merging(["Upload-Metadata": "sha256 \(digest)"]) { a, _ in a }
                let begun = try await client.stranger.beginUpload(SmallPNG.bytes.count, all)
                let place = try #require(begun.headers["location"])
                let head = try await client.stranger.send(
                    "HEAD",
                    place,
                    Client.tus.merging(inspector) { a, _ in a }
                )
                answers.append([
                    "\(begun.status)", "\(head.status)", head.headers["upload-offset"] ?? "",
                    begun.headers.keys.sorted().joined(separator: ","),
                ])
            }
            #expect(answers[0] == answers[1])
            #expect(answers[0].prefix(3) == ["201", "200", "0"])
        }
    }

    /// How far it has come once it is no longer there; after ten seconds, wherever it is.
    private static func offset(of place: String, leaving old: Int, _ client: Client) async throws -> Int? {
        for _ in 0..<400 {
            let offset = try await client.offset(of: place)
            if offset != old { return offset }
            try await Task.sleep(for: .milliseconds(25))
        }
        return old
    }
}
