import Compliance
import Postgres
import Testing

@testable import Store

@Suite("A week closed, and closed again as a revision")
struct SealedWeekTests {
    private static let week = ClosedCounty.week

    @Test("What is sealed: every site in operation, a township without one, what was found, and what is owed")
    func content() async throws {
        try await ClosedCounty.with { county in
            let report = try await county.store.closeWeek(Self.week).report
            let content = report.content
            #expect(report.revision == 1 && report.previous == nil && report.changes.isEmpty)
            #expect(content.ranking.map(\.site.code) == ["T-01", "T-02", "T-03"])
            #expect(content.ranking.map(\.visit?.score) == [95, 50, nil])
            #expect(content.townshipsWithoutSite.map(\.code) == ["T-09"])
            #expect(content.criticalFound == 1)
            #expect(content.criticalGaps.map { "\($0.site) \($0.item)" } == ["T-02 A-02"])
            #expect(content.rechecks.map { "\($0.site) \($0.item)" } == ["T-02 A-02"])
            #expect(content.notVisited.map(\.site.code) == ["T-03"])
            #expect(content.flags.map(\.site) == ["T-02"] && content.flags.first?.inspections == 2)
            #expect(try content.inspections.map(\.id) == [InspectionRows.id(3), InspectionRows.id(4)])
            #expect(content.versions.map(\.inspections) == [2])
        }
    }

    @Test("An earlier week that is not sealed gives no figure; one that is gives those that were sealed")
    func quotes() async throws {
        try await ClosedCounty.with { county in
            let alone = try await county.store.closeWeek(Self.week).report.content
            #expect(alone.trend.map { $0.figures == nil } == Array(repeating: true, count: 7) + [false])
            #expect(alone.ranking.map(\.previousScore) == [nil, nil, nil])
            let before = try await county.store.closeWeek(Self.week.previous)
            // What is filed for that week now is not quoted: it is not sealed.
            try await county.visits.add(5, "T-03", "08-12 09:00", grade: 2, score: 99)
            let sealed = try await county.store.reviseWeek(Self.week, reason: "上一周已封存")
            let quoted = try #require(sealed.report.content.trend.dropLast().last)
            #expect(quoted.quoted?.digest == before.revision.digest && quoted.quoted?.revision == 1)
            #expect(quoted.figures?.inspected == 2 && quoted.figures?.medianScore == 70)
            #expect(sealed.report.content.ranking.map(\.previousScore) == [80, 60, nil])
            #expect(sealed.report.previous?.digest == before.revision.digest)
            #expect(sealed.report.changes.map(\.key) == ["T-01", "T-02", "T-03", "2021-W32"])
            #expect(sealed.report.causes.isEmpty)
        }
    }

    @Test("Once is enough, and not before it is over; a revision wants a reason, and something that differs")
    func refusals() async throws {
        try await ClosedCounty.with { county in
            let store = county.store
            let running = ISOWeek(of: Day(try await county.now()))
            await #expect(throws: StoreError.weekOpen(running)) { try await store.closeWeek(running) }
            await #expect(throws: StoreError.weekNotClosed(Self.week, revision: nil)) {
                try await store.reviseWeek(Self.week, reason: "没有封存过")
            }
            try await store.closeWeek(Self.week)
            await #expect(throws: StoreError.weekClosed(Self.week)) { try await store.closeWeek(Self.week) }
            await #expect(throws: StoreError.nothingToRevise(Self.week, revision: 1)) {
                try await store.reviseWeek(Self.week, reason: "没有出入")
            }
            let problems = await #expect(throws: Problems.self) {
                try await store.reviseWeek(Self.week, reason: " ")
            }
            #expect(problems?.all.count == 1)
            #expect(try await store.revisions(of: Self.week).map(\.number) == [1])
        }
    }

    @Test("A revision says what differs and by which visits; the one before it stays as it was")
    func revision() async throws {
        try await ClosedCounty.with { county in
            let first = try await county.store.closeWeek(Self.week)
            try await county.visits.add(5, "T-03", "08-19 09:00", grade: 1, score: 75)
            try await county.visits.add(6, "T-02", "08-18 09:00", grade: 1, score: 70, revises: 4)
            try await county.visits.withdraw(3)
            let draft = try await county.store.weekDraft(Self.week, now: try await county.now())
            #expect(draft.isRevisionDue)
            let second = try await county.store.reviseWeek(Self.week, reason: "迟报、笔误、选错点位")
            #expect(second.report.changes == draft.changes)
            let changes = second.report.changes.filter { $0.part == .ranking }
            #expect(
                changes.map { "\($0.key): \($0.from?.en ?? "–") → \($0.to?.en ?? "–")" } == [
                    "T-03: never inspected → rank 1, 75.0, Basically meets",
                    "T-02: rank 2, 50.0, Below minimum → rank 2, 70.0, Basically meets",
                    "T-01: rank 1, 95.0, Meets the minimum; director: 一乡卫生院院长 → not inspected, last on 2021-08-10; director: 一乡卫生院院长",
                ]
            )
            #expect(second.report.causes.map(\.kind) == [.corrected, .filed, .withdrawn])
            #expect(try second.report.causes.map(\.replaces) == [InspectionRows.id(4), nil, nil])
            #expect(try await county.store.sealedWeek(Self.week, revision: 1) == first)
            #expect(try await county.store.sealedWeek(Self.week) == second)
            #expect(try await county.store.revisions(of: Self.week).map(\.reason) == [nil, "迟报、笔误、选错点位"])
        }
    }

    @Test("The figures of a report are those that it was made of")
    func figures() async throws {
        try await ClosedCounty.with { county in
            let sealed = try await county.store.closeWeek(Self.week)
            let live = try await county.store.weekFigures(Self.week, now: sealed.report.cutOff)
            let shown = WeekFigures(sealed.report)
            #expect(shown.topItems == live.topItems && shown.flags == live.flags)
            #expect(shown.criticalGaps == live.criticalGaps && shown.rechecks == live.rechecks)
            #expect(shown.versions == live.versions && shown.others == live.others)
            #expect(shown.ranking.map(\.summary) == live.ranking.map(\.summary))
            #expect(shown.trend == [try #require(live.trend.last)])
        }
    }
}

extension ClosedCounty {
    /// The database's clock.
    func now() async throws -> Instant {
        try await database.query("SELECT clock_timestamp() AS now")[0]["now"]
    }
}

extension InspectionRows {
    /// Withdraws a visit, past the act.
    func withdraw(_ number: Int) async throws {
        try await store.withdraw(try Self.id(number), reason: "选错点位")
    }
}
