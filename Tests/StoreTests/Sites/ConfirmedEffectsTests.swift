import Compliance
import Postgres
import Testing

@testable import Store

/// 2021-W31 begins on 2 August, W32 on the 9th, W33 on the 16th, W34 on the 23rd.
@Suite("What a change of the register does to weeks and flags, said before it is confirmed")
struct ConfirmedEffectsTests {
    /// Who is flagged at the end of the weeks, how long, and who directed the site then.
    private static func flags(_ weeks: [ISOWeek], _ store: Store) async throws -> [String] {
        var said: [String] = []
        for week in weeks {
            for flag in try await store.weekFigures(week, now: moment("10-01 09:00")).flags {
                let names = flag.holders.map { "\($0.posting?.person ?? "–")×\($0.visits)" }
                said.append("\(week) \(flag.site.code) \(flag.inspections) \(names.joined(separator: ","))")
            }
        }
        return said
    }

    @Test("What is said of weeks and flags before confirming is what then becomes of them")
    func effects() async throws {
        try await TestCounty.with { store, database in
            _ = try await store.importSites([
                township("T-01", to: day("08-13"), [DutyEntry(.director, "甲", since: day("01-01"))]),
                township("T-09", from: day("08-14"), [DutyEntry(.director, "乙", since: day("08-14"))]),
            ])
            _ = try await store.importSites([township("T-09", from: day("08-14"), to: day("09-03"))])
            let visits = InspectionRows(store: store, database: database)
            try await visits.add(1, "T-01", "08-03 09:00", grade: 0, score: 50)
            try await visits.add(2, "T-01", "08-10 09:00", grade: 0, score: 50)
            try await visits.add(3, "T-09", "08-17 09:00", grade: 0, score: 50)
            try await visits.add(4, "T-09", "08-24 09:00", grade: 2, score: 95)
            try await visits.add(5, "T-09", "08-25 09:00", grade: 0, score: 50)
            let weeks = (0...5).map { ISOWeek(of: day("08-02") + 7 * $0) }
            let before = try await Self.flags(weeks, store)
            #expect(
                before == [
                    "2021-W31 T-01 1 甲×1", "2021-W32 T-01 2 甲×2", "2021-W33 T-09 1 乙×1",
                    "2021-W34 T-09 1 乙×1",
                    "2021-W35 T-09 1 乙×1",
                ]
            )
            // It moved: T-09 is T-01 elsewhere, from Saturday of W32 on.
            let moved = SiteAct.correctPeriod(day("08-14"), PeriodCorrection(predecessor: .value("t-01")))
            let preview = try await store.judge(moved, at: "T-09", why: "同一点位")
            #expect(
                preview.effects.words.map(\.en) == [
                    "T-01, 2021-W32: no longer flagged (a run of 2).",
                    "T-09, 2021-W32: flagged, with a run of 2.",
                    "T-09, 2021-W33: flagged with a run of 3 instead of 1.",
                ]
            )
            try await store.change(moved, at: "T-09", why: "同一点位")
            #expect(
                try await Self.flags(weeks, store) == [
                    "2021-W31 T-01 1 甲×1", "2021-W32 T-09 2 甲×2", "2021-W33 T-09 3 甲×2,乙×1",
                    "2021-W34 T-09 1 乙×1",
                    "2021-W35 T-09 1 乙×1",
                ]
            )
            // The first of the run directed by another: named so in each week that has the run.
            let handed = DutyAct.start(.director, person: "丙", from: day("08-09"))
            let named = try await store.judge(handed, at: "T-01").effects
            #expect(
                named.flags.map(\.words.en) == [
                    "T-09, 2021-W32 – 2021-W33: flagged with a run of 3 under other directors."
                ]
            )
            try await store.change(handed, at: "T-01")
            #expect(
                try await Self.flags(weeks, store)[1...2] == [
                    "2021-W32 T-09 2 甲×1,丙×1", "2021-W33 T-09 3 甲×1,丙×1,乙×1",
                ]
            )
            // Closed a week earlier: of W35 no more.
            let closed = SiteAct.correctPeriod(day("08-14"), PeriodCorrection(closedOn: .value(day("08-27"))))
            let shorter = try await store.judge(closed, at: "T-09", why: "日期有误")
            #expect(
                shorter.effects.words.map(\.en) == [
                    "2021-W35: sites in operation: 1 fewer.",
                    "T-09, 2021-W35: no longer flagged (a run of 1).",
                ]
            )
            #expect(shorter.stranded.isEmpty)
            let earlier = SiteAct.correctPeriod(
                day("08-14"),
                PeriodCorrection(closedOn: .value(day("08-24")))
            )
            #expect(
                try await store.judge(earlier, at: "T-09", why: "日期有误").stranded.map(\.id) == [
                    InspectionRows.id(5)
                ]
            )
            try await store.change(closed, at: "T-09", why: "日期有误")
            #expect(try await Self.flags(weeks, store).count == 4)
            // The good visit was filed by mistake: what was two runs is one.
            let withdrawal = try await store.judgeWithdrawal(of: try InspectionRows.id(4))
            #expect(withdrawal.map(\.en) == ["T-09, 2021-W34: flagged with a run of 4 instead of 1."])
            try await store.withdraw(try InspectionRows.id(4), reason: "试用")
            #expect(try await Self.flags(weeks, store).last == "2021-W34 T-09 4 甲×1,丙×1,乙×2")
            #expect(try await store.judgeWithdrawal(of: try InspectionRows.id(4)) == [])
        }
    }

    @Test("What withdrawing a visit does to its week and its gaps is said")
    func withdrawal() async throws {
        try await TestCounty.with { store, database in
            _ = try await store.importSites([township("T-01")])
            let visits = InspectionRows(store: store, database: database)
            try await visits.add(1, "T-01", "08-03 09:00", grade: 0, score: 50, gaps: ["A-04", "B-02"])
            try await visits.add(2, "T-01", "08-05 09:00", grade: 2, score: 95, gaps: ["B-02"])
            try await visits.add(3, "T-01", "08-10 09:00", grade: 2, score: 95)
            func said(_ number: Int) async throws -> [String] {
                try await store.judgeWithdrawal(of: try InspectionRows.id(number)).map(\.en)
            }
            let gaps =
                "Its 2 gaps (2 critical) count no more; 1 of them were found again later, and may be open since a "
                + "later day, with a later deadline."
            // A later visit of the week has its rank and ended the run.
            #expect(try await said(1) == [gaps])
            let other = try await said(2)
            #expect(
                other.first == "2021-W31: rank and gaps of T-01 are those of the visit of 2021-08-03 instead."
            )
            #expect(other.last == "T-01, 2021-W31: flagged, with a run of 1." && other.count == 3)
            #expect(try await said(3) == ["2021-W32: T-01 counts as not inspected that week."])
            // Found again under the code that it goes on as, too.
            _ = try await store.importSites([township("T-01", to: day("08-13"))])
            let successor = township("T-09", from: day("08-14")).site
            _ = try await store.importSites([
                RegisterEntry(site: successor, predecessor: .value("T-01"), row: 1)
            ])
            try await visits.add(4, "T-09", "08-17 09:00", grade: 2, score: 95, gaps: ["A-04"])
            #expect(try await said(1) == [gaps.replacing("1 of them", with: "2 of them")])
            await #expect(throws: StoreError.noInspection("\(try InspectionRows.id(9))")) {
                try await store.judgeWithdrawal(of: try InspectionRows.id(9))
            }
        }
    }

    @Test("A township's new name and the weeks that are over")
    func renaming() async throws {
        try await TestCounty.with { store, _ in
            _ = try await store.importSites([township("T-01")])
            let name = Text(zh: "新乡", en: "New")
            let preview = try await store.judgeRenaming("T-01", to: name, from: day("08-18"), why: "更名")
            let last = ISOWeek(of: try await store.register(of: []).today).previous
            #expect(
                preview.effects.map(\.en) == [
                    "2021-W33 – \(last): the week's figures call the township (1 sites today) 'New'; inspections on record keep "
                        + "the name of their day."
                ]
            )
            #expect(preview.gone == [] && preview.new.map(\.name) == [name])
            // From today on nothing of the past changes.
            #expect(try await store.judgeRenaming("T-01", to: name, why: "更名").effects == [])
            try await store.renameTownship(
                "T-01",
                to: name,
                from: day("08-18"),
                why: "更名",
                edition: preview.edition
            )
            await #expect(throws: StoreError.changedMeanwhile) {
                try await store.renameTownship(
                    "T-01",
                    to: Text(zh: "别", en: "x"),
                    why: "更名",
                    edition: preview.edition
                )
            }
        }
    }
}
