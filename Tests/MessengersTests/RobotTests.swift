import Compliance
import Foundation
import StrictJSON
import TestSupport
import Testing

@testable import Messengers

@Suite("Group robots of WeCom and DingTalk", .serialized, .timeLimit(.minutes(2)))
struct RobotTests {
    private static func content(_ posted: Posted) throws -> String {
        let body = try JSON.read(posted.bytes)
        #expect(body["msgtype"]?.string == "text" && body.object?.count == 2)
        return try #require(body["text"]?["content"]?.string)
    }

    @Test("A message to WeCom: plain text, the key in the address")
    func wecom() async throws {
        try await TestServer.with("receiver.py") { server in
            #expect(await server.post("/robot/0?key=693a91f6", .wecom) == .delivered)
            let got = try #require(try server.received(Posted.self).first)
            #expect(got.path == "/robot/0?key=693a91f6" && got.headers["webhook-id"] == nil)
            #expect(
                try Self.content(got)
                    == "城关镇隔离点的督办单已经超期，请尽快整改并提交整改材料，逾期将按规定上报\n督办单〔2021〕7号，应于 2021-08-17 18:00 前整改。\n"
                    + "尚有 2 项未销号。\nhttps://lazaret.example.org/orders/7"
            )
        }
    }

    @Test("A message to DingTalk, with the sign of its moment and without")
    func dingtalk() async throws {
        let secret = "SEC0123456789abcdef"
        let moment = Date(timeIntervalSince1970: 1_629_248_400.5)
        try await TestServer.with("receiver.py") { server in
            #expect(await server.post("/robot/0?access_token=t", .dingtalk) == .delivered)
            let signed = await server.post("/robot/0?access_token=t", .dingtalk, secret: secret, at: moment)
            #expect(signed == .delivered)
            let got = try server.received(Posted.self)
            #expect(got[0].path == "/robot/0?access_token=t")
            let parts = try #require(URLComponents(string: got[1].path)?.queryItems)
            #expect(
                parts.map(\.name) == ["access_token", "timestamp", "sign"]
                    && parts[1].value == "1629248400500"
            )
            #expect(parts[2].value == (try await TestServer.judge(["dingtalk", "1629248400500", secret])))
            #expect(got[0].body == got[1].body)
        }
    }

    @Test("What would be a mention, a tag, an entity or a link is text; our own link stays one")
    func inert() async throws {
        let hostile =
            "<@all> @13800000000 <font color=\"warning\">[x](https://evil.example/?a=1) &lt;@all&gt; www.evil.com 甲.com 62.5 e.g. v1.2 <a href=\"//evil\">"
        let shown =
            "＜＠all＞ ＠13800000000 ＜font color=\"warning\"＞[x](https：//evil·example/?a=1) ＆lt;＠all＆gt; www·evil·com 甲·com 62.5 e.g. v1.2 ＜a href=\"//evil\"＞"
        #expect(WebhookRequest.inert(hostile) == shown)
        try await TestServer.with("receiver.py") { server in
            for shape in [WebhookShape.wecom, .dingtalk] {
                let outcome = await server.post(
                    "/robot/0",
                    shape,
                    Sample.message(title: hostile, lines: [hostile])
                )
                #expect(outcome == .delivered)
            }
            for got in try server.received(Posted.self) {
                #expect(
                    try Self.content(got)
                        == "\(shown)\n\(shown)\nhttps://lazaret.example.org/orders/7"
                )
            }
        }
    }

    @Test("The longest text is cut to what they take, between characters, and keeps its link")
    func longest() async throws {
        let link = "https://lazaret.example.org/" + String(repeating: "a", count: 972)
        let message = Sample.message(
            title: String(repeating: "长", count: 10_000),
            lines: Array(repeating: String(repeating: "很\"@", count: 300), count: 100),
            link: link
        )
        try await TestServer.with("receiver.py") { server in
            #expect(await server.post("/robot/0", .wecom, message) == .delivered)
            #expect(await server.post("/robot/0", .dingtalk, message) == .delivered)
            let got = try server.received(Posted.self)
            let wecom = try Self.content(got[0])
            #expect((2040...2048).contains(wecom.utf8.count) && wecom.hasSuffix("…\n\(link)"))
            let dingtalk = try Self.content(got[1])
            #expect((8180...8192).contains(dingtalk.utf8.count) && dingtalk.hasSuffix("…\n\(link)"))
            #expect(got[1].bytes.count <= 20_000)
        }
    }

    @Test("Their errcode says what came of it: HTTP says 200 in any case")
    func answers() async throws {
        try await TestServer.with("receiver.py") { server in
            let expected = [
                ("/robot/0", "delivered"), ("/robot/-1", "later"), ("/robot/45009", "later 60"),
                ("/robot/130101", "later 600"),
                ("/robot/660026", "later 600"), ("/robot/93000", "refused"), ("/robot/310000", "refused"),
                ("/robot/40008", "refused"), ("/robot/null", "later"), ("/robot/1,\"errcode\":0", "later"),
                ("/robot/[[0", "later"), ("/page", "later"), ("/huge/200", "later"), ("/status/500", "later"),
                ("/status/403", "refused"),
            ]
            for (path, kind) in expected {
                let path = path.replacingOccurrences(of: "\"", with: "%22")
                let outcome = await server.post(path, .dingtalk)
                #expect(outcome.kind == kind, "\(path): \(outcome)")
                #expect(!outcome.words.contains("4711") && !outcome.words.contains("40008"))
            }
        }
    }
}
