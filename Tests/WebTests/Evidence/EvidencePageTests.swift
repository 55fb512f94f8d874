import AuditLog
import StrictJSON
import Testing

@testable import Compliance
@testable import Store
@testable import HTTPServer
@testable import Web

@Suite("Files by the rows that name them")
struct EvidencePageTests {
    private static let digest = Hash(of: SmallPNG.bytes).hex
    private static let page = "/inspections/\(Samples.id(1))/evidence"

    @Test func whoFiledSendsWhatIsPendingByThePage() async throws {
        try await Server.running { client in
            let me = client.browser(of: "inspector")
            try await Self.file(client, naming: [Self.digest], me)
            let before = try await client.stranger.send("GET", Self.page, me)
            #expect(before.text.contains("佐证待收") && before.text.contains("type=\"file\""))
            let inspection = try await client.stranger.send("GET", "/inspections/\(Samples.id(1))", me)
            #expect(inspection.text.contains("佐证待收：引用的文件还有 1 个没有收到。"))
            #expect(inspection.text.contains("收到之前，“当场整改”不算销号"))
            // Somebody else sees that it is pending, and is not asked for it.
            let other = client.browser(of: "administrator")
            let theirs = try await client.stranger.send("GET", Self.page, other)
            #expect(!theirs.text.contains("type=\"file\""))
            let foreign = try await client.stranger.post(
                Self.page,
                fields: [("csrf", other["X-CSRF-Token"] ?? ""), ("digest", Self.digest)],
                file: SmallPNG.bytes,
                other
            )
            #expect(foreign.status == 409)
            // Another file than the one named.
            let wrong = try await client.stranger.post(
                Self.page,
                fields: [("digest", Self.digest)],
                file: SmallPNG.bytes + [1],
                me
            )
            #expect(wrong.status == 422 && wrong.text.contains("与所报的摘要（SHA-256）不符"))
            let sent = try await client.stranger.post(
                Self.page,
                fields: [("digest", Self.digest)],
                file: SmallPNG.bytes,
                me
            )
            #expect(sent.status == 303 && sent.headers["location"] == "\(Self.page)?done=received")
            let after = try await client.stranger.send("GET", "\(Self.page)?done=received", me)
            #expect(after.text.contains("已收到并记录在案。") && !after.text.contains("佐证待收"))
            #expect(after.text.contains("\(Self.page)/A-01/0/thumbnail"))
        }
    }

    @Test func aFormWithoutItsTokenBringsNothing() async throws {
        try await Server.running { client in
            var me = client.browser(of: "inspector")
            try await Self.file(client, naming: [Self.digest], me)
            let token = me.removeValue(forKey: "X-CSRF-Token")
            for fields in [[("digest", Self.digest)], [("digest", Self.digest), ("csrf", "x")]] {
                let refused = try await client.stranger.post(
                    Self.page,
                    fields: fields,
                    file: SmallPNG.bytes,
                    me
                )
                #expect(refused.status == 403)
            }
            let sent = try await client.stranger.post(
                Self.page,
                fields: [("csrf", token ?? ""), ("digest", Self.digest)],
                file: SmallPNG.bytes,
                me
            )
            #expect(sent.status == 303)
        }
    }

    @Test func theFileIsSavedAndNeverShownAndItsCopyIsAnother() async throws {
        try await Server.running { client in
            let file = SmallPNG.bytes + Array("<script>alert(1)</script>".utf8)
            let digest = Hash(of: file).hex
            try await Self.file(client, naming: ["台账第3页", digest], [:], by: client)
            let place = "\(Self.page)/A-01/1"
            #expect(try await client.get(place).status == 404)
            _ = try await client.upload(file)
            let saved = try await client.get(place)
            #expect(saved.status == 200 && saved.body == file)
            #expect(saved.headers["content-type"] == "application/octet-stream")
            #expect(
                saved.headers["content-disposition"]
                    == "attachment; filename=\"A-01-2-\(digest.prefix(8)).png\""
            )
            #expect(saved.headers["x-content-type-options"] == "nosniff")
            #expect(saved.headers["cache-control"] == "no-store")
            for size in ["page", "thumbnail"] {
                let copy = try await client.get("\(place)/\(size)")
                #expect(copy.status == 200 && copy.headers["content-type"] == "image/jpeg")
                #expect(copy.body.starts(with: [0xFF, 0xD8, 0xFF]) && !copy.text.contains("script"))
                let tag = try #require(copy.headers["etag"])
                #expect(try await client.get("\(place)/\(size)", ["If-None-Match": tag]).status == 304)
            }
            let said = try JSON.read(try await client.get("/api/v1\(Self.page)").body)
            let named = try #require(said["evidence"]?.array)
            #expect(named.map { $0["state"]?.string } == ["noFile", "here"])
            #expect(named[1]["sha256"]?.string == digest && named[1]["type"]?.string == "image/png")
            #expect(named[1]["picture"]?["beyond"]?.number == "25")
            #expect(try await client.get(Self.page).text.contains("照片之后文件里还有 25 字节"))
        }
    }

    @Test func aPictureThatCannotBeShownIsSaidAndCanBeSaved() async throws {
        try await Server.running { client in
            let file = Array(SmallPNG.bytes.dropLast(30))
            let me = client.browser(of: "inspector")
            try await Self.file(client, naming: [Hash(of: file).hex], me)
            let sent = try await client.stranger.post(
                Self.page,
                fields: [("digest", Hash(of: file).hex)],
                file: file,
                me
            )
            #expect(sent.status == 200 && sent.text.contains("照片不完整，打不开：文件在中途断了。原件仍可下载。"))
            #expect(try await client.get("\(Self.page)/A-01/0/page").status == 404)
            #expect(try await client.get("\(Self.page)/A-01/0").body == file)
            let page = try await client.get(Self.page)
            #expect(!page.text.contains("<img"))
        }
    }

    @Test func placesThatAreNoneAreNotThere() async throws {
        try await Server.running { client in
            try await Self.file(client, naming: [Self.digest], [:], by: client)
            _ = try await client.upload(SmallPNG.bytes)
            for place in [
                "A-01/00", "A-01/-1", "A-01/x", "A-01/1", "A-02/0", "A-01/99999999999999999999",
            ] {
                #expect(try await client.get("\(Self.page)/\(place)").status == 404, "\(place)")
            }
            #expect(try await client.get("\(Self.page)/A-01/0").status == 200)
        }
    }

    /// Files an inspection whose first answer names those, by the browser of an account.
    private static func file(
        _ client: Client,
        naming files: [String],
        _ headers: [String: String],
        by filer: Client? = nil
    ) async throws {
        let node = Samples.filing(1, naming: files, fixed: true)
        let filed = try await (filer ?? client.stranger)
            .post("/api/v1/inspections", json: JSON.write(node), headers)
        try #require(filed.status == 201, "\(filed.text)")
    }
}
