@testable import Compliance
import Postgres
import StrictJSON
import Testing

@testable import Store

@Suite("The one statement that writes an inspection")
struct WriteTests {
    /// An inspection of T-01 with two gaps, made without scoring.
    private static func inspection(
        _ number: Int,
        of store: Store,
        revises: Int? = nil
    ) async throws -> FiledInspection {
        let standard = try await store.standard("township-isolation", version: nil, on: day("08-18"))
        let gaps = [("A-01", Severity.critical), ("A-02", .minor)]
            .map { item, severity in
                Gap(
                    item: item,
                    status: .notMet,
                    severity: severity,
                    required: nil,
                    observed: .no,
                    shortfall: nil,
                    pointsLost: Rational(2, over: 3) ?? 0,
                    responsible: .director,
                    deadlineHours: 24,
                    fixedOnSpot: item == "A-02",
                    ifClosed: IfClosed(score: nil, grade: nil)
                )
            }
        let correction = try revises.map { number in
            Filing.Revises(inspection: try InspectionRows.id(number), reason: "笔误", by: "检查员甲")
        }
        return FiledInspection(
            filing: Filing(
                id: try InspectionRows.id(number),
                site: "T-01",
                checklist: "township-isolation",
                version: nil,
                kind: .unannounced,
                inspectors: ["检查员甲", "检查员\"乙\"\\"],
                escort: "负责人",
                startedAt: moment("08-18 08:00"),
                finishedAt: moment("08-18 09:00"),
                sheet: AnswerSheet(answers: [:], facts: [:], visitDate: day("08-18")),
                revises: correction
            ),
            site: township("T-01").site,
            receivedAt: moment("08-18 10:00"),
            standard: standard,
            result: Result(
                scoringVersion: 1,
                earned: 200,
                attainable: 300,
                score: Rational(200, over: 3),
                grade: standard.checklist.grades.first,
                undecided: nil,
                floor: Floor(notMet: ["A-01"], notChecked: []),
                outcomes: [],
                sections: [],
                gaps: gaps,
                lift: nil
            )
        )
    }

    private static func with(_ body: (Store, Database, Int) async throws -> Void) async throws {
        try await TestCounty.with { store, database in
            _ = try await store.importSites([township("T-01")])
            try await body(store, database, try await store.currentVersions().edition)
        }
    }

    @Test("Inspection, gaps and audit entry stand as they were filed, and the draft is gone")
    func everything() async throws {
        try await Self.with { store, database, edition in
            let filed = try await Self.inspection(1, of: store)
            let draft = Draft(
                id: filed.filing.id,
                site: "T-01",
                fields: .object([("note", "半份")]),
                by: "甲",
                savedAt: moment("08-18 08:30")
            )
            try await store.saveDraft(draft)
            let listed = try await store.drafts(site: "T-01").elements
            // {"note":"半份"}
            #expect(listed.map(\.id) == [draft.id] && listed.map(\.bytes) == [17])
            #expect(listed.map(\.siteName) == [try await store.site("T-01").site.name])
            var kept = draft
            kept.version = 1
            #expect(try await store.draft(draft.id) == kept)
            #expect(try await store.write(filed, edition: edition) == .written)
            #expect(try await store.drafts(site: nil) == [])
            let rows = try await database.query(
                """
                SELECT i.*, i.filing::text AS document, a.verb, a.actor,
                    a.after_digest = sha256(convert_to(concat_ws(E'\\n', 'lazaret inspection v3',
                        'content ' || encode(i.content_digest, 'hex'),
                        'checklist ' || encode(i.checklist_digest, 'hex'),
                        'baseline ' || encode(i.baseline_digest, 'hex'),
                        'result ' || encode(sha256(convert_to(i.result::text, 'UTF8')), 'hex'),
                        'received ' || (extract(epoch FROM i.received_at) * 1000000)::bigint,
                        'circumstances ' || encode(sha256(convert_to(i.circumstances::text, 'UTF8')), 'hex'),
                        ''), 'UTF8')) AS audited,
                    i.receipt = a.number AND NOT EXISTS (SELECT FROM gap WHERE receipt <> a.number) AS ordered,
                    sha256(convert_to(i.filing::text, 'UTF8')) = i.content_digest AS sealed
                FROM inspection i JOIN audit_entry a ON a.object = 'inspection/' || i.id
                """
            )
            let row = try #require(rows.first)
            #expect(rows.count == 1)
            #expect(try row["document"] as String == JSON.write(filed.filing.node))
            #expect(try row["sealed"] as Bool)
            #expect(try row["audited"] as Bool)
            #expect(try row["ordered"] as Bool)
            #expect(try row["verb"] as String == "file")
            #expect(try row["inspectors"] as [String] == filed.filing.inspectors)
            #expect(try row["score"] as String == "66.666666666")
            #expect(try row["grade_rank"] as Int == 0)
            #expect(try row["below_minimum"] as Bool)
            #expect(try row["visit_day"] as Day == day("08-18"))
            #expect(try row["week"] as Day == day("08-16"))
            #expect(try [row["critical_gaps"], row["major_gaps"], row["minor_gaps"]] as [Int] == [1, 0, 1])
            let gaps = try await database.query("SELECT * FROM gap ORDER BY item")
            #expect(try gaps.map { try $0["item"] as String } == ["A-01", "A-02"])
            #expect(try gaps.map { try $0["points_lost"] as String } == ["0.666666666", "0.666666666"])
            #expect(try gaps.map { try $0["fixed_on_spot"] as Bool } == [false, true])
            #expect(
                try gaps.map { try $0["deadline"] as Instant } == [
                    moment("08-19 09:00"), moment("08-19 09:00"),
                ]
            )
            let standing = try await store.countyFigures(now: moment("08-18 12:00"))
            #expect(standing.standings.first?.latest?.score == Rational(200, over: 3))
            #expect(standing.worstGaps.map(\.item) == ["A-01"])
        }
    }

    @Test("Twenty at once with one id: one writes, the others find it known")
    func atOnce() async throws {
        try await Self.with { store, database, edition in
            let filed = try await Self.inspection(1, of: store)
            let outcomes = try await withThrowingTaskGroup(of: WriteOutcome.self) { group in
                for _ in 0..<20 { group.addTask { try await store.write(filed, edition: edition) } }
                return try await group.reduce(into: [WriteOutcome]()) { $0.append($1) }
            }
            #expect(outcomes.count { $0 == .written } == 1)
            #expect(outcomes.count { $0 == .known } == 19)
            let rows = try await database.query("SELECT count(*) FROM gap")
            #expect(try rows.map { try $0["count"] as Int } == [2])
        }
    }

    @Test("Nothing is written against an edition that is no more")
    func outdated() async throws {
        try await Self.with { store, _, edition in
            let filed = try await Self.inspection(1, of: store)
            _ = try await store.importSites([township("T-02")])
            #expect(try await store.write(filed, edition: edition) == .outdated)
            #expect(try await store.site("T-01").inspections == 0)
            #expect(try await store.write(filed, edition: edition + 1) == .written)
        }
    }

    @Test("A revision is audited with what was before, and only one can be")
    func revision() async throws {
        try await Self.with { store, database, edition in
            #expect(
                try await store.write(Self.inspection(1, of: store), edition: edition) == .written
            )
            let second = try await Self.inspection(2, of: store, revises: 1)
            #expect(try await store.write(second, edition: edition) == .written)
            let third = try await Self.inspection(3, of: store, revises: 1)
            #expect(try await store.write(third, edition: edition) == .outdated)
            #expect(try await store.site("T-01").history.map(\.id) == [second.filing.id])
            let rows = try await database.query(
                "SELECT reason, before_digest IS NOT NULL AS known FROM audit_entry WHERE verb = 'revise'"
            )
            #expect(try rows.map { try $0["reason"] as String } == ["笔误"])
            #expect(try rows.map { try $0["known"] as Bool } == [true])
        }
    }
}
