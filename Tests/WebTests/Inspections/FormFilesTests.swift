import AuditLog
import StrictJSON
import Testing

@testable import Compliance
@testable import HTTPServer
@testable import Store
@testable import Web

@Suite("Files chosen in the form that files an inspection")
struct FormFilesTests {
    private static let digest = Hash(of: SmallPNG.bytes).hex
    private static let jpeg: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0] + Array(repeating: 7, count: 300_000)
    private static let site = "/inspect/T-01"

    @Test("They are received, named by their item, kept in the draft, and shown before filing")
    func received() async throws {
        try await Server.running { client in
            let me = client.browser(of: "inspector")
            let sent = try await client.stranger.post(
                Self.site,
                parts: Self.fields(action: "draft") + [
                    .file("file.A-01", "门口 1.png", SmallPNG.bytes),
                    .file("file.A-01", "second.jpg", Self.jpeg), .file("file.A-02", "", []),
                    .field("note.A-01", "写在文件之后"),
                ],
                me
            )
            #expect(sent.status == 303, "\(sent.text)")
            let place = try #require(sent.headers["location"])
            let page = try await client.stranger.send("GET", place, me)
            #expect(page.text.contains("value=\"\(Self.digest) \(Hash(of: Self.jpeg).hex)\""))
            #expect(page.text.contains("写在文件之后"))
            #expect(
                page.text.contains(
                    "已收到</span> <code>\(Self.digest.prefix(12))…</code> <span class=\"quiet\">PNG, 1 KiB"
                )
            )
            #expect(page.text.contains("JPEG, 293 KiB"))
            // Somebody else sees that the draft names files, and not that they are here.
            let theirs = try await client.stranger.send("GET", place, client.browser(of: "administrator"))
            #expect(!theirs.text.contains("PNG, 1 KiB"))
            let review = try await client.stranger.send(
                "GET",
                "\(Self.site)/review?draft=\(Samples.id(1))",
                me
            )
            #expect(review.text.contains("JPEG, 293 KiB") && !review.text.contains("个引用的文件没有从您的账号收到"))
        }
    }

    @Test("What they are called is shown as text, kept with the draft, and no part of what is filed")
    func called() async throws {
        try await Server.running { client in
            let me = client.browser(of: "inspector")
            // Its second half would be read from the right; of its first sixty characters that mark is not shown.
            let name = "<b>门\u{202E}口</b>" + String(repeating: "长", count: 90) + ".png"
            let shown = "&lt;b&gt;门口&lt;/b&gt;" + String(repeating: "长", count: 50) + "…"
            let sent = try await client.stranger.post(
                Self.site,
                parts: Self.fields(action: "draft") + [
                    .file("file.A-01", name, SmallPNG.bytes),
                    // Of a file that nothing names, no name is kept.
                    .field("filename.\(Hash(of: [1]).hex)", "fremd.png"), .field("filename.x", "y"),
                ],
                me
            )
            let place = try #require(sent.headers["location"])
            let hidden = "<input type=\"hidden\" name=\"filename.\(Self.digest)\" value=\"\(shown)\">"
            let page = try await client.stranger.send("GET", place, me)
            #expect(page.text.contains(hidden) && page.text.contains("\(shown) <span class=\"file-state"))
            #expect(!page.text.contains("fremd.png") && !page.text.contains("filename.x"))
            // The form sends the name back, and the review shows it.
            let again = try await client.stranger.post(
                Self.site,
                parts: Self.fields(action: "draft", evidence: Self.digest) + [
                    .field("edition", "1"),
                    .field("filename.\(Self.digest)", "门口.png"), .field("note.A-01", "再看一次"),
                ],
                me
            )
            #expect(again.status == 303, "\(again.text)")
            let review = "\(Self.site)/review?draft=\(Samples.id(1))"
            let reviewed = try await client.stranger.send("GET", review, me)
            #expect(reviewed.text.contains("门口.png"))
            let draft = try await client.stranger.send("GET", "/api/v1/drafts/\(Samples.id(1))", me)
            let kept = try JSON.read(draft.body)
            #expect(FormDocument.filing(ofDraft: kept["fields"] ?? kept)["names"] == nil)
        }
    }

    @Test(
        "Whatever is refused of them is said by name, beside what else is wrong; all that was typed and received is kept"
    )
    func refused() async throws {
        try await Server.running { client in
            let me = client.browser(of: "inspector")
            let sent = try await client.stranger.post(
                Self.site,
                parts: Self.fields(action: "review", escort: "") + [
                    .file("file.A-01", "ok.png", SmallPNG.bytes),
                    .file("file.A-01", "动画.gif", Array("GIF89a".utf8)), .file("file.A-02", "空.jpg", []),
                    .field("note.A-01", "写在文件之后"),
                ],
                me
            )
            #expect(sent.status == 422)
            #expect(sent.text.contains("文件“动画.gif”：这是GIF 图片，没有接收"))
            #expect(sent.text.contains("文件“空.jpg”：文件是空的，没有接收"))
            #expect(sent.text.contains("href=\"#escort\""))
            #expect(sent.text.contains("value=\"\(Self.digest)\"") && sent.text.contains("写在文件之后"))
            let draft = try await client.stranger.send("GET", "\(Self.site)?draft=\(Samples.id(1))", me)
            #expect(draft.text.contains("value=\"\(Self.digest)\"") && draft.text.contains("写在文件之后"))
        }
    }

    @Test(
        "Without a session nothing of a file is kept; every field comes back, and which files to choose again"
    )
    func withoutSession() async throws {
        try await Server.running { client in
            let parts =
                [FormPart.file("file.A-01", "门口.png", SmallPNG.bytes)] + Self.fields(action: "draft")
                + [.field("note.A-01", "写在文件之后")]
            let sent = try await client.stranger.post(Self.site, parts: parts, [:])
            #expect(sent.status == 401, "\(sent.status)")
            #expect(sent.text.contains("写在文件之后") && sent.text.contains("请再选一次：门口.png"))
            // Of another session: the same.
            var me = client.browser(of: "inspector")
            me["X-CSRF-Token"] = "x"
            let foreign = try await client.stranger.post(Self.site, parts: parts, me)
            #expect(foreign.status == 403)
            #expect(foreign.text.contains("写在文件之后") && foreign.text.contains("请再选一次：门口.png"))
            let own = client.browser(of: "inspector")
            let none = try await client.stranger.send("GET", "\(Self.site)?draft=\(Samples.id(1))", own)
            #expect(!none.text.contains(Self.digest))
        }
    }

    private static func fields(
        action: String,
        escort: String = "值班长",
        evidence: String = ""
    ) -> [FormPart] {
        [
            ("id", "\(Samples.id(1))"), ("checklist", "township-isolation"), ("version", "2021-08"),
            ("kind", "routine"), ("inspector", "检查组甲"), ("escort", escort),
            ("startedAt", "2021-08-18T08:00"), ("finishedAt", "2021-08-18T09:00"), ("answer.A-01", "no"),
            ("evidence.A-01", evidence), ("action", action),
        ]
        .map { FormPart.field($0, $1) }
            + Samples.standard.checklist.facts.map { .field("fact.\($0.name)", Self.fact($0.type)) }
    }

    private static func fact(_ type: AnswerType) -> String {
        switch type {
        case .yesNo: "yes"
        case .number: "2"
        case .choice(let choices): choices.first?.value ?? ""
        case .date: "2021-08-10"
        case .text, .graded: "有"
        }
    }
}
