import StrictJSON
import Testing

@testable import Compliance
@testable import HTTPServer
@testable import Store
@testable import Web

/// A case by its pages, from an infection to a statement; each sees what is theirs.
@Suite struct CasePagesTests {
    private static let site = "/sites/T-01"

    /// The value that the page's form has in that field.
    private static func value(_ name: String, in page: String) throws -> String {
        let match = try #require(
            try Regex("name=\"\(name)\" value=\"([^\"]*)\"", as: (Substring, Substring).self)
                .firstMatch(
                    in: page
                )
        )
        return String(match.1)
    }

    /// The case as a file: its page and its bytes say the same digest, and whoever is named is told that it is a part.
    private static func fileOfTheCase(
        _ path: String,
        _ browser: Client,
        _ supervision: [String: String],
        _ director: [String: String],
        _ words: String
    ) async throws {
        let bytes = try await browser.get("/api" + "/v1" + path + "/dossier", supervision)
        let digest = Node.digest(ofText: bytes.text)
        #expect(bytes.status == 200 && bytes.headers["etag"]?.contains(digest) == true)
        let page = try await browser.get(path + "/dossier", supervision).text
        #expect(page.contains(digest) && page.contains(words) && !page.contains("这里只有读者可以看到的部分"))
        #expect(!page.contains("<script>alert") && page.contains("登记点位内感染"))
        // The same as files: JSON is the bytes; whoever is named has in each format no more than on the page.
        let json = try await browser.get("/api" + "/v1" + path + "/dossier.json", supervision)
        #expect(json.status == 200 && json.text == bytes.text)
        let table = try await browser.get("/api" + "/v1" + path + "/dossier.csv", supervision)
        #expect(table.status == 200 && table.text.contains(digest) && table.text.contains(words))
        #expect(table.text.contains("登记点位内感染") && !table.text.contains("这里只有读者可以看到的部分"))
        let part = try await browser.get("/api" + "/v1" + path + "/dossier.csv", director)
        #expect(part.status == 200 && part.text.contains("这里只有读者可以看到的部分") && !part.text.contains(digest))
        let own = try await browser.get(path + "/dossier", director).text
        #expect(own.contains("这里只有读者可以看到的部分") && own.contains(words) && !own.contains(digest))
    }

    @Test func theCountysDaysAreSetWithAReasonAndListed() async throws {
        try await Server.running { client in
            let browser = client.stranger
            let (admin, director) = (client.browser(of: "administrator"), client.browser(of: "director"))
            let bare = [("circular", "0"), ("interview", "x"), ("proposal", "3"), ("statement", "91")]
            let refused = try await browser.post("/ladder", form: bare + [("reason", "")], admin)
            #expect(refused.status == 422 && refused.text.contains("value=\"91\""))
            #expect(refused.text.matches(of: /<li>/).count >= 4)
            let days = [("circular", "2"), ("interview", "1"), ("proposal", "4"), ("statement", "5")]
            let set = try await browser.post("/ladder", form: days + [("reason", "县防指会议纪要")], admin)
            #expect(set.status == 303 && set.headers["location"] == "/ladder")
            let page = try await browser.get("/ladder", director).text
            #expect(page.contains("县防指会议纪要") && !page.contains("<form method=\"post\" action=\"/ladder\""))
            let api = try await browser.get("/api" + "/v1/ladder", director).text
            #expect(api.contains(#""circular":2,"interview":1,"proposal":4,"statement":5,"set":["#))
        }
    }

    @Test(.timeLimit(.minutes(3))) func anInfectionOpensACaseInWhichTheDirectorStates() async throws {
        try await Server.running { client in
            let browser = client.stranger
            let (admin, director) = (client.browser(of: "administrator"), client.browser(of: "director"))
            let (supervision, inspector) = (
                client.browser(of: "supervision"), client.browser(of: "inspector")
            )
            #expect(try await !browser.get(Self.site, inspector).text.contains("/accountability"))
            #expect(
                try await browser.get(Self.site, supervision).text.contains("/sites/T-01/accountability")
            )
            let form = try await browser.get("/sites/T-01/infection", admin).text
            let (id, key) = (try Self.value("id", in: form), try Self.value("case", in: form))
            let bare = [("id", id), ("case", key), ("day", "2099-01-01"), ("source", "")]
            let refused = try await browser.post("/sites/T-01/infection", form: bare, admin)
            #expect(refused.status == 422)
            #expect(refused.text.contains("请写明依据") && refused.text.contains("不晚于今天"))
            let source = "县疾控中心<script>alert(1)</script>检测报告"
            let told = [("id", id), ("case", key), ("day", "2021-08-17"), ("source", source)]
            for word in ["done", "already"] {
                let opened = try await browser.post("/sites/T-01/infection", form: told, admin)
                #expect(opened.headers["location"] == "/cases/\(key)?done=\(word)")
            }
            let path = "/cases/\(key)"
            let file = try await browser.get(path, supervision).text
            #expect(!file.contains("<script>alert") && file.contains("2021-08-17 点位内发生感染"))
            // Nobody but supervision is offered to lead it.
            #expect(file.contains("发出约谈"))
            for who in ["administrator", "leader", "auditor"] {
                let page = try await browser.get(path, client.browser(of: who))
                #expect(page.status == 200 && !page.text.contains("发出约谈"), "\(who)")
            }
            let call = [("id", try Self.value("id", in: file)), ("action", "interview"), ("words", "分区与轨迹")]
            #expect(
                try await browser.post(path, form: call, supervision).headers["location"]
                    == path + "?done=done"
            )
            let called = try await browser.get(path, supervision).text
            #expect(called.contains("记录约谈结果") && called.contains("约〔"))
            let step = try #require(called.firstMatch(of: /href="(\/steps\/\d+)"/))
            let paper = try await browser.get(String(step.1), director).text
            #expect(paper.contains("约谈事项、时间和地点") && paper.contains("分区与轨迹"))

            let own = try await browser.get(path, director).text
            #expect(own.contains("提交申辩") && !own.contains("发出约谈"))
            let words = "已书面报告医护不足"
            let statement = [
                ("id", try Self.value("id", in: own)), ("term", try Self.value("term", in: own)),
                ("action", "statement"),
            ]
            #expect(try await browser.post(path, form: statement, director).status == 422)
            // A file that is none keeps everything typed; one that is goes with the statement.
            let typed = statement + [("words", words), ("csrf", director["X-CSRF-Token"] ?? "")]
            let wrong = try await browser.post(path, fields: typed, file: Array("无".utf8), director)
            #expect(wrong.status == 422 && wrong.text.contains(words))
            #expect(wrong.text.contains("文件“照片.jpg”"))
            let sent = try await browser.post(path, fields: typed, file: SmallPNG.bytes, director)
            #expect(sent.headers["location"] == path + "?done=done")
            #expect(try await browser.get(path, supervision).text.contains(words))
            let english = try await browser.get(path + "?lang=en", director).text
            #expect(english.contains("Statement") && english.contains(words))
            let answer = try await browser.get("/api" + "/v1" + path, supervision)
            #expect(answer.status == 200 && answer.text.contains(words))
            let photograph = try #require(
                try await browser.get(path, supervision).text
                    .firstMatch(of: /href="(\/cases\/[^"]+\/acts\/[^"]+\/0)"/)
            )
            for reader in [supervision, director] {
                let saved = try await browser.get(String(photograph.1), reader)
                #expect(saved.status == 200 && saved.body == SmallPNG.bytes)
            }
            #expect(try await browser.get(String(photograph.1), inspector).status == 403)
            try await Self.fileOfTheCase(path, browser, supervision, director, words)
        }
    }
}
