import Compliance
import Postgres
import Testing

@testable import Store

/// What an office says of who holds a duty; who is named for which days is worked out by hand.
@Suite("Duties in time")
struct DutyTests {
    /// The terms of the site as `王一 09-10–`, by first day.
    private static func terms(_ store: Store, _ duty: Responsible = .director) async throws -> [String] {
        try await store.site("T-52").postings.filter { $0.duty == duty }.sorted { $0.from < $1.from }
            .map { "\($0.person) \("\($0.from)".dropFirst(5))–\($0.to.map { "\($0)".dropFirst(5) } ?? "")" }
    }

    private static func take(_ duties: [DutyEntry], in store: Store) async throws -> [String] {
        try await objections {
            _ = try await store.importSites([township("T-52", from: day("09-01"), duties)])
        }
    }

    /// A row of a register says that; the problems named, the director's terms afterwards.
    private struct Step {
        let says: [DutyEntry]
        var problem: String?
        let terms: [String]

        init(_ says: DutyEntry..., refused problem: String? = nil, then terms: String...) {
            (self.says, self.problem, self.terms) = (says, problem, terms)
        }
    }

    private static func row(_ person: String?, _ date: String) -> DutyEntry {
        DutyEntry(.director, person, since: day(date), isRowsDay: true)
    }

    private static func own(_ person: String?, _ date: String? = nil) -> DutyEntry {
        DutyEntry(.director, person, since: date.map { day($0) })
    }

    /// 王一 leaves, and 孙乙 follows after eleven days.
    private static let steps = [
        Step(row("王一", "09-10"), DutyEntry(.partyHead, "李书记", since: day("09-10")), then: "王一 09-10–"),
        // Again with another day of the whole row: whoever holds a duty keeps the own first day.
        Step(row("王一", "11-02"), DutyEntry(.partyHead, "赵书记", since: day("11-02")), then: "王一 09-10–"),
        Step(own("王壹", "09-10"), refused: "otherHolder /0/director", then: "王一 09-10–"),
        Step(own("王一", "09-05"), refused: "otherFirstDay /0/director_since", then: "王一 09-10–"),
        Step(own("孙乙", "09-05"), refused: "beforeRecord /0/director_since", then: "王一 09-10–"),
        Step(own("孙乙"), refused: "newHolderWithoutDay /0/director_since", then: "王一 09-10–"),
        Step(own(nil), refused: "vacantWithoutDay /0/director_since", then: "王一 09-10–"),
        // The day of the whole row is that of who is new in it, not that on which somebody left.
        Step(row(nil, "11-20"), refused: "vacantWithoutDay /0/director_since", then: "王一 09-10–"),
        Step(own(nil, "09-10"), refused: "beforeRecord /0/director_since", then: "王一 09-10–"),
        Step(own("", "12-01"), refused: "badName /0/director", then: "王一 09-10–"),
        Step(
            DutyEntry(.partyHead, "李书记", since: day("09-10")),
            refused: "heldNoMore /0/partyHead",
            then: "王一 09-10–"
        ),
        // He left, and nobody follows; said again, nothing changes.
        Step(own(nil, "11-20"), then: "王一 09-10–11-19"), Step(own(nil, "11-20"), then: "王一 09-10–11-19"),
        Step(own(nil), then: "王一 09-10–11-19"), Step(then: "王一 09-10–11-19"),
        Step(row("王一", "09-10"), refused: "heldNoMore /0/director", then: "王一 09-10–11-19"),
        Step(own(nil, "11-25"), refused: "otherLastDay /0/director_since", then: "王一 09-10–11-19"),
        Step(row("孙乙", "11-19"), refused: "otherLastDay /0/director_since", then: "王一 09-10–11-19"),
        Step(row("孙乙", "12-01"), then: "王一 09-10–11-19", "孙乙 12-01–"),
        Step(then: "王一 09-10–11-19", "孙乙 12-01–"),
    ]

    @Test(
        "A register takes a duty over, ends it and says again what is known; what would correct is refused by cell"
    )
    func byRegister() async throws {
        try await TestCounty.with { store, _ in
            for (number, step) in Self.steps.enumerated() {
                let problems = try await Self.take(step.says, in: store)
                #expect(problems == (step.problem.map { [$0] } ?? []), "step \(number)")
                let terms = try await Self.terms(store)
                #expect(terms == step.terms, "step \(number)")
            }
            let heads = try await Self.terms(store, .partyHead)
            #expect(heads == ["李书记 09-10–11-01", "赵书记 11-02–"])
        }
    }

    @Test("Beside another holder of a shared duty only when somebody says that it is meant so")
    func shared() async throws {
        try await TestCounty.with { store, _ in
            #expect(try await Self.take([DutyEntry(.expert, "甲")], in: store) == [])
            let other = DutyEntry(.expert, "乙", since: day("10-01"))
            #expect(try await Self.take([other], in: store) == ["joins /0/expert"])
            let entry = township("T-52", from: day("09-01"), [other])
            let asked = try await store.judge([entry])
            #expect(asked.sites.map(\.code) == ["T-52"] && asked.questions.count == 1)
            #expect(asked.questions == (try await store.judge([entry])).questions)
            _ = try await store.importSites([entry], confirming: Set(asked.questions.map(\.id)))
            #expect(try await Self.terms(store, .expert) == ["甲 09-01–", "乙 10-01–"])
            #expect(try await Self.take([DutyEntry(.expert, nil, since: day("11-01"))], in: store) == [])
            #expect(try await Self.terms(store, .expert) == ["甲 09-01–10-31", "乙 10-01–10-31"])
        }
    }

    @Test("Starting, ending, correcting and withdrawing a term; old and new stand on record")
    func byAct() async throws {
        try await TestCounty.with { store, database in
            #expect(try await Self.take([DutyEntry(.director, "王一")], in: store) == [])
            let only = TermChoice.only(.director, person: nil, since: nil)
            func correct(_ choice: TermChoice, _ correction: TermCorrection, why: String? = "有误") async throws
            {
                try await store.change(.correct(choice, correction), at: "T-52", why: why)
            }
            for why in [nil, ""] {
                #expect(
                    try await objections { try await correct(only, TermCorrection(person: "王壹"), why: why) }
                        == ["noReason /reason"]
                )
            }
            try await correct(only, TermCorrection(person: "王壹", from: day("09-05")))
            #expect(try await Self.terms(store) == ["王壹 09-05–"])
            try await store.change(.start(.director, person: "孙乙", from: day("12-20")), at: "T-52")
            #expect(try await Self.terms(store) == ["王壹 09-05–12-19", "孙乙 12-20–"])
            #expect(
                try await objections { try await correct(only, TermCorrection(person: "孙丙")) } == [
                    "severalTerms /term"
                ]
            )
            let next = TermChoice.only(.director, person: "孙乙", since: nil)
            #expect(
                try await objections { try await correct(next, TermCorrection(from: day("12-19"))) }
                    == ["postingsOverlap /director"]
            )
            // Called off: whoever was there goes on.
            try await store.change(.withdraw(next, reinstating: true), at: "T-52", why: "任命取消")
            #expect(try await Self.terms(store) == ["王壹 09-05–"])
            try await store.change(.end(only, last: day("11-30")), at: "T-52")
            #expect(
                try await objections { try await store.change(.end(only, last: day("11-29")), at: "T-52") }
                    == ["noTerm /term"]
            )
            #expect(
                try await objections {
                    try await correct(only, TermCorrection(last: .on(day("09-04"))))
                } == ["endsBeforeStart /to"]
            )
            try await correct(only, TermCorrection(last: .open))
            #expect(try await Self.terms(store) == ["王壹 09-05–"])
            await #expect(throws: StoreError.noSite("T-99")) {
                try await store.change(.end(only, last: day("11-30")), at: "T-99")
            }
            let rows = try await database.query(
                """
                SELECT p.person || ' ' || p.held_from || ' ' || coalesce(p.held_to::text, '')
                    || ' ' || coalesce(r.reason, '') AS said
                FROM posting p LEFT JOIN audit_entry r ON r.county_id = p.county_id AND r.number = p.replaced_by
                ORDER BY p.entry, p.id = (SELECT id FROM posting WHERE person = '孙乙')
                """
            )
            #expect(
                try rows.map { try $0["said"] as String } == [
                    "王一 2021-09-01  有误", "王壹 2021-09-05  ", "王壹 2021-09-05 2021-12-19 任命取消",
                    "孙乙 2021-12-20  任命取消", "王壹 2021-09-05  ", "王壹 2021-09-05 2021-11-30 有误",
                    "王壹 2021-09-05  ",
                ]
            )
            let ids = try await database.query("SELECT count(DISTINCT id) FROM posting")
            #expect(try ids[0]["count"] == 2)
        }
    }
}
