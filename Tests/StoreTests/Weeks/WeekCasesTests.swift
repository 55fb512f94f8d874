import Compliance
import Postgres
import Testing

@testable import Store

@Suite("What a week says of accountability")
struct WeekCasesTests {
    @Test(
        "A week has the cases that were open in it and its reminders, by duty; what comes later changes nothing of it"
    )
    func sealed() async throws {
        try await CaseCounty.with { scene in
            #expect(try await scene.take(.reminder, scene.office) == .done)
            #expect(try await scene.supervision.open(try scene.opening()).outcome == .done)
            try await Self.mend(scene)
            try await scene.wait(days: 14)
            let now = Instant.byClock
            let week = ISOWeek(of: Day(now) - 14)
            let content = try await scene.office.closeWeek(week).report.content
            let one = try #require(content.cases.first)
            #expect(
                content.cases.count == 1 && one.duties == [.director] && one.steps.isEmpty && one.end == nil
            )
            #expect(one.id == (try CaseCounty.id(100)) && one.site.code == "T-01")
            #expect(
                one.ground
                    == .visits(
                        found: try InspectionRows.id(1),
                        again: try InspectionRows.id(2),
                        items: ["A-04"]
                    )
            )
            let year = Day(now).components.year
            #expect(content.steps.map(\.step.numbered) == ["提〔\(year)〕1号"])
            #expect(content.steps.map(\.items) == [["A-04"]])

            // It stays in later weeks until it ends, without what was sent before them.
            let between = try await scene.office.weekFigures(week.next, now: now)
            #expect(between.cases.map(\.id) == [one.id] && between.steps.isEmpty)
            let ended = try await scene.supervision.record(try scene.act(1, .withdrawn), in: one.id)
            #expect(ended == .done)
            let after = Instant.byClock
            #expect(try await scene.office.weekDraft(week, now: after).isRevisionDue == false)
            let own = ISOWeek(of: Day(after))
            let this = try await scene.office.weekFigures(own, now: after)
            #expect(this.cases.map(\.end?.kind) == [.withdrawn])
            let later = own.next.instants.lowerBound.adding(seconds: 3_600)
            #expect(try await scene.office.weekFigures(own.next, now: later).cases.isEmpty)
        }
    }

    @Test("It says the same to whoever reads weeks, whether they read cases or not, and nothing to others")
    func readers() async throws {
        try await CaseCounty.with { scene in
            try await scene.county.add("inspector", .inspector)
            let inspector = try await scene.county.signedIn("inspector").store
            #expect(try await scene.take(.reminder, scene.office) == .done)
            #expect(try await scene.supervision.open(try scene.opening()).outcome == .done)
            #expect(try await inspector.cases(of: "T-01").isEmpty)
            try await Self.mend(scene)
            let now = Instant.byClock
            let week = ISOWeek(of: Day(now))
            let seen = try await scene.supervision.weekFigures(week, now: now)
            #expect(seen.cases.count == 1 && seen.steps.count == 1)
            for store in [inspector, scene.office, scene.county.shell] {
                let figures = try await store.weekFigures(week, now: now)
                #expect(figures.cases == seen.cases && figures.steps == seen.steps)
            }
            await #expect(throws: StoreError.forbidden) {
                try await scene.director.weekFigures(week, now: now)
            }
        }
    }

    /// A visit finds the site above the minimum again: the case goes on, and no flag asks for the notice.
    private static func mend(_ scene: CaseCounty) async throws {
        let rows = InspectionRows(store: scene.county.shell, database: scene.county.owner)
        try await rows.add(3, "T-01", "08-09 09:00", grade: 2, score: 95)
    }
}
