import Compliance
import Postgres
import Testing

@testable import Store

/// What a change of the register does to what is past; today is Friday 10 September 2021, of 2021-W36.
@Suite("Effects of a change, worked out by hand")
struct EffectsTests {
    private static let today = day("09-10")

    private static func site(
        _ periods: [(String, String?)],
        _ directors: [(String, String, String?)] = []
    ) -> SiteRecord {
        SiteRecord(
            code: "T-01",
            kind: .townshipIsolation,
            periods: periods.map { .init(openedOn: day($0.0), closedOn: $0.1.map { day($0) }) },
            descriptions: [],
            terms: directors.map { person, from, to in
                .init(Posting(duty: .director, person: person, from: day(from), to: to.map { day($0) }))
            }
        )
    }

    private static func words(_ before: SiteRecord?, _ after: SiteRecord) -> [String] {
        RegisterEffects(of: [(before: before, after: after)], today: today).words.map(\.en)
    }

    @Test("Weeks that are over and count more or fewer sites; this one is not over")
    func weeks() {
        let open = Self.site([("08-16", nil)])
        #expect(Self.words(nil, open) == ["2021-W33 – 2021-W35: sites in operation: 1 more."])
        // 25 August is the Wednesday of W34, which keeps it.
        let closed = Self.site([("08-16", "08-25")])
        #expect(Self.words(open, closed) == ["2021-W35: sites in operation: 1 fewer."])
        #expect(
            Self.words(closed, Self.site([("08-16", "08-25"), ("08-30", nil)])) == [
                "2021-W35: sites in operation: 1 more."
            ]
        )
        #expect(Self.words(open, Self.site([("08-16", "09-10")])) == [])
        #expect(
            Self.words(Self.site([("08-09", "08-11")]), Self.site([("08-23", "08-25")])) == [
                "2021-W32: sites in operation: 1 fewer.", "2021-W34: sites in operation: 1 more.",
            ]
        )
    }

    @Test("Days on which another is named, up to today; two changes that touch are one")
    func namings() {
        let before = Self.site([("08-01", nil)], [("甲", "08-01", nil)])
        let after = Self.site([("08-01", nil)], [("甲", "08-01", "08-19"), ("乙", "08-25", nil)])
        #expect(
            Self.words(before, after) == [
                "T-01, 2021-08-20 to 2021-08-24: director 'vacant' instead of '甲'; visits below the minimum in those days: 0.",
                "T-01, 2021-08-25 to 2021-09-10: director '乙' instead of '甲'; visits below the minimum in those days: 0.",
            ]
        )
        // What is still to come names nobody else in what is past.
        #expect(
            Self.words(before, Self.site([("08-01", nil)], [("甲", "08-01", "09-30"), ("乙", "10-01", nil)]))
                == []
        )
        let split = Self.site([("08-01", nil)], [("乙", "08-01", "08-10"), ("乙", "08-11", nil)])
        #expect(
            Self.words(before, split) == [
                "T-01, 2021-08-01 to 2021-09-10: director '乙' instead of '甲'; visits below the minimum in those days: 0."
            ]
        )
    }

    @Test("Visits below the minimum are counted over those days")
    func counted() async throws {
        try await TestCounty.with { store, database in
            _ = try await store.importSites([
                township("T-01", [DutyEntry(.director, "甲", since: day("01-01"))]), township("T-02"),
            ])
            let visits = InspectionRows(store: store, database: database)
            try await visits.add(1, "T-01", "08-15 09:00", grade: 0, score: 40)
            try await visits.add(2, "T-01", "08-16 09:00", grade: 0, score: 40)
            try await visits.add(3, "T-01", "08-17 09:00", grade: 2, score: 95)
            try await visits.add(4, "T-01", "08-18 09:00", grade: 0, score: 40)
            try await visits.add(5, "T-02", "08-18 09:00", grade: 0, score: 40)
            let act = DutyAct.start(.director, person: "乙", from: day("08-16"))
            let preview = try await store.judge(act, at: "T-01")
            #expect(preview.effects.namings.map(\.belowMinimum) == [2])
            #expect(preview.gone.map(\.to) == [nil] && preview.new.map(\.to) == [day("08-15"), nil])
            let row = township("T-01", [DutyEntry(.director, "乙", since: day("08-16"))])
            let change = try await store.judge([row])
            #expect(change.effects.namings == preview.effects.namings && change.effects.weeks == [])
            #expect(change.sites.first?.fields.map(\.field) == [.duty(.director)])
            #expect(change.sites.first?.fields.first?.before == "甲 2021-01-01–")
            #expect(change.sites.first?.fields.first?.after == "乙 2021-08-16–")
        }
    }
}
