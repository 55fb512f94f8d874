import Compliance
import Postgres
import StrictJSON
import Testing

@testable import Store

/// 2021-W31 begins on 2 August, W32 on the 9th, W33 on the 16th, W34 on the 23rd.
@Suite("Correcting a site's past")
struct SiteActTests {
    /// `code pointer` of what is refused.
    private static func said(_ act: SiteAct, at code: String, _ store: Store) async throws -> [String] {
        do {
            _ = try await store.judge(act, at: code, why: "登错")
            return []
        } catch let problems as Problems {
            return problems.all.map { "\($0.code) \($0.pointer)" }
        }
    }

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

    @Test("A period is corrected, added and withdrawn, whichever it is; what was said stays, with why")
    func periods() async throws {
        try await EvidenceCounty.with { county in
            let store = county.store
            _ = try await store.importSites([township("T-51", from: day("02-01"), to: day("03-31"))])
            _ = try await store.importSites([township("T-51", from: day("05-01"))])
            let first = SiteAct.correctPeriod(
                day("02-01"),
                PeriodCorrection(openedOn: day("02-08"), closedOn: .value(day("03-24")))
            )
            let preview = try await store.judge(first, at: "T-51", why: "登错")
            #expect(preview.gonePeriods.map(\.openedOn) == [day("02-01")])
            #expect(preview.newPeriods.map(\.closedOn) == [day("03-24")])
            // The week of 1 February (W05) and that of 29 March (W13) are without it.
            #expect(
                preview.effects.weeks.map { "\($0.week) \($0.fewer)" } == ["2021-W05 1", "2021-W13 1"]
            )
            try await store.change(first, at: "T-51", why: "首日有误", edition: preview.edition)
            let added = SiteAct.addPeriod(day("04-05"), closedOn: day("04-09"), predecessor: nil)
            try await store.change(added, at: "T-51", why: "漏登")
            var timeline = try await store.siteTimeline("T-51")
            #expect(
                timeline.periods.map { "\($0.openedOn) \($0.closedOn.map { "\($0)" } ?? "")" } == [
                    "2021-02-08 2021-03-24", "2021-04-05 2021-04-09", "2021-05-01 ",
                ]
            )
            try await store.change(.withdrawPeriod(day("04-05")), at: "T-51", why: "没有启用")
            timeline = try await store.siteTimeline("T-51")
            #expect(timeline.periods.count == 2)
            #expect(
                timeline.replacedPeriods.map { "\($0.value.openedOn) \($0.reason ?? "")" } == [
                    "2021-04-05 没有启用", "2021-02-01 首日有误",
                ]
            )
            await #expect(throws: StoreError.changedMeanwhile) {
                try await store.change(
                    .withdrawPeriod(day("05-01")),
                    at: "T-51",
                    why: "再来",
                    edition: preview.edition
                )
            }
            #expect(try await county.differing() == [])
        }
    }

    @Test("What cannot be so is refused by its field")
    func refused() async throws {
        try await TestCounty.with { store, _ in
            _ = try await store.importSites([
                township("T-01", from: day("02-01"), to: day("03-31")), township("T-02", from: day("02-01")),
            ])
            _ = try await store.importSites([township("T-01", from: day("05-01"))])
            func said(_ act: SiteAct) async throws -> [String] {
                try await Self.said(act, at: "T-01", store)
            }
            func period(_ opened: String, _ correction: PeriodCorrection) async throws -> [String] {
                try await said(.correctPeriod(day(opened), correction))
            }
            #expect(
                try await period("02-02", PeriodCorrection(openedOn: day("02-03"))) == ["noPeriod /period"]
            )
            #expect(
                try await period("02-01", PeriodCorrection(closedOn: .value(day("05-01"))))
                    == ["periodsOverlap /opened"]
            )
            #expect(
                try await period("02-01", PeriodCorrection(closedOn: .nothing)) == ["periodsOverlap /opened"]
            )
            #expect(
                try await period("05-01", PeriodCorrection(closedOn: .value(day("04-30"))))
                    == ["endsBeforeStart /closed"]
            )
            #expect(
                try await period("05-01", PeriodCorrection(openedOn: Day("1921-01-01")))
                    == ["implausibleDay /opened"]
            )
            #expect(
                try await period("05-01", PeriodCorrection(predecessor: .value("T-02")))
                    == ["predecessorOpen /predecessor"]
            )
            #expect(
                try await period("05-01", PeriodCorrection(predecessor: .value("T-77")))
                    == ["noPredecessor /predecessor"]
            )
            #expect(
                try await Self.said(.withdrawPeriod(day("02-01")), at: "T-02", store) == [
                    "lastPeriod /period"
                ]
            )
            #expect(
                try await said(.addDescription(day("06-01"), DescriptionCorrection(township: .value("99"))))
                    == ["noTownship /township"]
            )
            #expect(
                try await said(.correctDescription(nil, DescriptionCorrection(township: .nothing)))
                    == ["noTownship /township"]
            )
            #expect(
                try await said(
                    .correctDescription(nil, DescriptionCorrection(name: "", capacity: .value(-1)))
                )
                    == ["badName /name", "outOfRange /capacity"]
            )
            #expect(try await said(.withdrawDescription(day("06-01"))) == ["noDescription /since"])
            let problems = try await #require(throws: Problems.self) {
                try await store.judge(.withdrawPeriod(day("02-01")), at: "T-01", why: "")
            }
            #expect(problems.all.map(\.code) == ["noReason"])
            await #expect(throws: StoreError.noSite("T-88")) {
                try await store.judge(.withdrawPeriod(day("02-01")), at: "T-88", why: "登错")
            }
        }
    }

    @Test("What it was called and was on any day, a change that was left out, and one that never was")
    func descriptions() async throws {
        try await EvidenceCounty.with { county in
            let store = county.store
            _ = try await store.importSites([township("T-51", from: day("02-01"))])
            let renamed = DescriptionCorrection(name: "九月名", english: "September")
            try await store.change(.addDescription(day("09-01"), renamed), at: "T-51", why: "漏登")
            // A change in between, which no register file takes any more.
            let between = DescriptionCorrection(
                capacity: .value(40),
                place: .value(SitePlace(latitude: "34.400000", longitude: "112.700000"))
            )
            try await store.change(.addDescription(day("06-01"), between), at: "T-51", why: "漏登容量")
            #expect(
                try await Self.said(.addDescription(day("06-01"), renamed), at: "T-51", store)
                    == ["twoOnADay /since"]
            )
            func all() async throws -> [String] {
                try await store.siteTimeline("T-51").descriptions
                    .map { "\($0.since.map { "\($0)" } ?? "–") \($0.name.zh) \($0.capacity ?? 0)" }
            }
            #expect(try await all() == ["– 隔离点T-51 0", "2021-06-01 隔离点T-51 40", "2021-09-01 九月名 0"])
            #expect(
                try await store.siteTimeline("T-51").descriptions.map { $0.place == nil } == [
                    true, false, true,
                ]
            )
            try await store.change(
                .correctDescription(
                    day("06-01"),
                    DescriptionCorrection(since: day("06-08"), capacity: .value(50))
                ),
                at: "T-51",
                why: "数错"
            )
            try await store.change(
                .correctDescription(nil, DescriptionCorrection(since: day("06-01"), address: .value("老学校"))),
                at: "T-51",
                why: "补地址"
            )
            #expect(try await all() == ["– 隔离点T-51 0", "2021-06-08 隔离点T-51 50", "2021-09-01 九月名 0"])
            try await store.change(.withdrawDescription(day("09-01")), at: "T-51", why: "没有更名")
            let timeline = try await store.siteTimeline("T-51")
            #expect(timeline.descriptions.map(\.address) == ["老学校", ""])
            #expect(timeline.replacedDescriptions.map(\.reason) == ["没有更名", "补地址", "数错"])
            #expect(try await county.differing() == [])
        }
    }

    @Test("Why something was corrected is read by whoever reads the site, and by nobody else")
    func reasons() async throws {
        try await CountyWithAccounts.with { county in
            for code in ["T-01", "T-02"] {
                try await county.shell.change(
                    .correctDescription(nil, DescriptionCorrection(address: .value("老学校"))),
                    at: code,
                    why: "补 \(code) 的地址"
                )
            }
            try await county.shell.renameTownship("T-02", to: Text(zh: "新乡", en: "New"), why: "撤乡设镇")
            try await county.add("leader", .leader)
            try await county.add("director", .director, duties: ["director@T-01"])
            let (leader, _) = try await county.signedIn("leader")
            let (director, _) = try await county.signedIn("director")
            #expect(
                try await leader.siteTimeline("T-02").replacedDescriptions.map(\.reason) == ["补 T-02 的地址"]
            )
            #expect(
                try await director.siteTimeline("T-01").replacedDescriptions.map(\.reason) == ["补 T-01 的地址"]
            )
            #expect(try await director.townships().flatMap(\.names).compactMap(\.reason) == ["撤乡设镇"])
            let others = try await county.owner.query(
                "SELECT number FROM audit_entry WHERE reason IS NOT NULL AND object = 'site/T-02'"
            )
            let number = try others[0]["number"] as Int
            let read = try await director.query("SELECT said_why(\(director.county.id), \(number)) AS why")
            #expect(try read[0]["why"] as String? == nil)
            let whole = try await leader.query("SELECT said_why(\(leader.county.id), \(number)) AS why")
            #expect(try whole[0]["why"] == "补 T-02 的地址")
            // What is no entry of the register says nothing, and neither does another county's.
            let account = try await county.owner.query(
                "SELECT max(number) AS number FROM audit_entry WHERE object LIKE 'account/%'"
            )
            let none = try await leader.query(
                """
                SELECT said_why(\(leader.county.id), \(try account[0]["number"] as Int)) AS account,
                    said_why(\(leader.county.id + 1), \(number)) AS far
                """
            )
            #expect(try none[0]["account"] as String? == nil && none[0]["far"] as String? == nil)
        }
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
