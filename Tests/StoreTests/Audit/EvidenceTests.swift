import AuditLog
import Compliance
import Postgres
import Testing

@testable import Store

/// What a superuser can do to the tables past every trigger, and as what it is found; the record itself stays whole.
@Suite("Rows that are not as the record says are found and named")
struct EvidenceTests {
    private static let one = "id = '018f0000-0000-7000-8000-000000000001'"
    private static let ofOne = "inspection = '018f0000-0000-7000-8000-000000000001'"

    @Test("An untouched county is as its record says")
    func untouched() async throws {
        try await EvidenceCounty.with { county in
            let gaps = try await county.log.count("SELECT count(*) FROM gap")
            let findings = try await county.evidence()
            #expect(findings.faults == 0, "\(findings.first.map(\.message.en))")
            #expect(
                findings.held == [
                    .inspections: 2, .gaps: gaps, .standards: 3, .sites: 2, .accounts: 2, .tokens: 2,
                ]
            )
            #expect(findings.unproven == [:])
        }
    }

    @Test(
        "Any column of an inspection",
        arguments: [
            ("score = 100", "score"), ("grade = 'meets'", "grade"), ("grade_rank = 2", "grade_rank"),
            ("below_minimum = false", "below_minimum"), ("floor_holds = true", "floor_holds"),
            ("critical_gaps = 0", "critical_gaps"), ("major_gaps = 0", "major_gaps"),
            ("minor_gaps = 0", "minor_gaps"), ("not_asked = '{}'", "not_asked"), ("site = 'T-02'", "site"),
            ("site_kind = 'zone'", "site_kind"), ("kind = 'guidance'", "kind"),
            ("started_at = started_at - INTERVAL '1 microsecond'", "started_at"),
            ("finished_at = finished_at + INTERVAL '1 microsecond'", "finished_at"),
            ("received_at = received_at + INTERVAL '1 microsecond'", "sealed"),
            ("receipt = receipt + 1", "receipt"), ("place = place + 1", "place"),
            ("exact_score = '99'", "exact_score"), ("circumstances = NULL", "sealed"),
            ("circumstances = replace(circumstances::text, 'T-01', 'T-02')::json", "sealed"),
            ("received_at = 'infinity'", "sealed"), ("inspectors = '{乙}'", "inspectors"),
            ("escort = '乙'", "escort"), ("scoring_version = 7", "scoring_version"),
            ("scoring_version = 1", "scoring_version"),
            ("content_digest = sha256('x')", "content_digest"),
            ("filing = replace(filing::text, '负责人', '别人')::json", "filing"),
            ("result = (result::text || ' ')::json", "result"),
            ("result = replace(result::text, 'notChecked', 'met')::json", "result"),
        ]
    )
    func column(change: String, part: String) async throws {
        try await EvidenceCounty.with { county in
            let found = try await county.differing(after: "UPDATE inspection SET \(change) WHERE \(Self.one)")
            #expect(found.first == "\(EvidenceCounty.first) \(part)", "\(found)")
        }
    }

    @Test(
        "What a column computes by itself, and a score taken away, of a visit that is not the first",
        arguments: [
            ("UPDATE inspection SET exact_score = NULL", "exact_score"),
            (
                "ALTER TABLE inspection ALTER visit_day DROP EXPRESSION; UPDATE inspection SET visit_day = visit_day - 7",
                "visit_day"
            ),
            (
                "ALTER TABLE inspection ALTER week DROP EXPRESSION; UPDATE inspection SET week = week - 7",
                "week"
            ),
        ]
    )
    func computed(change: String, part: String) async throws {
        try await EvidenceCounty.with { county in
            let id = EvidenceCounty.second.dropFirst("inspection/".utf8.count)
            let found = try await county.differing(after: "\(change) WHERE id = '\(id)'")
            #expect(found == ["\(EvidenceCounty.second) \(part)"], "\(found)")
        }
    }

    @Test(
        "What a correction says of itself",
        arguments: [
            ("revised_by = '乙'", "revised_by"), ("revision_reason = '乙'", "revision_reason"),
            ("revises = NULL, revision_reason = NULL, revised_by = NULL", "revises"),
        ]
    )
    func correction(change: String, part: String) async throws {
        try await EvidenceCounty.with { county in
            let found = try await county.differing(
                after: "UPDATE inspection SET \(change) WHERE revises IS NOT NULL"
            )
            #expect(found.first == "\(EvidenceCounty.second) \(part)", "\(found)")
        }
    }

    @Test("What was expected and what was found, with the entry")
    func words() async throws {
        try await EvidenceCounty.with { county in
            _ = try await county.differing(after: "UPDATE inspection SET score = 99.5 WHERE \(Self.one)")
            let entry = try await county.log.number(EvidenceCounty.first)
            let findings = try await county.evidence()
            #expect(findings.faults == 1)
            #expect(
                findings.first.first?.message.en
                    == "\(EvidenceCounty.first), score: should be “0”, and is “99.5” (entry \(entry))."
            )
            // What comes before the entry that one goes on from is not looked at again.
            #expect(try await county.evidence(from: entry + 1).faults == 0)
            #expect(try await county.evidence(from: entry).faults == 1)
        }
    }

    @Test("Document, digest and columns written anew together, as far as no entry can be")
    func rewritten() async throws {
        try await EvidenceCounty.with { county in
            let found = try await county.differing(
                after: """
                    UPDATE inspection SET filing = replace(filing::text, '负责人', '别人')::json, escort = '别人'
                    WHERE \(Self.one);
                    UPDATE inspection SET content_digest = sha256(convert_to(filing::text, 'UTF8')) WHERE \(Self.one)
                    """
            )
            // And the correction's entry says what it corrected.
            #expect(found == ["\(EvidenceCounty.first) sealed", "\(EvidenceCounty.second) before"])
        }
    }

    @Test("An inspection and a gap under the first of all ids, which no entry files")
    func zero() async throws {
        try await EvidenceCounty.with { county in
            let zero = "00000000-0000-0000-0000-000000000000"
            let found = try await county.differing(
                after: """
                    CREATE TABLE forged AS SELECT * FROM gap WHERE \(Self.ofOne) LIMIT 1;
                    UPDATE forged SET inspection = '\(zero)';
                    INSERT INTO gap SELECT * FROM forged; DROP TABLE forged
                    """
            )
            #expect(found == ["inspection/\(zero) gaps"])
        }
    }

    @Test("A gap row changed, removed, added, moved")
    func gaps() async throws {
        try await EvidenceCounty.with { county in
            let item = "item = (SELECT min(item COLLATE \"C\") FROM gap)"
            let first = try await county.log.database.query("SELECT min(item COLLATE \"C\") AS item FROM gap")
            let gap = "\(EvidenceCounty.first) gap \(try first[0]["item"] as String)"
            for (change, back, part) in [
                (
                    "deadline = deadline + INTERVAL '1 day'", "deadline = deadline - INTERVAL '1 day'",
                    "deadline"
                ),
                ("fixed_on_spot = true", "fixed_on_spot = false", "fixed_on_spot"),
                ("receipt = receipt + 1", "receipt = receipt - 1", "receipt"),
                ("status = 'notMet'", "status = 'notChecked'", "status"),
                ("responsible = 'expert'", nil, "responsible"),
                ("points_lost = points_lost + 0.5", "points_lost = points_lost - 0.5", "points_lost"),
                ("deadline = 'infinity'", nil, "deadline"),
            ] as [(String, String?, String)] {
                if back == nil { try await county.log.attack("CREATE TABLE kept AS SELECT * FROM gap") }
                let found = try await county.differing(
                    after: "UPDATE gap SET \(change) WHERE \(Self.ofOne) AND \(item)"
                )
                #expect(found == ["\(gap) \(part)"])
                try await county.log.attack(
                    back.map { "UPDATE gap SET \($0) WHERE \(Self.ofOne) AND \(item)" }
                        ?? "DELETE FROM gap; INSERT INTO gap SELECT * FROM kept; DROP TABLE kept"
                )
            }
            #expect(try await county.differing() == [])
            #expect(
                try await county.differing(
                    after: "UPDATE gap SET item = 'Z-99' WHERE \(Self.ofOne) AND \(item)"
                )
                    == [gap, "\(EvidenceCounty.first) gap Z-99"]
            )
            #expect(
                try await county.differing(after: "DELETE FROM gap WHERE \(Self.ofOne) AND item = 'Z-99'")
                    == [gap]
            )
        }
    }

    @Test("An inspection removed, with its gaps and without; one added; one moved to another id")
    func inspections() async throws {
        try await EvidenceCounty.with { county in
            let second = EvidenceCounty.second
            try await county.log.attack("CREATE TABLE kept AS SELECT * FROM gap")
            let gone = "\(Self.one.replacing("001'", with: "002'"))"
            #expect(
                try await county.differing(after: "DELETE FROM inspection WHERE \(gone)")
                    == ["\(second) row", "\(second) gaps"]
            )
            #expect(
                try await county.differing(after: "DELETE FROM gap WHERE NOT \(Self.ofOne)") == [
                    "\(second) row"
                ]
            )
        }
        try await EvidenceCounty.with { county in
            let columns =
                try await
                county.log.database
                .query(
                    """
                    SELECT string_agg(attname, ', ' ORDER BY attnum) AS names FROM pg_attribute
                    WHERE attrelid = 'inspection'::regclass AND attnum > 0 AND NOT attisdropped
                        AND attname NOT IN ('id', 'visit_day', 'week', 'circumstances')
                    """
                )[0]["names"] as String
            let id = "018f0000-0000-7000-8000-000000000009"
            let found = try await county.differing(
                after:
                    "INSERT INTO inspection (id, \(columns)) SELECT '\(id)', \(columns) FROM inspection WHERE \(Self.one)"
            )
            #expect(found == ["inspection/\(id) entries"])
            // With an entry of its own, as whoever has all rights can write, it is not the document that the id names.
            try await county.log.attack(
                """
                INSERT INTO audit_entry (county_id, actor, verb, object, after_digest)
                SELECT 1, 'x', 'file', 'inspection/\(id)', content_digest FROM inspection WHERE \(Self.one);
                INSERT INTO audit_queue SELECT 1, number, leaf_hash(e) FROM audit_entry e WHERE object = 'inspection/\(id)'
                """
            )
            #expect(try await county.differing().first == "inspection/\(id) object")
        }
    }

    @Test("An inspection held against another standard than the one in force")
    func otherStandard() async throws {
        try await EvidenceCounty.with { county in
            _ = try await county.store.publish(try TestCounty.baseline("baseline-2022-07"))
            try await county.log.seal()
            let found = try await county.differing(
                after: """
                    UPDATE inspection SET baseline_digest = (SELECT digest FROM baseline_version WHERE version = '2022-07')
                    WHERE \(Self.one)
                    """
            )
            #expect(found.contains("\(EvidenceCounty.first) sealed"))
            #expect(found.contains("\(EvidenceCounty.first) baseline_digest"))
        }
    }
}
