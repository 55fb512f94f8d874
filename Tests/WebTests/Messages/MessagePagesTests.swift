import Postgres
import StrictJSON
import Testing

@testable import Compliance
@testable import HTTPServer
@testable import Store
@testable import Web

/// The inbox, its count in the frame of every page, and the page on which administrators keep sending going.
@Suite struct MessagePagesTests {
    /// Tells the director and the administrator something each, and the director one thing more.
    private static func tell(_ store: Store, _ owner: Database) async throws {
        func message(_ recipient: String, _ cause: MessageCause, _ title: String, _ link: String) -> Message {
            Message(
                cause: cause,
                thing: "\(cause.rawValue)/T-01",
                stage: "",
                recipient: recipient,
                title: Text(zh: title, en: "<b>\(title)</b>"),
                lines: [Text(zh: "A-04 分区", en: "A-04 zones")],
                link: link
            )
        }
        let told = try await store.tell(
            [
                message("director", .orderNear, "一项临近", "/gaps?site=T-01"),
                message("director", .orderOverdue, "一项超期", "/mine"),
                message("administrator", .weekUnclosed, "待封存", "/weeks/2021-W32"),
            ],
            at: Server.now
        )
        #expect(told == 3)
    }

    @Test(.timeLimit(.minutes(3))) func theCountStandsOnEveryPageUntilTheyAreRead() async throws {
        try await Server.running(prepare: Self.tell) { client in
            let (browser, director) = (client.stranger, client.browser(of: "director"))
            let page = try await browser.get("/sites", director)
            #expect(page.text.contains("<a href=\"/messages\">消息 <span class=\"unread\">2</span></a>"))
            #expect(
                try await !browser.get("/sites", client.browser(of: "leader")).text
                    .contains("class=\"unread\"")
            )
            let inbox = try await browser.get("/messages", director)
            #expect(inbox.text.contains("一项超期") && inbox.text.contains("一项临近") && !inbox.text.contains("待封存"))
            let english = try await browser.get("/messages?lang=en", director)
            #expect(english.text.contains("&lt;b&gt;一项超期&lt;/b&gt;") && !english.text.contains("<b>"))
            // Opening one notes that it was read, and goes where it leads; nowhere but on this site.
            let listed = try JSON.read(try await browser.get("/api/v1/messages", director).body)
            let id = try #require(listed["messages"]?.array?.first?["id"]?.string)
            #expect(
                listed["messages"]?.array?.map { $0["cause"]?.string } == ["order.overdue", "order.near"]
            )
            let stranger = try await browser.post(
                "/messages/\(id)/read",
                form: [("then", "/weeks")],
                client.browser(of: "administrator")
            )
            #expect(stranger.status == 303)
            let left = try await browser.get("/sites", director)
            #expect(left.text.contains("<span class=\"unread\">2</span>"))
            for (then, place) in [("/mine", "/mine"), ("//evil.example", "/messages")] {
                let opened = try await browser.post("/messages/\(id)/read", form: [("then", then)], director)
                #expect(opened.status == 303 && opened.headers["location"] == place)
            }
            #expect(
                try await browser.get("/sites", director).text.contains("<span class=\"unread\">1</span>")
            )
            #expect(try await browser.post("/messages/read", form: [], director).status == 303)
            #expect(try await !browser.get("/sites", director).text.contains("class=\"unread\""))
        }
    }

    @Test(.timeLimit(.minutes(3))) func anAdministratorSetsHoursAndWebhooksAndSeesNoSecret() async throws {
        try await Server.running(prepare: Self.tell) { client in
            let (browser, admin) = (client.stranger, client.browser(of: "administrator"))
            let page = try await browser.get("/messages/delivery", admin)
            #expect(page.text.contains("时钟还没有为本县运行过") && page.text.contains("value=\"21:00\""))
            let hours = [("from", "22:00"), ("to", "06:30")]
            #expect(try await browser.post("/messages/quiet-hours", form: hours, admin).status == 303)
            let wrong = try await browser.post(
                "/messages/quiet-hours",
                form: [("from", "25:00"), ("to", "x")],
                admin
            )
            #expect(wrong.status == 422 && wrong.text.contains("时刻应写作 21:00。"))
            for field in ["from", "to"] {
                #expect(wrong.text.contains("aria-invalid=\"true\" aria-describedby=\"\(field)-errors\""))
                #expect(
                    wrong.text.contains(
                        "<ul class=\"errors\" id=\"\(field)-errors\"><li>时刻应写作 21:00。</li></ul>"
                    )
                )
            }
            #expect(!wrong.text.contains("id=\"name-errors\""))
            let set = try await browser.get("/messages/delivery?done=quiet&lang=en", admin)
            #expect(set.text.contains("<p class=\"notice\" role=\"status\">Set.</p>"))
            let webhook = [
                ("name", "值班群"), ("shape", "dingtalk"), ("secret", "s3cret-word"),
                ("address", "https://robots.example.org/send?key=key-word"),
            ]
            #expect(try await browser.post("/messages/webhooks", form: webhook, admin).status == 303)
            let shown = try await browser.get("/messages/delivery", admin)
            #expect(
                shown.text.contains("https://robots.example.org/…") && shown.text.contains("value=\"06:30\"")
            )
            #expect(!shown.text.contains("key-word") && !shown.text.contains("s3cret-word"))
            let refused = try await browser.post(
                "/messages/webhooks",
                form: [("name", "x"), ("shape", "wecom"), ("address", "http://10.0.0.1/key-word")],
                admin
            )
            #expect(refused.status == 422 && !refused.text.contains("key-word"))
            #expect(
                refused.text.contains("id=\"address-errors\"") && !refused.text.contains("id=\"from-errors\"")
            )
            let mail = try await browser.post(
                "/messages/mail",
                form: [("wants", "yes"), ("address", "a@b\r\nBcc: c@d"), ("language", "en")],
                admin
            )
            #expect(mail.status == 422)
            #expect(
                mail.text.contains("aria-describedby=\"address-help address-errors\" aria-invalid=\"true\"")
            )
            let kept = [("wants", "yes"), ("address", "admin@example.org"), ("language", "en")]
            let done = try await browser.post("/messages/mail", form: kept, admin)
            #expect(done.status == 303 && done.headers["location"] == "/messages/mail?done=kept")
            #expect(
                try await browser.get("/messages/mail?done=kept", admin).text
                    .contains("<p class=\"notice\" role=\"status\">已保存。")
            )
            #expect(
                try await browser.get("/messages/mail", admin).text.contains("value=\"admin@example.org\"")
            )
        }
    }
}
