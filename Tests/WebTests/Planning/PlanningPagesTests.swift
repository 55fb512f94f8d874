import Foundation
import StrictJSON
import Testing

@testable import Compliance
@testable import HTTPServer
@testable import Store
@testable import Web

/// The schedule, what is owed and draws by their pages and their API.
@Suite struct PlanningPagesTests {
    /// Draws are dated by the database's clock.
    private static var now: Instant {
        Instant(microseconds: Int(Date().timeIntervalSince1970 * 1_000_000))
    }

    @Test(.timeLimit(.minutes(3))) func whatIsDueAndOwedIsSaidWithTheWayToIt() async throws {
        try await Server.running { client in
            let (inspector, browser) = (client.browser(of: "inspector"), client.stranger)
            let page = try await browser.get("/planning", inspector)
            #expect(page.status == 200 && page.text.contains("href=\"/sites/T-01\""))
            // Nobody but the administrator is offered to set how often.
            #expect(!page.text.contains("action=\"/planning/cadences\""))
            let own = try await browser.get("/planning/own?lang=en", inspector)
            #expect(own.status == 200 && own.text.contains("Nothing is drawn for today."))
            let owed = try await browser.get("/planning/owed", inspector)
            #expect(owed.text.contains("没有下发的标准") && owed.text.contains("href=\"/sites/T-01/guidance\""))
            #expect(try await browser.get("/planning/owed?days=x", inspector).status == 422)
            #expect(try await browser.get("/planning?kind=x", inspector).status == 422)
            let api = try JSON.read(try await client.get("/api/v1/planning").body)
            #expect(api["sites"]?.array?.contains { $0["site"]?.string == "T-01" } == true)
            let parts = try JSON.read(try await client.get("/api/v1/planning/owed").body)["parts"]
            #expect(parts?.array?.compactMap { $0["kind"]?.string } == Arrears.Kind.allCases.map(\.rawValue))
        }
    }

    @Test(.timeLimit(.minutes(3))) func aCadenceIsSetAndAllThatIsWrongWithItIsSaid() async throws {
        try await Server.running(now: Self.now) { client in
            let (admin, browser) = (client.browser(of: "administrator"), client.stranger)
            let wrong = try await browser.post(
                "/planning/cadences",
                form: [
                    ("kind", "zone"), ("days", "0"), ("daysBelow", "x"), ("from", "2021-01-01"),
                    ("reason", "<b>"),
                ],
                admin
            )
            #expect(wrong.status == 422 && wrong.text.contains("欠下的检查不能事后改变"))
            #expect(wrong.text.contains("&lt;b&gt;") && !wrong.text.contains("<b>"))
            let today = "\(Day(Self.now))"
            let good = [
                ("kind", "zone"), ("days", "14"), ("daysBelow", "4"), ("from", today), ("reason", "会议"),
            ]
            #expect(try await browser.post("/planning/cadences", form: good, admin).status == 303)
            let page = try await browser.get("/planning", admin)
            #expect(page.text.contains("14 天一次；不达标的 4 天"))
            let body =
                "{\"kind\":\"zone\",\"days\":14,\"daysBelow\":4,\"from\":\"\(today)\",\"reason\":\"会议\"}"
            let again = try await client.post("/api/v1/planning/cadences", json: body)
            #expect(again.status == 200 && again.text.contains("already"))
            let all = try JSON.read(try await client.get("/api/v1/planning/cadences").body)["cadences"]?.array
            #expect(all?.count == 1 && all?.first?["days"]?.number == "14")
        }
    }

    @Test(.timeLimit(.minutes(3))) func aDrawSaysNothingBeforeItIsOpenAndNothingToADirector() async throws {
        try await Server.running(now: Self.now) { client in
            let (admin, browser) = (client.browser(of: "administrator"), client.stranger)
            let id = Samples.id(801)
            let (from, to) = (Day(Self.now) + 1, Day(Self.now) + 7)
            let form = [
                ("id", "\(id)"), ("kinds", "townshipIsolation"), ("visits", "1"), ("team", "1"),
                ("from", "\(from)"),
                ("to", "\(to)"),
            ]
            let wrong = try await browser.post(
                "/planning/draws",
                form: [("id", "1"), ("visits", "x")],
                admin
            )
            #expect(wrong.status == 422)
            let drawn = try await browser.post("/planning/draws", form: form, admin)
            #expect(drawn.status == 303 && drawn.headers["location"] == "/planning/draws/\(id)")
            let closed = try await browser.get("/planning/draws/\(id)", admin)
            #expect(closed.text.contains("过后公开") && !closed.text.contains("抽中的检查"))
            for path in ["/planning", "/planning/draws", "/planning/draws/\(id)", "/planning/owed"] {
                let director = try await browser.get(path, client.browser(of: "director"))
                #expect(director.status == 403, "\(path)")
            }
            let body = JSON.write(
                DrawForm.node(
                    id: "\(id)",
                    kinds: ["townshipIsolation"],
                    visits: "2",
                    team: "1",
                    from: "\(from)",
                    to: "\(to)"
                )
            )
            #expect(try await client.post("/api/v1/planning/draws", json: body).status == 409)
            let none = try await browser.post("/planning/draws/\(id)/discard", form: [], admin)
            #expect(none.status == 422)
            let done = try await client.post(
                "/api/v1/planning/draws/\(id)/discard",
                json: "{\"reason\":\"误\"}"
            )
            let record = try JSON.read(done.body)
            #expect(
                record["opened"]?["seedFits"]?.isTrue == true
                    && record["frame"]?.digest == record["frameDigest"]?.string
            )
            let open = try await browser.get("/planning/draws/\(id)", admin)
            #expect(open.text.contains("作废：误") && open.text.contains("没有封存过"))
            #expect(try await browser.get("/planning/draws", admin).text.contains("共抽取 1 次，其中作废 1 次"))
        }
    }
}

extension Node {
    fileprivate var isTrue: Bool { if case .bool(true) = value { true } else { false } }
}
