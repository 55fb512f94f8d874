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
        try await objections { _ = try await store.judge(act, at: code, why: "登错") }
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
}
