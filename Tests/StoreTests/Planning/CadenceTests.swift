import Compliance
import Postgres
import StrictJSON
import Testing

@testable import Store

@Suite("How often sites are visited, and the schedule")
struct CadenceTests {
    static func now(_ database: Database) async throws -> Instant {
        try #require(try await database.query("SELECT clock_timestamp() AS now").first?["now"] as Instant?)
    }

    private static func form(_ kind: SiteKind, _ days: Int, _ below: Int, _ from: Day) -> Node {
        CadenceForm.node(
            kind: kind.rawValue,
            days: "\(days)",
            daysBelow: "\(below)",
            from: "\(from)",
            reason: "会议纪要"
        )
    }

    @Test(
        "The administrator sets it from a day on, on record; the same is not written again, and nobody else may"
    )
    func set() async throws {
        try await CountyWithAccounts.with { county in
            try await county.add("admin", .administrator)
            try await county.add("li", .inspector)
            let (admin, li) = (
                try await county.signedIn("admin").store, try await county.signedIn("li").store
            )
            let now = try await Self.now(county.owner)
            let (today, later) = (Day(now), Day(now) + 5)
            #expect(try await admin.setCadence(Self.form(.zone, 14, 4, today), now: now))
            #expect(try await !admin.setCadence(Self.form(.zone, 14, 4, today), now: now))
            #expect(try await !admin.setCadence(Self.form(.zone, 14, 4, later), now: now))
            #expect(try await admin.setCadence(Self.form(.zone, 10, 4, later), now: now))
            await #expect(throws: StoreError.forbidden) {
                try await li.setCadence(Self.form(.zone, 9, 4, today), now: now)
            }
            let all = try await li.cadences()
            #expect(all.map(\.cadence.interval.days) == [10, 14] && all.map(\.setBy) == ["admin", "admin"])
            #expect(
                try await county.said("change cadence/%") == [
                    "change cadence/zone 会议纪要", "change cadence/zone 会议纪要",
                ]
            )
            // By the form's clock it is today, by the database's it lies in the past.
            await #expect(throws: Problems.self) {
                try await admin.setCadence(
                    Self.form(.zone, 9, 4, today - 2),
                    now: now.adding(seconds: -2 * 86_400)
                )
            }
        }
    }

    @Test("The schedule has what is due first first, and only what is late where that is asked for")
    func schedule() async throws {
        try await TestCounty.with { store, database in
            _ = try await store.importSites([
                township("T-01"), township("T-02"), township("T-03", from: day("08-10")),
            ])
            let rows = InspectionRows(store: store, database: database)
            try await rows.add(1, "T-01", "08-10 09:00", grade: 2, score: 95)
            try await rows.add(2, "T-02", "08-14 09:00", grade: 0, score: 40)
            let now = moment("08-18 10:00")
            let all = try await store.schedule(now: now)
            // 14 + 3, 10 + 7, and 10 + 7 from the opening; by the code where they are alike.
            #expect(all.elements.map(\.code) == ["T-01", "T-02", "T-03"])
            #expect(all.elements.map(\.due.dueOn) == [day("08-17"), day("08-17"), day("08-17")])
            #expect(all.elements.map(\.due.isBelow) == [false, true, false] && all.total == 3)
            #expect(all.elements.map(\.daysLate) == [1, 1, 1])
            let none = try await store.schedule(ScheduleFilter(isLate: true), now: moment("08-17 10:00"))
            #expect(none.total == 0 && none.elements.isEmpty)
            let zones = try await store.schedule(ScheduleFilter(kind: .zone), now: now)
            #expect(zones.total == 0)
        }
    }
}
