import Postgres
import Testing

@testable import Compliance
@testable import Store

@Suite("What the record says of accountability")
struct CaseEvidenceTests {
    /// A case with everything in it: a policy, a reminder and a circular, an infection and its case beside.
    private static func settle(_ scene: CaseCounty) async throws {
        try await scene.office.set(
            LadderPolicy(circular: 2, interview: 1, proposal: 3, statement: 3),
            why: "县里会议纪要"
        )
        _ = try await scene.take(.reminder, scene.office)
        _ = try await scene.supervision.open(try scene.opening())
        let key = try CaseCounty.id(100)
        _ = try await scene.supervision.record(try scene.act(1, .statementAsked), in: key)
        _ = try await scene.director.record(try scene.act(2, .statement), in: key)
        _ = try await scene.office.reportInfection(
            try CaseCounty.id(200),
            opening: try CaseCounty.id(201),
            at: "T-02",
            on: day("08-20"),
            source: "县疾控中心核酸检测报告"
        )
    }

    private static let key = "018f0000-0000-7000-8000-000000000100"

    @Test(
        "A row that was changed, taken away or put in behind the program's back is found",
        arguments: [
            ("UPDATE ladder_policy SET circular = 1", ["ladder ladder_policy"]),
            ("DELETE FROM ladder_policy", ["ladder ladder_policy"]),
            ("UPDATE ladder_step SET document = '{}'", ["reminder/YEAR-1 ladder_step"]),
            (
                "UPDATE ladder_step SET taken_at = taken_at - INTERVAL '1 day'",
                ["reminder/YEAR-1 ladder_step taken_at"]
            ),
            ("UPDATE ladder_step SET taken_by = 'li'", ["reminder/YEAR-1 ladder_step taken_by"]),
            ("DELETE FROM ladder_step", ["reminder/YEAR-1 ladder_step"]),
            (
                "UPDATE infection SET day = day - 1",
                ["infection/018f0000-0000-7000-8000-000000000200 infection"]
            ),
            (
                "UPDATE accountability_case SET reason = '没有' WHERE infection IS NULL",
                ["case/\(key) accountability_case"]
            ),
            (
                "UPDATE accountability_case SET basis = '{}' WHERE site = 'T-02'",
                [
                    "case/018f0000-0000-7000-8000-000000000201 accountability_case"
                ]
            ),
            (
                "UPDATE case_person SET person = '别人' WHERE site = 'T-01'",
                ["case/\(key)/person/TERM case_person"]
            ),
            ("DELETE FROM case_person WHERE site = 'T-01'", ["case/\(key)/person/TERM case_person"]),
            (
                "UPDATE case_act SET words = '没有意见' WHERE kind = 'statement'",
                ["case/\(key)/statement case_act"]
            ),
            (
                "UPDATE case_act SET recorded_by = 'li' WHERE kind = 'statement'",
                [
                    "case/\(key)/statement case_act recorded_by"
                ]
            ),
            ("DELETE FROM case_act WHERE kind = 'statement'", ["case/\(key)/statement case_act"]),
            (
                """
                INSERT INTO case_act SELECT county_id, 999999, '018f0000-0000-7000-8000-000000000009', case_id, site, kind,
                    term, words, reason, evidence, on_paper, seen, happened_at, recorded_at, recorded_by
                FROM case_act WHERE kind = 'statement'
                """, ["case/\(key)/statement case_act"]
            ),
        ]
    )
    func tampered(change: String, found: [String]) async throws {
        try await CaseCounty.with { scene in
            let log = SealedLog(store: scene.county.shell, database: scene.county.owner)
            try await Self.settle(scene)
            try await log.seal()
            let evidence = EvidenceCounty(log: log)
            let before = Set(try await evidence.differing())
            #expect(
                before.allSatisfy {
                    !$0.hasPrefix("case/") && !$0.hasPrefix("infection/") && !$0.hasPrefix("ladder")
                }
            )
            let year =
                try await
                scene.county.owner
                .query(
                    "SELECT extract(year FROM now() AT TIME ZONE INTERVAL '08:00')::integer AS year"
                )[0]["year"] as Int
            let expected = found.map {
                $0.replacing("TERM", with: scene.term).replacing("YEAR", with: "\(year)")
            }
            let differing = try await evidence.differing(after: change).filter { !before.contains($0) }
            #expect(differing == expected)
        }
    }
}
