import AuditLog
import Compliance
import Foundation
import Postgres
import Testing

@testable import Store

/// A county in which T-01 was given the standard and guidance, was found below the minimum by A-04 on the 5th, was told so
/// by a notice, and was found so again on the 7th; with whoever acts there.
struct CaseCounty {
    let county: CountyWithAccounts
    let supervision: Store
    let office: Store
    let director: Store
    /// The director's term.
    let term: String

    static let first = 1
    static let second = 2

    static func with(_ body: (CaseCounty) async throws -> Void) async throws {
        try await CountyWithAccounts.with { county in
            try await county.add("supervision", .supervision)
            try await county.add("office", .administrator)
            try await county.add("wang", .director, duties: ["director@T-01"])
            let rows = InspectionRows(store: county.shell, database: county.owner)
            try await rows.add(1, "T-01", "08-05 09:00", grade: 0, score: 50, gaps: ["A-04", "B-02?"])
            try await rows.add(2, "T-01", "08-07 12:00", grade: 0, score: 50, gaps: ["A-04", "B-02?"])
            let term = try await county.owner.query(
                "SELECT id::text AS id FROM posting WHERE site = 'T-01' AND duty = 'director'"
            )
            let scene = CaseCounty(
                county: county,
                supervision: try await county.signedIn("supervision").store,
                office: try await county.signedIn("office").store,
                director: try await county.signedIn("wang").store,
                term: try #require(term.first)["id"]
            )
            try await scene.handDown()
            try await scene.serve(first)
            try await body(scene)
        }
    }

    /// Issued on the 2nd, explained on the 3rd.
    private func handDown() async throws {
        try await county.owner.run(
            """
            INSERT INTO issuance (county_id, entry, site, checklist_digest, baseline_digest, issued_at, issued_by)
            SELECT county_id, 900001, site, checklist_digest, baseline_digest, '2021-08-02 09:00+08', 'office'
            FROM inspection WHERE receipt = 1;
            INSERT INTO guidance (county_id, id, site, checklist_digest, baseline_digest, given_at, recorded_at, given_by,
                shown, attended, entry)
            SELECT county_id, '018f0000-0000-7000-8000-0000000000aa', site, checklist_digest, baseline_digest,
                '2021-08-03 09:00+08', '2021-08-03 10:00+08', 'office', '检查表', '院长', 900002
            FROM inspection WHERE receipt = 1
            """
        )
    }

    /// A notice of the visit that reached the director an hour after it, and gives what was not met a day.
    func serve(_ visit: Int) async throws {
        try await county.owner.run(
            """
            INSERT INTO notice (county_id, inspection, site, visit_day, year, number, issued_at, issued_by, document, digest,
                entry)
            SELECT county_id, id, site, visit_day, 2021, receipt, finished_at, 'office', json_build_object('items', (
                    SELECT json_agg(json_build_object('item', g.item, 'hours', '24', 'deadline', g.finished_at + INTERVAL '1 day'))
                    FROM gap g WHERE g.inspection = i.id AND g.status = 'notMet')), sha256('{}'), 900010 + receipt
            FROM inspection i WHERE receipt = \(visit);
            INSERT INTO notice_arrival (county_id, inspection, site, visit_day, how, reached_at, received_by, recorded_at,
                recorded_by, entry)
            SELECT county_id, id, site, visit_day, 'acknowledged', finished_at + INTERVAL '1 hour', 'wang',
                finished_at + INTERVAL '1 hour', 'wang', 900020 + receipt
            FROM inspection WHERE receipt = \(visit)
            """
        )
    }

    static func id(_ number: Int) throws -> FactID {
        try #require(FactID("\(try InspectionRows.id(number))"))
    }

    func opening(
        _ number: Int = 100,
        _ found: Int = first,
        _ again: Int = second,
        items: [String] = ["A-04"]
    ) throws -> CaseOpening {
        CaseOpening(
            id: try Self.id(number),
            site: "T-01",
            rests: .visits(
                found: try InspectionRows.id(found),
                again: try InspectionRows.id(again),
                items: items
            ),
            terms: [term],
            basis: "{}",
            reason: "四项条件均有记录"
        )
    }

    func act(
        _ number: Int,
        _ kind: CaseAct.Kind,
        of other: String? = nil,
        seen: Int? = nil,
        evidence: [String] = [],
        at: Instant? = nil
    ) throws -> CaseAct {
        try CaseAct(
            id: try Self.id(number),
            kind: kind,
            term: other ?? term,
            words: "内容",
            reason: "理由",
            evidence: evidence,
            at: at,
            seen: seen
        )
    }

    /// A photograph that supervision has sent.
    func photograph() async throws -> String {
        let paper = UploadTests.jpeg(700)
        _ = try await UploadTests.send(paper, to: supervision)
        return Hash(of: paper).hex
    }

    func take(
        _ rung: Rung,
        _ store: Store,
        in number: Int? = nil,
        of items: [String] = ["A-04"]
    ) async throws -> CaseOutcome {
        try await store.take(
            rung,
            at: "T-01",
            in: try number.map { try Self.id($0) },
            items: number == nil ? items : []
        ) { number in "{\"number\":\(number.number)}" }
    }

    /// Everything that is on record becomes that many days older.
    func wait(days: Int) async throws {
        for (table, columns) in [
            ("ladder_step", ["taken_at"]), ("case_act", ["happened_at", "recorded_at"]),
            ("accountability_case", ["opened_at"]), ("case_person", ["named_at"]),
        ] {
            let set = columns.map { "\($0) = \($0) - INTERVAL '\(days) days'" }.joined(separator: ", ")
            try await county.owner.run(
                "BEGIN; SET LOCAL session_replication_role = replica; UPDATE \(table) SET \(set); COMMIT"
            )
        }
    }
}

extension Instant {
    /// By the clock that the database has, too.
    static var byClock: Instant {
        Instant(microseconds: Int(Date().timeIntervalSince1970 * 1_000_000))
    }
}
