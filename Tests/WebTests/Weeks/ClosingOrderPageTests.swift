import Postgres
import StrictJSON
import Testing

@testable import Compliance
@testable import HTTPServer
@testable import Store
@testable import Web

/// The page of the standing order, and on the page of a closed week who has read it.
@Suite struct ClosingOrderPageTests {
    /// The Wednesday after the week of the samples.
    private static let now = Samples.now.adding(seconds: 7 * 86_400)
    private static let week = "/weeks/2021-W33"

    @Test(.timeLimit(.minutes(3))) func anAdministratorGivesAnOrderAndEndsIt() async throws {
        try await Server.running(now: Self.now) { client in
            let (browser, admin) = (client.stranger, client.browser(of: "administrator"))
            let week = try await browser.get(Self.week, admin)
            #expect(week.text.contains("href=\"/closing-order\""))
            let leader = try await browser.get(Self.week, client.browser(of: "leader"))
            #expect(!leader.text.contains("href=\"/closing-order\""))
            let none = try await browser.get("/closing-order", admin)
            #expect(none.text.contains("没有生效的指令") && none.text.contains("id=\"account-leader\""))
            // Whoever is confined to a site reads no weeks.
            #expect(!none.text.contains("id=\"account-director\""))
            let wrong = try await browser.post(
                "/closing-order",
                form: [("weekday", "9"), ("time", "9 点"), ("account", "director"), ("account", "leader")],
                admin
            )
            #expect(wrong.status == 422 && wrong.text.contains("时刻应写作 08:30。"))
            #expect(wrong.text.contains("“director”不是能看周报的在用账号。"))
            #expect(wrong.text.contains("value=\"leader\" checked"))
            let order = [("weekday", "5"), ("time", "17:30"), ("account", "leader")]
            #expect(try await browser.post("/closing-order", form: order, admin).status == 303)
            let given = try await browser.get("/closing-order", admin)
            #expect(given.text.contains("第 1 号指令生效中：每周五 17:30"))
            #expect(given.text.contains("送：leader。") && given.text.contains("option value=\"5\" selected"))
            let english = try await browser.get("/closing-order?lang=en", admin)
            #expect(english.text.contains("Standing order No. 1 is in force: Friday 17:30"))
            let said = try JSON.read(try await browser.get("/api/v1/closing-order", admin).body)
            #expect(said["inForce"]?.number == "1" && said["orders"]?.array?.count == 1)
            #expect(try await browser.post("/closing-order/end", form: [], admin).status == 303)
            let ended = try await browser.get("/closing-order", admin)
            #expect(ended.text.contains("administrator 于") && ended.text.contains("终止"))
            #expect(try await browser.post("/closing-order/end", form: [], admin).status == 404)
        }
    }

    @Test(.timeLimit(.minutes(3))) func whoHasReadAWeekIsSaidByEachAndShownToAll() async throws {
        try await Server.running(now: Self.now) { client in
            let (browser, admin) = (client.stranger, client.browser(of: "administrator"))
            let leader = client.browser(of: "leader")
            #expect(try await browser.post("\(Self.week)/close", form: [], admin).status == 303)
            let page = try await browser.get(Self.week, leader)
            #expect(page.text.contains("已阅情况") && page.text.contains("已阅 0 人"))
            #expect(page.text.contains("action=\"\(Self.week)/read?revision=1\""))
            // Opening it was not reading.
            #expect(try await browser.get(Self.week, admin).text.contains("已阅 0 人"))
            #expect(try await browser.post("\(Self.week)/read?revision=2", form: [], leader).status == 404)
            #expect(try await browser.post("\(Self.week)/read?revision=1", form: [], leader).status == 303)
            let read = try await browser.get(Self.week, leader)
            #expect(read.text.contains("已阅 1 人") && !read.text.contains("/read?revision"))
            #expect(try await browser.post("\(Self.week)/read", form: [], leader).status == 303)
            let readers = try JSON.read(try await browser.get("/api/v1\(Self.week)/readers", admin).body)
            let marked = readers["readers"]?.array?.filter { $0["readAt"] != nil }
                .map { $0["account"]?.string }
            #expect(marked == ["leader"] && readers["list"]?.array?.isEmpty == true)
            // A program reads nothing.
            #expect(try await client.post("/api/v1\(Self.week)/read", json: "{}").status == 403)
        }
    }

    @Test func aWeekThatTheClockClosedSaysSo() throws {
        let pages = try EveryPage(.zh)
        let html = pages.render(pages.samples.sealedWeekPage(pages.texts))
        #expect(html.contains("由时钟按 admin 的第 2 号定时封存指令于"))
        #expect(html.contains("按名单送 3 人，已阅 1 人"))
        let english = try EveryPage(.en)
        #expect(
            english.render(english.samples.sealedWeekPage(english.texts))
                .contains("closed by the clock under standing order No. 2 of admin")
        )
    }
}
