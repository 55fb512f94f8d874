import Postgres
import Testing

@testable import Store

/// What a visit and a gap may be is said by the act that files them, whoever calls it.
@Suite("The bounds of a filing")
struct FilingBoundsTests {
    static let own = "018f0000-0000-7000-8000-000000000001"
    static let earlier = "018f0000-0000-7000-8000-000000000002"

    /// What is beyond the bounds of a visit, as members in the place of its own, and the error that says so.
    static let visits: [(members: String, state: String)] = [
        (#""kind": "nightly""#, "23514"), (#""kind": null"#, "23514"),
        (#""started_at": "2021-08-16T03:00:00Z""#, "23514"),
        (#""finished_at": "2021-08-16T05:00:00Z""#, "23514"),
        (#""inspectors": []"#, "23514"), (#""inspectors": ["甲", "乙", "丙"]"#, "23514"),
        (#""escort": "\#(String(repeating: "陪", count: 201))""#, "23514"),
        (#""content_digest": "\\x00""#, "23514"),
        (#""critical_gaps": -1"#, "23514"), (#""major_gaps": -1"#, "23514"), (#""minor_gaps": -1"#, "23514"),
        (#""critical_gaps": null"#, "23502"),
        (#""score": -0.1"#, "23514"), (#""score": 100.1"#, "23514"), (#""score": "NaN""#, "23514"),
        (#""score": 0.0000000001"#, "23514"), (#""grade_rank": -1"#, "23514"),
        (#""grade": null"#, "23514"), (#""grade_rank": null"#, "23514"), (#""below_minimum": null"#, "23514"),
        (#""revision_reason": "笔误""#, "23514"),
        (#""revises": "\#(earlier)", "revision_reason": "", "revised_by": "甲""#, "23514"),
        (#""revises": "\#(earlier)", "revision_reason": "笔误""#, "23514"),
        (#""revises": "\#(own)", "revision_reason": "笔误", "revised_by": "甲""#, "23503"),
        (#""site": "T-99""#, "23503"), (#""site": null"#, "23503"), (#""site_kind": "zone""#, "23503"),
        (#""checklist_digest": "\\x00""#, "23503"), (#""baseline_digest": null"#, "23503"),
    ]

    /// The same of a gap: its row is of no item then, which the table refuses.
    static let gaps = [
        #""item": [""]"#, #""item": ["\#(String(repeating: "A", count: 101))"]"#, #""severity": ["grave"]"#,
        #""status": ["met"]"#, #""points_lost": [-1]"#, #""points_lost": [0.0000000001]"#,
        #""points_lost": ["NaN"]"#,
        #""responsible": ["nobody"]"#, #""severity": [null]"#, #""status": ["notMet", "notMet"]"#,
    ]

    @Test("A visit or gap beyond them is refused, and nothing of it is written")
    func bounds() async throws {
        try await TestCounty.with { store, database in
            _ = try await store.importSites([township("T-01")])
            #expect(try await Self.outcome(#""id": "\#(Self.earlier)""#, database) == "written")
            let before = try await Self.counts(database)
            for (members, state) in Self.visits {
                let said = try await Self.outcome(members, database)
                #expect(said == state, "\(members.prefix(100))")
            }
            for members in Self.gaps {
                let said = try await Self.outcome("", gap: members, database)
                #expect(said == "23502", "\(members.prefix(100))")
            }
            #expect(try await Self.counts(database) == before)
            // What has no score has no grade either; and the outermost of what is allowed.
            let without = #""score": null, "grade": null, "grade_rank": null, "below_minimum": null"#
            #expect(try await Self.outcome(without, database) == "written")
            let outermost = #"""
                "id": "018f0000-0000-7000-8000-000000000003", "score": 100.000000000, "inspectors": ["甲", "乙"],
                "started_at": "2021-08-16T02:00:00Z", "received_at": "2021-08-16T02:00:00Z", "revises": "\#(Self.earlier)",
                "revision_reason": "笔", "revised_by": "甲"
                """#
            let longest = String(repeating: "A", count: 100)
            let gap = #""item": ["\#(longest)"], "points_lost": [0.123456789]"#
            #expect(try await Self.outcome(outermost, gap: gap, database) == "written")
            let kept = try await database.query(
                "SELECT points_lost::text AS lost FROM gap WHERE item = \(longest)"
            )
            #expect(try kept.map { try $0["lost"] as String } == ["0.123456789"])
        }
    }

    /// What the act answers, or the error's code, for a visit with one gap that has these members in the place of its own.
    private static func outcome(
        _ visit: String,
        gap: String = "",
        _ database: Database
    ) async throws -> String {
        do {
            let rows = try await database.pipeline([
                "SELECT enter_operator(1, '甲')",
                """
                SELECT file(1, NULL, '', (SELECT edition FROM county), jsonb_populate_record(NULL::filed_inspection,
                    jsonb_build_object('id', \(own)::text, 'site', 'T-01', 'site_kind', 'townshipIsolation', 'kind', 'routine',
                        'started_at', '2021-08-16T01:00:00Z', 'finished_at', '2021-08-16T02:00:00Z',
                        'received_at', '2021-08-16T04:00:00Z', 'inspectors', '{甲}'::text[], 'escort', '',
                        'checklist_digest', (SELECT digest FROM checklist_version WHERE code = 'township-isolation'),
                        'baseline_digest', (SELECT digest FROM baseline_version), 'scoring_version', 1,
                        'score', 97.5, 'grade', 'meets', 'grade_rank', 1, 'below_minimum', false, 'floor_holds', true,
                        'critical_gaps', 0, 'major_gaps', 0, 'minor_gaps', 1, 'not_asked', '{}'::text[],
                        'content_digest', sha256('content'), 'filing', '{}'::json, 'circumstances', '{}'::json,
                        'result', '{}'::json) || \("{\(visit)}")::jsonb),
                    jsonb_populate_record(NULL::found_gaps, jsonb_build_object('item', '{A-01}'::text[],
                        'severity', '{minor}'::text[], 'status', '{notMet}'::text[], 'points_lost', '{2.5}'::numeric[],
                        'responsible', '{director}'::text[], 'deadline', '{2021-08-18T02:00:00Z}'::text[],
                        'fixed_on_spot', '{false}'::boolean[]) || \("{\(gap)}")::jsonb),
                    sha256('evidence'), NULL) AS outcome
                """,
            ])
            return try rows[1][0]["outcome"]
        } catch {
            return error.sqlState ?? ""
        }
    }

    private static func counts(_ database: Database) async throws -> [Int] {
        let rows = try await database.query(
            """
            SELECT (SELECT count(*) FROM inspection) AS visits, (SELECT count(*) FROM gap) AS gaps,
                (SELECT count(*) FROM audit_entry) AS entries
            """
        )
        return try ["visits", "gaps", "entries"].map { try rows[0][$0] }
    }
}
