import Compliance
import Postgres
import Testing

@testable import Store

/// A-01 was found on 18 August 2021, 09:00 (`CountyWithGap`); answers and verifications are of now.
@Suite(
    "Who may not close a gap nor give it time: whoever held a duty at the site since it was found, however that is put"
)
struct SeparationTests {
    /// Ties the account to a term of that person at the site, which was replaced on a day or stands.
    private static func tie(
        _ gap: CountyWithGap,
        _ account: String,
        person: String,
        site: String = "T-01",
        from: String,
        to: String? = nil,
        replaced: String? = nil
    ) async throws {
        _ = try await gap.county.owner.query(
            """
            WITH term AS (
                INSERT INTO posting (county_id, site, duty, person, held_from, held_to, id, entry, replaced_by, replaced_at)
                VALUES (1, \(site), 'medical', \(person), \(from)::date, \(orNull: to)::date, gen_random_uuid(), 1,
                    \(orNull: replaced.map { _ in 2 }), \(orNull: replaced)::timestamptz) RETURNING *)
            INSERT INTO account_duty (county_id, account, site, duty, person, term)
            SELECT 1, \(account), term.site, term.duty, term.person, term.id FROM term
            """
        )
    }

    @Test(
        "A term that was corrected counts up to the day of that; one corrected before it was found does not"
    )
    func replaced() async throws {
        for (replaced, isBarred) in [("2021-08-18T12:00+08:00", true), ("2021-08-17T12:00+08:00", false)] {
            try await CountyWithGap.with { gap in
                _ = try await gap.submit("wang", 20)
                try await Self.tie(gap, "zhao", person: "疾控医生", from: "2021-08-01", replaced: replaced)
                if isBarred {
                    await #expect(throws: StoreError.gap(.barred)) { try await gap.verify("zhao", 20) }
                } else {
                    #expect(try await gap.verify("zhao", 20) == .done)
                }
            }
        }
    }

    @Test("Whoever stands in the register under one name is one, by whichever term and account they come")
    func onePerson() async throws {
        for (person, isBarred) in [("一号乡镇卫生院院长", true), ("二号乡镇卫生院院长", false)] {
            try await CountyWithGap.with { gap in
                _ = try await gap.submit("wang", 20)
                // A second account, tied to another term of the director's, elsewhere and long over.
                try await Self.tie(
                    gap,
                    "zhao",
                    person: person,
                    site: "T-02",
                    from: "2020-01-01",
                    to: "2020-12-31"
                )
                if isBarred {
                    await #expect(throws: StoreError.gap(.barred)) { try await gap.verify("zhao", 20) }
                    try await gap.rows.add(2, "T-01", "08-20 09:00", grade: 1, score: 80, filedBy: "zhao")
                    // Nor does a visit of that account close it: what was answered still waits.
                    #expect(try await gap.state() == "submitted +0 2021-08-19 09:00")
                } else {
                    #expect(try await gap.verify("zhao", 20) == .done)
                }
            }
        }
    }

    @Test(
        "A visit that is given a day before its filer's term waits where the term had begun when it came in"
    )
    func backdated() async throws {
        for (received, state) in [("08-21 09:00", "waiting"), ("08-20 10:00", "mended")] {
            try await CountyWithGap.with { gap in
                try await Self.tie(gap, "zhao", person: "疾控医生", from: "2021-08-21")
                try await gap.rows.add(
                    2,
                    "T-01",
                    at: moment("08-20 09:00"),
                    grade: 1,
                    score: 80,
                    filedBy: "zhao",
                    receivedAt: moment(received)
                )
                #expect(try await gap.state() == "\(state) +0 2021-08-19 09:00")
                let listed = try await gap.county.shell.query(
                    "SELECT r.state FROM gap_runs(1, 'T-01', 'A-01') AS r"
                )
                #expect(try listed.map { try $0["state"] } == [state])
            }
        }
    }

    @Test(
        "Where nobody holds a duty, the operator's visit that finds it met waits, in the list of what is open too"
    )
    func operatorAlone() async throws {
        try await CountyWithGap.with { gap in
            for (number, time, gaps, filer) in [
                (2, "08-18 09:00", ["B-01"], "li"), (3, "08-20 09:00", [], nil),
            ] as [(Int, String, [String], String?)] {
                try await gap.rows.add(number, "T-02", time, grade: 1, score: 80, gaps: gaps, filedBy: filer)
            }
            var filter = GapFilter()
            filter.site = "T-02"
            let listed = try await gap.county.shell.gaps(filter, now: moment("08-22 09:00")).elements
            #expect(listed.map { "\($0.item) \($0.state)" } == ["B-01 waiting"])
        }
    }

    @Test("An administrator who holds a duty at the site moves no deadline of what was found there")
    func deadline() async throws {
        try await CountyWithGap.with { gap in
            func move() async throws -> GapActOutcome {
                try await gap.store("admin")
                    .moveDeadline(
                        of: "A-01",
                        site: "T-01",
                        was: moment("08-19 09:00"),
                        to: moment("08-25 18:00"),
                        why: "停水"
                    )
            }
            try await Self.tie(gap, "admin", person: "卫健委干部", from: "2021-08-18", to: "2021-08-18")
            await #expect(throws: StoreError.gap(.barred)) { try await move() }
            #expect(try await gap.county.said("move%") == [])
            _ = try await gap.county.owner.query("DELETE FROM account_duty WHERE account = 'admin'")
            try await Self.tie(gap, "admin", person: "卫健委干部", from: "2021-08-01", to: "2021-08-17")
            // The other term of the same person is the account's still: one person through two terms.
            await #expect(throws: StoreError.gap(.barred)) { try await move() }
            _ = try await gap.county.owner.query("DELETE FROM posting WHERE held_from = '2021-08-18'")
            #expect(try await move() == .done)
        }
    }

    @Test(
        "A correction or withdrawal of what was found there is not for whoever held a duty under a term replaced since"
    )
    func correction() async throws {
        try await CountyWithGap.with { gap in
            try await Self.tie(
                gap,
                "admin",
                person: "卫健委干部",
                from: "2021-08-01",
                replaced: "2021-08-18T12:00+08:00"
            )
            await #expect(throws: StoreError.forbidden) {
                try await gap.store("admin").withdraw(InspectionRows.id(1), reason: "走错了点位")
            }
        }
    }
}
