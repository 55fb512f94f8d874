import AuditLog
import Compliance
import Postgres
import StrictJSON
import Testing

@testable import Store

@Suite("A closed week, whatever happens beside it and afterwards")
struct SealedWeekFaultTests {
    private static let week = ClosedCounty.week

    @Test("Two close it at once: one does, the other is told so")
    func twice() async throws {
        try await ClosedCounty.with { county in
            let outcomes = await withTaskGroup(of: StoreError?.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        do {
                            try await county.store.closeWeek(Self.week)
                            return nil
                        } catch { return error as? StoreError ?? .busy }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(outcomes.count { $0 == nil } == 1)
            #expect(outcomes.count { $0 == .weekClosed(Self.week) } == 3)
        }
    }

    @Test("Closed while filings arrive: each is in its list, or on record after the cut-off; none is lost")
    func beside() async throws {
        try await ClosedCounty.with { county in
            async let filed: Void = Self.file(1...60, county.store)
            async let more: Void = Self.file(61...120, county.store)
            // Some are there, however busy the machine is, and most are still to come.
            let count: SQL = "SELECT count(*) AS count FROM inspection"
            while try await (county.database.query(count)[0]["count"] as Int) < 6 {
                try await Task.sleep(for: .milliseconds(5))
            }
            let report = try await county.store.closeWeek(Self.week).report
            _ = try await (filed, more)
            let counted = Set(report.content.inspections.map(\.id.description))
            let rows = try await county.database.query(
                """
                SELECT substr(e.object, 12) AS id, e.happened_at FROM audit_entry e
                WHERE e.verb = 'file' ORDER BY e.number
                """
            )
            #expect(rows.count == 120)
            for row in rows {
                let isLater = try row["happened_at"] as Instant > report.cutOff
                #expect(try counted.contains(row["id"]) || isLater)
            }
            // Both happened, or the test shows nothing.
            #expect(counted.count > 2 && counted.count < 122)
            let draft = try await county.store.weekDraft(Self.week, now: try await county.now())
            #expect(draft.causes.count == 122 - counted.count && draft.isRevisionDue)
        }
    }

    private static func file(_ numbers: ClosedRange<Int>, _ store: Store) async throws {
        for number in numbers {
            _ = try await store.file(
                try FilingTests.filing(1000 + number, site: "T-03"),
                receivedAt: FilingTests.now
            )
        }
    }

    @Test("Nothing that happens later changes its bytes; what differs then is said, and a revision is due")
    func later() async throws {
        try await ClosedCounty.with { county in
            let store = county.store
            let sealed = try await store.closeWeek(Self.week)
            try await county.visits.add(5, "T-03", "08-19 09:00", grade: 1, score: 75)
            try await county.visits.add(6, "T-02", "08-18 09:00", grade: 1, score: 70, revises: 4)
            try await store.withdraw(try InspectionRows.id(3), reason: "选错点位")
            _ = try await store.importSites([
                township("T-01", [DutyEntry(.director, "新院长", since: day("08-01"))]), township("T-07"),
            ])
            _ = try await store.publish(try TestCounty.baseline("baseline-2022-07"))
            _ = try await store.publish(try TestCounty.checklist("township-isolation-2022-07"))
            #expect(try await store.sealedWeek(Self.week) == sealed)
            let draft = try await store.weekDraft(Self.week, now: try await county.now())
            #expect(draft.isRevisionDue)
            #expect(
                draft.changes.filter { $0.part == .ranking }.map(\.key).sorted() == [
                    "T-01", "T-02", "T-03", "T-07",
                ]
            )
            let revised = try await store.reviseWeek(Self.week, reason: "名册有更正")
            #expect(try await store.sealedWeek(Self.week, revision: 1)?.document == sealed.document)
            #expect(revised.report.content.ranking.count == 4)
        }
    }

    @Test(
        "What was changed behind the program's back is found and named",
        arguments: [
            (
                "UPDATE week_report SET document = replace(document, '\"criticalFound\":1', '\"criticalFound\":0') WHERE week = '2021-08-16' AND revision = 1",
                ["week/2021-W33 revision 1 document"]
            ),
            (
                "UPDATE week_report SET digest = sha256('x') WHERE week = '2021-08-16' AND revision = 1",
                ["week/2021-W33 revision 1 digest"]
            ),
            (
                "UPDATE week_report SET previous = sha256('x') WHERE week = '2021-08-16' AND revision = 2",
                ["week/2021-W33 revision 2 previous"]
            ),
            (
                "UPDATE week_report SET closed_by = '乙', reason = '另一个' WHERE revision = 2",
                ["week/2021-W33 revision 2 closed_by", "week/2021-W33 revision 2 reason"]
            ),
            ("DELETE FROM week_report WHERE revision = 2", ["week/2021-W33 revision 2"]),
            (
                "UPDATE week_report SET cut_off = cut_off - INTERVAL '1 hour' WHERE week = '2021-08-09'",
                ["week/2021-W32 revision 1 cut_off"]
            ),
            (
                "UPDATE week_report SET week = '2021-08-02' WHERE week = '2021-08-09'",
                ["week/2021-W31 revision 1 week"]
            ),
            (
                "INSERT INTO week_report SELECT county_id, '2021-08-02', 1, document, digest, NULL, cut_off, closed_at, closed_by, NULL, 999999 FROM week_report WHERE week = '2021-08-09'",
                ["week/2021-W31 revision 1 entry"]
            ),
        ]
    )
    func tampered(change: String, found: [String]) async throws {
        try await ClosedCounty.with { county in
            let log = SealedLog(store: county.store, database: county.database)
            try await county.store.closeWeek(Self.week.previous)
            try await county.store.closeWeek(Self.week)
            try await county.visits.add(5, "T-03", "08-19 09:00", grade: 1, score: 75)
            try await county.store.reviseWeek(Self.week, reason: "迟报")
            try await log.seal()
            let whole = try await county.store.verifyWeeks()
            #expect(whole.isWhole && whole.reports.map(\.revision.number) == [1, 1, 2])
            try await log.attack(change)
            let broken = try await county.store.verifyWeeks()
            #expect(broken.first.map { "\($0.object) \($0.part)" } == found)
            #expect(!broken.isWhole)
        }
    }
}
