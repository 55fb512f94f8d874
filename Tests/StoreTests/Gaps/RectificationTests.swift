import Compliance
import Postgres
import Testing

@testable import Store

@Suite("Answering for a gap, verifying, and moving its deadline")
struct RectificationTests {
    @Test("Sent, returned, sent again, verified: each on record once, and the deadline stays")
    func loop() async throws {
        try await CountyWithGap.with { gap in
            #expect(try await gap.state() == "open +0 2021-08-19 09:00")
            #expect(try await gap.submit("wang", 20) == .done)
            #expect(try await gap.submit("wang", 20) == .already)
            #expect(try await gap.state() == "submitted +0 2021-08-19 09:00")
            #expect(try await gap.verify("li", 20, .returned) == .done)
            #expect(try await gap.verify("li", 20, .returned) == .already)
            #expect(try await gap.state() == "returned +0 2021-08-19 09:00")
            #expect(try await gap.submit("wang", 21, words: "重新拍照") == .done)
            #expect(try await gap.verify("zhao", 21) == .done)
            #expect(try await gap.state() == "verified +0 2021-08-19 09:00")
            #expect(
                try await gap.county.said("%gap/%") == [
                    "submit gap/T-01/A-01", "return gap/T-01/A-01 照片看不清", "submit gap/T-01/A-01",
                    "verify gap/T-01/A-01",
                ]
            )
            await #expect(throws: StoreError.gap(.closed)) { try await gap.submit("wang", 22) }
            await #expect(throws: StoreError.gap(.decided)) { try await gap.verify("li", 21) }
            let record = try await gap.county.shell.gap("T-01", "A-01")
            #expect(
                record.life.submissions.map(\.duty) == ["director; director T-01", "director; director T-01"]
            )
        }
    }

    @Test("A hundred answers since it was found, and no more; what was sent already is answered as before")
    func bounded() async throws {
        try await CountyWithGap.with { gap in
            try await gap.county.owner.run(
                """
                INSERT INTO submission
                SELECT i.county_id, gen_random_uuid(), i.site, 'A-01', i.id, '已更换门锁', '{}', clock_timestamp(), 'wang', 'director',
                    1000000 + one
                FROM inspection i CROSS JOIN generate_series(1, 99) AS one
                """
            )
            #expect(try await gap.submit("wang", 20) == .done)
            await #expect(throws: StoreError.gap(.many)) { try await gap.submit("wang", 21) }
            #expect(try await gap.submit("wang", 20) == .already)
            // Found again by a later visit, it is the same finding still; judged, it is not.
            #expect(try await gap.verify("li", 20) == .done)
            await #expect(throws: StoreError.gap(.closed)) { try await gap.submit("wang", 21) }
        }
    }

    @Test("Refused: other content under the id, a visit that is not the last, an item that never fell short")
    func refused() async throws {
        try await CountyWithGap.with { gap in
            _ = try await gap.submit("wang", 20)
            let id = try InspectionRows.id(20)
            await #expect(throws: StoreError.conflict(id)) { try await gap.submit("wang", 20, words: "别的话") }
            await #expect(throws: StoreError.noGap(site: "T-01", item: "B-01")) {
                try await gap.submit("wang", 23, item: "B-01")
            }
            try await gap.rows.add(
                2,
                "T-01",
                "08-20 09:00",
                grade: 0,
                score: 60,
                gaps: ["A-01"],
                severity: .critical,
                filedBy: "li"
            )
            await #expect(throws: StoreError.gap(.outdated)) { try await gap.submit("wang", 24) }
            await #expect(throws: StoreError.gap(.outdated)) { try await gap.verify("li", 19) }
            #expect(try await gap.submit("wang", 24, visit: 2) == .done)
            // The visit is withdrawn under the answer: what is open is what the first found.
            _ = try await gap.store("admin").withdraw(InspectionRows.id(2), reason: "走错了点位")
            #expect(try await gap.state() == "submitted +0 2021-08-19 09:00")
            _ = try await gap.store("admin").withdraw(InspectionRows.id(1), reason: "走错了点位")
            await #expect(throws: StoreError.noGap(site: "T-01", item: "A-01")) {
                try await gap.verify("li", 24)
            }
        }
    }

    @Test(
        "Who sent it, held a duty since it was found, acts at the shell or has not the right, verifies nothing"
    )
    func barred() async throws {
        try await CountyWithGap.with { gap in
            _ = try await gap.submit("wang", 20)
            await #expect(throws: StoreError.forbidden) { try await gap.verify("wang", 20) }
            await #expect(throws: StoreError.forbidden) {
                try await gap.county.shell.verify(
                    .submission(InspectionRows.id(20)),
                    .verified,
                    why: nil,
                    site: "T-01",
                    item: "A-01"
                )
            }
            // A new hat: the director becomes an inspector, and the tie to the duty is taken away.
            _ = try await gap.county.owner.query(
                "UPDATE account SET roles = '{inspector,director}' WHERE name = 'wang'"
            )
            await #expect(throws: StoreError.gap(.barred)) { try await gap.verify("wang", 20) }
            _ = try await gap.county.owner.query(
                "UPDATE account SET roles = '{inspector}' WHERE name = 'wang'"
            )
            _ = try await gap.county.owner.query("DELETE FROM account_duty WHERE account = 'wang'")
            await #expect(throws: StoreError.gap(.barred)) { try await gap.verify("wang", 20) }
            // An inspector who held a duty on one day between finding and now; on the day before it was found it is no matter.
            for (from, to, isBarred) in [
                ("2021-08-18", "2021-08-18", true), ("2021-08-01", "2021-08-17", false),
            ] {
                _ = try await gap.county.owner.query("DELETE FROM account_duty WHERE account = 'zhao'")
                _ = try await gap.county.owner.query(
                    """
                    WITH term AS (
                        INSERT INTO posting (county_id, site, duty, person, held_from, held_to, id, entry)
                        VALUES (1, 'T-01', 'medical', \(from), \(from)::date, \(to)::date, gen_random_uuid(), 1) RETURNING *)
                    INSERT INTO account_duty (county_id, account, site, duty, person, term)
                    SELECT 1, 'zhao', 'T-01', 'medical', term.person, term.id FROM term
                    """
                )
                if isBarred {
                    await #expect(throws: StoreError.gap(.barred)) { try await gap.verify("zhao", 20) }
                } else {
                    #expect(try await gap.verify("zhao", 20) == .done)
                }
            }
        }
    }

    @Test("Of two who verify at once one is first, and the other is told")
    func atOnce() async throws {
        try await CountyWithGap.with { gap in
            _ = try await gap.submit("wang", 20)
            let outcomes = await withTaskGroup(of: String.self) { group in
                for (name, verdict) in [("li", GapVerification.Verdict.verified), ("zhao", .returned)] {
                    group.addTask {
                        do { return "\(try await gap.verify(name, 20, verdict))" } catch { return "\(error)" }
                    }
                }
                var all: [String] = []
                for await one in group { all.append(one) }
                return all
            }
            #expect(outcomes.sorted() == ["done", "\(StoreError.gap(.decided))"].sorted())
            let kept = try await gap.county.owner.query("SELECT count(*) FROM verification")
            #expect(try kept[0]["count"] == 1)
        }
    }

    @Test("A visit by the operator that finds it met waits; an inspector confirms it or sends it back")
    func waiting() async throws {
        try await CountyWithGap.with { gap in
            try await gap.rows.add(
                2,
                "T-01",
                "08-20 09:00",
                grade: 1,
                score: 80,
                gaps: ["A-02"],
                severity: .critical,
                filedBy: nil
            )
            #expect(try await gap.state() == "waiting +0 2021-08-19 09:00")
            #expect(try await gap.verify("li", 2, .returned, visit: true) == .done)
            #expect(try await gap.state() == "returned +0 2021-08-19 09:00")
            try await gap.rows.add(
                3,
                "T-01",
                "08-21 09:00",
                grade: 1,
                score: 80,
                gaps: ["A-02"],
                severity: .critical,
                filedBy: "wang"
            )
            #expect(try await gap.state() == "waiting +0 2021-08-19 09:00")
            #expect(try await gap.verify("li", 3, visit: true) == .done)
            #expect(try await gap.state() == "verified +0 2021-08-19 09:00")
            // The visit that it confirms is withdrawn: nothing saw it met.
            _ = try await gap.store("admin").withdraw(InspectionRows.id(3), reason: "走错了点位")
            #expect(try await gap.state() == "returned +0 2021-08-19 09:00")
        }
    }

    @Test("A deadline moves with a reason, once, from the one that stands; lists and the inspection say it")
    func deadline() async throws {
        try await CountyWithGap.with { gap in
            let (was, new) = (moment("08-19 09:00"), moment("08-25 18:00"))
            func move(_ name: String, from was: Instant, to deadline: Instant) async throws -> GapActOutcome {
                try await gap.store(name)
                    .moveDeadline(of: "A-01", site: "T-01", was: was, to: deadline, why: "停水")
            }
            await #expect(throws: StoreError.forbidden) { try await move("li", from: was, to: new) }
            await #expect(throws: StoreError.gap(.changed)) {
                try await move("admin", from: new, to: moment("08-26 09:00"))
            }
            #expect(try await move("admin", from: was, to: new) == .done)
            #expect(try await move("admin", from: was, to: new) == .already)
            #expect(try await gap.state() == "open +0 2021-08-25 18:00")
            #expect(try await gap.county.shell.site("T-01").openGaps.map(\.deadline) == [new, was])
            // Found again: the order keeps its deadline.
            try await gap.rows.add(
                2,
                "T-01",
                "08-20 09:00",
                grade: 0,
                score: 60,
                gaps: ["A-01"],
                severity: .critical,
                filedBy: "li"
            )
            #expect(try await gap.state() == "open +1 2021-08-25 18:00")
            #expect(try await gap.county.shell.site("T-01").openGaps.map(\.deadline) == [new])
            #expect(try await gap.county.said("move%") == ["move gap/T-01/A-01 停水"])
        }
    }

    @Test("The operator answers on a paper's behalf, and says whose")
    func onBehalf() async throws {
        try await CountyWithGap.with { gap in
            let form = try SubmissionForm(
                id: InspectionRows.id(20).description,
                inspection: InspectionRows.id(1).description,
                words: "已更换门锁",
                evidence: []
            )
            #expect(
                try await gap.county.shell.submit(form, site: "T-01", item: "A-01", onBehalf: "院长签字的纸质报告")
                    == .done
            )
            #expect(try await gap.county.said("submit%") == ["submit gap/T-01/A-01 院长签字的纸质报告"])
            // Of another duty's gap its holder is told so, an inspector that it is not for them.
            await #expect(throws: StoreError.forbidden) { try await gap.submit("li", 30) }
        }
    }
}
