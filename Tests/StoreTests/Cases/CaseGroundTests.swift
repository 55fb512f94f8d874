import Compliance
import Postgres
import Testing

@testable import Store

/// That no case is opened whose conditions do not hold (`domain.md` §7), whatever whoever calls has worked out: one thing after
/// the other is taken away of what `CaseCounty` has on record, and `open_case` finds that it is gone.
@Suite("What a case is opened on")
struct CaseGroundTests {
    @Test(
        "Each of the four conditions is held by the act",
        arguments: [
            ("issued after (c)", "UPDATE issuance SET issued_at = '2021-08-05 09:30+08'"),
            (
                "23 hours old at (c), and nobody acknowledged it",
                """
                UPDATE issuance SET issued_at = '2021-08-04 10:30+08';
                UPDATE guidance SET given_at = '2021-08-04 11:00+08', recorded_at = '2021-08-04 11:00+08'
                """
            ),
            ("guidance before the issue", "UPDATE guidance SET given_at = '2021-08-01 09:00+08'"),
            (
                "guidance after (c)",
                "UPDATE guidance SET given_at = '2021-08-05 15:00+08', recorded_at = '2021-08-05 15:00+08'"
            ),
            ("the notice reached nobody", "DELETE FROM notice_arrival"),
            (
                "handed over, and the photograph has not come",
                "UPDATE notice_arrival SET how = 'handedOver', witness = '见证人', photograph = sha256('x')"
            ),
            (
                "(d) before 24 hours from the arrival",
                "UPDATE notice_arrival SET reached_at = '2021-08-06 13:00+08'"
            ),
            (
                "the notice gives A-04 longer",
                "UPDATE notice SET document = replace(document::text, '2021-08-06', '2021-08-08')::json"
            ),
            (
                "the notice says nothing of A-04",
                "UPDATE notice SET document = replace(document::text, 'A-04', 'A-05')::json"
            ),
            (
                "moved to the 9th, before (d)",
                """
                INSERT INTO deadline_change SELECT county_id, 900050, site, 'A-04', id, finished_at, '2021-08-09 09:00+08', '停水',
                    '2021-08-06 08:00+08', 'office' FROM inspection WHERE receipt = 1
                """
            ),
            ("verified in between", verified("2021-08-06 09:00+08")),
            (
                "(d) went by another version",
                "UPDATE inspection SET baseline_digest = sha256('x') WHERE receipt = 2"
            ),
            ("(c) without a grade", ungraded(1)), ("(d) without a grade", ungraded(2)),
            (
                "A-04 was mended on the spot at (c)",
                "UPDATE gap SET fixed_on_spot = true WHERE receipt = 1 AND item = 'A-04'"
            ),
            (
                "not checked at (d)",
                "UPDATE gap SET status = 'notChecked' WHERE receipt = 2 AND item = 'A-04'"
            ),
        ]
    )
    func gone(what: String, change: String) async throws {
        try await CaseCounty.with { scene in
            try await Self.put(change, scene)
            #expect(try await scene.supervision.open(try scene.opening()).outcome == .gone, "\(what)")
            #expect(try await scene.county.said("add case/%") == [])
        }
    }

    @Test(
        "What is beside the conditions holds nothing up",
        arguments: [
            (
                "acknowledged within the day",
                """
                UPDATE issuance SET issued_at = '2021-08-04 10:30+08';
                UPDATE guidance SET given_at = '2021-08-04 11:00+08', recorded_at = '2021-08-04 11:00+08';
                INSERT INTO issuance_receipt SELECT county_id, entry, site, '2021-08-04 12:00+08', 'wang', 'director', 900051
                FROM issuance
                """
            ),
            (
                "moved after (d)",
                """
                INSERT INTO deadline_change SELECT county_id, 900050, site, 'A-04', id, finished_at, '2021-08-09 09:00+08', '停水',
                    '2021-08-07 13:00+08', 'office' FROM inspection WHERE receipt = 1
                """
            ),
            ("verified after (d)", verified("2021-08-07 13:00+08")),
            ("guidance put on record late", "UPDATE guidance SET recorded_at = '2021-08-09 09:00+08'"),
        ]
    )
    func stands(what: String, change: String) async throws {
        try await CaseCounty.with { scene in
            try await Self.put(change, scene)
            #expect(try await scene.supervision.open(try scene.opening()).outcome == .done, "\(what)")
        }
    }

    @Test("Of two who open the same at once one does, and both are led to it")
    func atOnce() async throws {
        try await CaseCounty.with { scene in
            try await scene.county.add("deputy", .supervision)
            let deputy = try await scene.county.signedIn("deputy").store
            let (mine, theirs) = (try scene.opening(100), try scene.opening(101))
            async let first = scene.supervision.open(mine)
            async let second = deputy.open(theirs)
            let both = try await [first, second]
            #expect(Set(both.map(\.outcome)) == [.done, .already])
            #expect(both[0].id == both[1].id)
            #expect(try await scene.supervision.cases().elements.map(\.id) == [both[0].id])
        }
    }

    @Test("A visit that comes in late and saw the item mended in between takes the ground from an open case")
    func mendedLate() async throws {
        try await CaseCounty.with { scene in
            #expect(try await scene.supervision.open(try scene.opening()).outcome == .done)
            #expect(try await scene.supervision.caseFile(try CaseCounty.id(100)).stands)
            let rows = InspectionRows(store: scene.county.shell, database: scene.county.owner)
            try await rows.add(3, "T-01", "08-06 15:00", grade: 2, score: 95)
            #expect(try await !scene.supervision.caseFile(try CaseCounty.id(100)).stands)
            #expect(try await scene.take(.interview, scene.supervision, in: 100) == .gone)
        }
    }

    /// A-04 was found on the 5th at 9:00 and again on the 7th at 12:00 (`CaseCounty`); on the 6th at 15:00 a visit found it met.
    @Test(
        "Whose visit in between ends the matter: an inspector's; not the director's own, nor the operator's, unconfirmed",
        arguments: [
            ("li", "mended +0, open +0", false), ("wang", "open +1", true), (nil, "open +1", true),
        ] as [(String?, String, Bool)]
    )
    func mendedBetween(filer: String?, runs: String, stands: Bool) async throws {
        try await CaseCounty.with { scene in
            try await Self.met(scene, by: filer)
            let gap = try await scene.county.shell.gap("T-01", "A-04")
            #expect(gap.runs.map { "\($0.state.word) +\($0.repeats)" }.joined(separator: ", ") == runs)
            #expect(try await Self.missing(scene) == (stands ? [] : [.sameItem]))
            let outcome = try await scene.supervision.open(try scene.opening()).outcome
            #expect(outcome == (stands ? .done : .gone))
        }
    }

    @Test(
        "The director corrects an inspector's visit in between: it waits for an inspector, too"
    )
    func correctedBetween() async throws {
        try await CaseCounty.with { scene in
            let rows = InspectionRows(store: scene.county.shell, database: scene.county.owner)
            try await Self.met(scene, by: "li")
            #expect(try await Self.missing(scene) == [.sameItem])
            try await rows.add(
                4,
                "T-01",
                "08-06 15:00",
                grade: 2,
                score: 95,
                revises: 3,
                filedBy: "wang"
            )
            #expect(try await Self.missing(scene) == [])
            #expect(try await scene.supervision.open(try scene.opening()).outcome == .done)
        }
    }

    @Test(
        "An inspector confirms the director's visit before the item is found again: that was another finding"
    )
    func confirmedInTime() async throws {
        try await CaseCounty.with { scene in
            try await Self.met(scene, by: "wang")
            try await Self.put(
                """
                INSERT INTO verification SELECT county_id, 900053, site, 'A-04', NULL, id, 'verified', NULL,
                    '2021-08-06 18:00+08', 'zhao' FROM inspection WHERE receipt = 3
                """,
                scene
            )
            let gap = try await scene.county.shell.gap("T-01", "A-04")
            #expect(gap.runs.map(\.state.word) == [.verified, .open])
            #expect(try await Self.missing(scene) == [.sameItem])
            #expect(try await scene.supervision.open(try scene.opening()).outcome == .gone)
        }
    }

    @Test(
        "After it was found again an inspector says still whether it was mended: sent back the case stands, confirmed it falls",
        arguments: [GapVerification.Verdict.returned, .verified]
    )
    func judgedLate(verdict: GapVerification.Verdict) async throws {
        try await CaseCounty.with { scene in
            try await scene.county.add("li", .inspector)
            let inspector = try await scene.county.signedIn("li").store
            try await Self.met(scene, by: nil)
            #expect(try await scene.supervision.open(try scene.opening()).outcome == .done)
            let visit = GapVerification.Subject.visit(try InspectionRows.id(3))
            func judge() async throws -> GapActOutcome {
                try await inspector.verify(
                    visit,
                    verdict,
                    why: verdict == .returned ? "照片看不清" : nil,
                    site: "T-01",
                    item: "A-04"
                )
            }
            #expect(try await judge() == .done)
            #expect(try await judge() == .already)
            // It ends nothing in the register: what was found on the 7th is open.
            let gap = try await scene.county.shell.gap("T-01", "A-04")
            #expect(gap.runs.map(\.state.word) == [.open] && gap.runs.first?.repeats == 1)
            let stands = verdict == .returned
            #expect(try await scene.supervision.caseFile(try CaseCounty.id(100)).stands == stands)
            #expect(
                try await scene.take(.interview, scene.supervision, in: 100) == (stands ? .missing : .gone)
            )
        }
    }

    /// What the pure function finds missing, with the notice of the 5th as `CaseCounty` has it.
    private static func missing(_ scene: CaseCounty) async throws -> [CaseFinding.Missing] {
        let notice = ServedNotice(
            visit: try InspectionRows.id(1),
            reachedAt: moment("08-05 10:00"),
            deadlines: ["A-04": .init(hours: 24, at: moment("08-06 09:00"))]
        )
        return try await scene.supervision.siteFile("T-01", notices: [notice]).file.finding.missing
    }

    /// Everything met on the 6th at 15:00.
    private static func met(_ scene: CaseCounty, by filer: String?) async throws {
        let rows = InspectionRows(store: scene.county.shell, database: scene.county.owner)
        try await rows.add(3, "T-01", "08-06 15:00", grade: 2, score: 95, filedBy: filer)
    }

    private static func verified(_ moment: String) -> String {
        """
        INSERT INTO submission SELECT county_id, '018f0000-0000-7000-8000-0000000000bb', site, 'A-04', id, '已整改', '{}',
            '2021-08-06 08:00+08', 'wang', 'director', 900052 FROM inspection WHERE receipt = 1;
        INSERT INTO verification SELECT county_id, 900053, site, 'A-04', '018f0000-0000-7000-8000-0000000000bb', NULL, 'verified',
            NULL, '\(moment)', 'zhao' FROM inspection WHERE receipt = 1
        """
    }

    private static func ungraded(_ visit: Int) -> String {
        "UPDATE inspection SET grade = NULL, grade_rank = NULL, below_minimum = NULL WHERE receipt = \(visit)"
    }

    /// Changes what is on record, as nobody can.
    private static func put(_ change: String, _ scene: CaseCounty) async throws {
        try await scene.county.owner.run(
            "BEGIN; SET LOCAL session_replication_role = replica; \(change); COMMIT"
        )
    }
}
