import Compliance
import Postgres
import StrictJSON
import Testing

@testable import Store

@Suite("Draws on their days: who goes, and what is owed of one that was given up")
struct DrawDayTests {
    @Test(
        "Whoever came to hold a duty there since, or inspects no more, does not go and is told nothing; those who go are told who does not"
    )
    func barredSince() async throws {
        try await DrawCounty.with { county in
            let (admin, shell) = (try await county.acting("admin"), county.county.shell)
            try await admin.commitDraw(county.form(1), now: county.now)
            try await county.log.seal()
            let before = try await county.acting("li").plan(now: county.now).drawn
            let first = try #require(before.first)
            let partner = try #require(first.inspectors.first { $0 != "li" })
            #expect(before.allSatisfy { $0.absent == [] })
            // As of today `li` answers for the first of them.
            let term = DutyEntry(.countyLeader, "新来的包联领导", since: Day(county.now))
            let number = try #require(first.site.last)
            _ = try await shell.importSites([township("T-0\(number)", [term])])
            let change = try AccountChange(
                display: nil,
                roles: ["inspector", "holder"],
                duties: ["countyLeader@\(first.site)"],
                messageAddress: nil
            )
            #expect(try await shell.change("li", to: change))
            let after = try await county.acting("li").plan(now: county.now).drawn
            #expect(after.map(\.site) == before.dropFirst().map(\.site))
            let alone = try await county.acting(partner).plan(now: county.now).drawn
                .first { $0.site == first.site }
            #expect(alone?.inspectors == [partner] && alone?.absent == ["li"])
            // The partner's account is none in use any more: nobody goes, and nobody is told.
            try await county.county.owner.run(
                "UPDATE account SET roles = '{leader}' WHERE name = '\(partner)'"
            )
            for name in ["li", "zhao", "sun", "admin"] where name != partner {
                let told = try await county.acting(name).plan(now: county.now).drawn
                #expect(!told.contains { $0.site == first.site }, "\(name)")
            }
            // What was drawn stays what it was.
            try await admin.discardDraw(InspectionRows.id(1), reason: "误")
            let opened = try #require(try await admin.draw(InspectionRows.id(1)).opened)
            let drawn = opened.given.first { $0.drawn.site == first.site }?.drawn.inspectors
            #expect(Set(drawn ?? []) == ["li", partner] && opened.resultFits == true)
        }
    }

    @Test(
        "Given up on the way, the days that had passed are owed all the same, and those from that day on are not"
    )
    func givenUpOnTheWay() async throws {
        try await DrawCounty.with { county in
            let admin = try await county.acting("admin")
            try await admin.commitDraw(county.form(1, team: 1, days: 20), now: county.now)
            try await county.log.seal()
            try await county.pass(10)
            func owed() async throws -> Arrears.Part? {
                try await admin.arrears(now: county.now).parts.first { $0.kind == .drawn }
            }
            // Going on, it is not open: nothing of it is said.
            #expect(try await owed()?.total == 0)
            try await admin.discardDraw(InspectionRows.id(1), reason: "人手不足")
            let opened = try #require(try await admin.draw(InspectionRows.id(1)).opened)
            let today = Day(county.now)
            let passed = opened.given.filter { $0.drawn.day < today }.map(\.drawn.site).sorted()
            #expect(opened.given.count == 6)
            #expect(try await owed()?.lines.compactMap(\.site).sorted() == passed)
            // As if it had been given up before its first day: nothing is owed.
            try await county.log.attack(
                "UPDATE draw_discard SET discarded_at = discarded_at - INTERVAL '30 days'"
            )
            #expect(try await owed()?.total == 0)
        }
    }
}
