import Testing

@testable import Compliance
@testable import Store

/// A county played through ten weeks of 2021 by the store's acts: the loop of §6, the ten rows of §7's table, and the weeks of
/// §8 as they are closed one after the other. What is expected was worked out by hand.
@Suite("A county in ten weeks, from the standard to the sealed week")
struct TenWeeksTests {
    typealias Orders = WeeklyReport.Orders

    @Test("Weeks 36 to 45 of 2021", .timeLimit(.minutes(5)))
    func played() async throws {
        try await PlayedCounty.with { county in
            try await handDown(county)
            try await week36(county)
            try await week37(county)
            try await week38(county)
            try await week39(county)
            try await week40(county)
            try await week41(county)
            try await week42(county)
            try await week43(county)
            try await week44(&county)
            try await week45(county)
            try await sealedWeeksStand(county)
        }
    }

    /// Issued to all on the 2nd at nine; T-02's director does not acknowledge; T-03 is not given guidance.
    private func handDown(_ county: PlayedCounty) async throws {
        try await county.issue(county.first, to: PlayedCounty.sites, "09-02 09:00")
        for (name, site) in [("wang", "T-01"), ("chen", "T-03"), ("he", "T-04")] {
            try await county.acknowledge(name, site, "09-02 12:00")
        }
        for (number, site) in [(801, "T-01"), (802, "T-02"), (804, "T-04")] {
            try await county.guide(number, site, "09-03 09:00", county.first)
        }
    }

    /// Rows 5 and 1; answered, returned, answered again, verified by another than who returned it.
    private func week36(_ county: PlayedCounty) async throws {
        try await county.visit(1, "T-01", "09-06 09:00", not: ["A-04"])
        try await county.notice(1, "09-06 09:30", reaches: "wang", "09-06 10:00")
        #expect(try await county.run("T-01", "A-04", "09-06 23:00") == "1 open +0 09-07 09:00 -")
        #expect(try await county.run("T-01", "A-04", "09-07 01:00") == "1 open +0 09-07 09:00 blue")
        // After the order's deadline, and before 24 hours from the notice's arrival.
        try await county.visit(2, "T-01", "09-07 09:40", not: ["A-04"])
        #expect(try await county.run("T-01", "A-04", "09-07 10:00") == "1 open +1 09-07 09:00 red")
        #expect(try await county.finding("T-01").missing == [.laterVisit])
        try await county.visit(3, "T-01", "09-08 09:00", not: ["A-04"])
        let finding = try await county.finding("T-01")
        #expect(finding.holds && finding.items == ["A-04"] && !finding.changedHands)
        #expect(try [finding.found?.id, finding.again?.id] == [InspectionRows.id(1), InspectionRows.id(3)])

        try await county.submit("wang", 901, "T-01", "A-04", visit: 3, "09-08 15:00")
        #expect(try await county.run("T-01", "A-04", "09-08 16:00") == "1 submitted +2 09-07 09:00 red")
        let first = try InspectionRows.id(901)
        try await county.judge("li", .submission(first), "T-01", "A-04", "09-08 17:00", returned: "照片看不清")
        #expect(try await county.run("T-01", "A-04", "09-08 18:00") == "1 returned +2 09-07 09:00 red")
        try await county.submit("wang", 902, "T-01", "A-04", visit: 3, "09-09 10:00")
        try await county.judge("zhao", .submission(InspectionRows.id(902)), "T-01", "A-04", "09-09 16:00")
        #expect(try await county.run("T-01", "A-04", "09-09 17:00") == "1 verified +2 09-07 09:00 -")
        try await county.visit(4, "T-02", "09-10 09:00", not: ["C-06"])

        let content = try await county.close("09-06")
        // From the 6th, nine o'clock, to the 9th, sixteen.
        #expect(content.orders == Orders(opened: 2, verified: 1, open: 1, medianHours: 79))
        #expect(content.ranking.map(\.site.code) == ["T-02", "T-01", "T-03", "T-04"])
        #expect(content.notVisited.map(\.site.code) == ["T-03", "T-04"])
        #expect(content.inspections.count == 4 && content.flags.map(\.site) == ["T-01"])
    }

    /// Row 9, the deadline moved; then row 2, nobody acknowledged and 24 hours had passed.
    private func week37(_ county: PlayedCounty) async throws {
        try await county.visit(5, "T-02", "09-13 09:00", not: ["A-04"])
        #expect(try await county.run("T-02", "C-06", "09-13 10:00") == "1 mended +0 09-17 09:00 -")
        try await county.notice(5, "09-13 09:30", reaches: "sun", "09-13 10:00")
        try await county.at("09-13 11:00")
        let moved = try await county.store("admin")
            .moveDeadline(
                of: "A-04",
                site: "T-02",
                was: moment("09-14 09:00"),
                to: moment("09-17 18:00"),
                why: "停水"
            )
        #expect(moved == .done)
        #expect(try await county.run("T-02", "A-04", "09-14 12:00") == "1 open +0 09-17 18:00 -")
        try await county.visit(6, "T-02", "09-15 09:00", not: ["A-04"])
        #expect(try await county.run("T-02", "A-04", "09-15 10:00") == "1 open +1 09-17 18:00 yellow")
        #expect(try await county.finding("T-02").missing == [.laterVisit])
        try await county.visit(7, "T-02", "09-18 09:00", not: ["A-04"])
        #expect(try await county.finding("T-02").holds)
        let content = try await county.close("09-13")
        #expect(content.orders == Orders(opened: 1, mended: 1, open: 1, overdue: 1, medianHours: 72))
    }

    /// Row 6: below by what nobody checked alone, which is a re-check that the commission owes and no order.
    private func week38(_ county: PlayedCounty) async throws {
        try await county.visit(8, "T-02", "09-20 09:00")
        #expect(try await county.run("T-02", "A-04", "09-20 10:00") == "1 mended +2 09-17 18:00 -")
        try await county.visit(9, "T-03", "09-20 10:00", unchecked: ["A-04"])
        try await county.visit(10, "T-03", "09-22 09:00", unchecked: ["A-04"])
        let finding = try await county.finding("T-03")
        #expect(finding.missing == [.finding] && finding.found == nil)
        await #expect(throws: StoreError.noGap(site: "T-03", item: "A-04")) {
            try await county.shell.gap("T-03", "A-04")
        }
        let content = try await county.close("09-20")
        #expect(content.orders == Orders(mended: 1, medianHours: 168))
        #expect(content.rechecks.map { "\($0.site) \($0.item)" } == ["T-03 A-04"])
    }

    /// Row 3: guidance after the visit. A visit filed by mistake counts nowhere; one of week 37 arrives late.
    private func week39(_ county: PlayedCounty) async throws {
        try await county.visit(11, "T-03", "09-27 09:00", not: ["A-04"])
        try await county.notice(11, "09-27 09:30", reaches: "chen", "09-27 10:00")
        try await county.guide(803, "T-03", "09-28 09:00", county.first)
        try await county.visit(12, "T-03", "09-29 09:00", not: ["A-04"])
        #expect(try await county.finding("T-03").missing == [.guidance])
        try await county.notice(12, "09-29 10:00", reaches: nil)
        try await county.visit(13, "T-01", "09-30 09:00", not: ["A-01"])
        #expect(try await county.run("T-01", "A-01", "09-30 09:30") == "1 open +0 10-03 09:00 -")
        try await county.at("09-30 12:00")
        _ = try await county.store("admin").withdraw(InspectionRows.id(13), reason: "走错了点位")
        await #expect(throws: StoreError.noGap(site: "T-01", item: "A-01")) {
            try await county.shell.gap("T-01", "A-01")
        }
        try await county.visit(14, "T-02", "09-16 09:00", not: ["A-04"], filed: "09-30 15:00")
        #expect(try await county.run("T-02", "A-04", "09-30 16:00") == "1 mended +3 09-17 18:00 -")
        let content = try await county.close("09-27")
        #expect(content.orders == Orders(opened: 1, open: 1, overdue: 1))
        #expect(try content.inspections.map(\.id) == [InspectionRows.id(11), InspectionRows.id(12)])

        // The late visit makes the sealed week due, and its revision says so; the first stays as it was.
        let week = ISOWeek(of: day("09-13"))
        let first = try await county.shell.sealedWeek(week)
        let revised = try await county.store("admin").reviseWeek(week, reason: "一次检查迟报")
        #expect(try revised.report.causes.map(\.inspection) == [InspectionRows.id(14)])
        #expect(revised.report.content.inspections.count == 4)
        #expect(try await county.shell.sealedWeek(week, revision: 1) == first)
    }

    /// Row 8: the notice reached nobody. What the operator files as met waits for an inspector.
    private func week40(_ county: PlayedCounty) async throws {
        try await county.visit(15, "T-03", "10-04 09:00", not: ["A-04"])
        let finding = try await county.finding("T-03")
        #expect(finding.missing == [.notice])
        #expect(try finding.found?.id == InspectionRows.id(12))
        try await county.submit("chen", 903, "T-03", "A-04", visit: 15, "10-05 10:00")
        try await county.visit(16, "T-03", "10-07 09:00", by: nil)
        #expect(try await county.run("T-03", "A-04", "10-07 10:00") == "1 waiting +2 09-28 09:00 -")
        let content = try await county.close("10-04")
        #expect(content.orders.open == 1 && content.orders.ended == 0 && content.orders.opened == 0)
        #expect(content.waiting.map { "\($0.site) \($0.item)" } == ["T-03 A-04"])
    }

    /// Row 7: another version is in force since the 11th, and was not issued.
    private func week41(_ county: PlayedCounty) async throws {
        try await county.judge("li", .visit(InspectionRows.id(16)), "T-03", "A-04", "10-12 09:00")
        #expect(try await county.run("T-03", "A-04", "10-12 10:00") == "1 verified +2 09-28 09:00 -")
        try await county.visit(17, "T-04", "10-12 09:00", not: ["A-04"])
        try await county.notice(17, "10-12 09:30", reaches: "he", "10-12 10:00")
        try await county.visit(18, "T-04", "10-15 09:00", not: ["A-04"])
        #expect(try await county.finding("T-04").missing == [.issue, .guidance])
        let content = try await county.close("10-11")
        // From 27 September to 12 October, nine o'clock both.
        #expect(content.orders == Orders(opened: 1, verified: 1, open: 1, overdue: 1, medianHours: 360))
        #expect(
            content.owedStandards.map { "\($0.site) \($0.owed)" } == PlayedCounty.sites.map { "\($0) issue" }
        )
    }

    /// Row 4: what was found is met, and another gap keeps the site below.
    private func week42(_ county: PlayedCounty) async throws {
        try await county.issue(county.second, to: ["T-04"], "10-18 09:00")
        try await county.acknowledge("he", "T-04", "10-18 10:00")
        try await county.guide(805, "T-04", "10-18 14:00", county.second)
        try await county.visit(19, "T-04", "10-19 09:00", not: ["A-04"])
        try await county.notice(19, "10-19 09:30", reaches: "he", "10-19 10:00")
        try await county.visit(20, "T-04", "10-21 09:00", not: ["B-01"])
        let finding = try await county.finding("T-04")
        #expect(finding.missing == [.sameItem])
        #expect(try finding.found?.id == InspectionRows.id(19))
        let content = try await county.close("10-18")
        #expect(content.orders == Orders(opened: 1, mended: 1, open: 1, overdue: 1, medianHours: 216))
        #expect(content.owedStandards.map(\.site) == ["T-01", "T-02", "T-03"])
    }

    /// Row 10: another director since the deadline's day; a correction stands in the place of what it corrects.
    private func week43(_ county: PlayedCounty) async throws {
        try await county.visit(21, "T-04", "10-25 09:00", not: ["B-01"])
        try await county.notice(21, "10-25 09:30", reaches: "he", "10-25 10:00")
        try await county.at("10-26 08:00")
        let next = DutyEntry(.director, "四号乡镇卫生院新任院长", since: day("10-26"))
        _ = try await county.shell.importSites([township("T-04", [next])])
        try await county.visit(22, "T-04", "10-28 09:00", not: ["B-01"])
        try await county.visit(
            23,
            "T-04",
            "10-28 09:00",
            not: ["B-01", "C-06"],
            filed: "10-29 09:00",
            revises: 22
        )
        let finding = try await county.finding("T-04")
        #expect(finding.holds && finding.items == ["B-01"] && finding.changedHands)
        #expect(try finding.again?.id == InspectionRows.id(23))
        #expect(try await county.run("T-04", "B-01", "10-29 10:00") == "1 open +2 10-22 09:00 red")
        let content = try await county.close("10-25")
        #expect(content.orders == Orders(opened: 1, open: 2, overdue: 1))
        #expect(try content.inspections.map(\.id) == [InspectionRows.id(21), InspectionRows.id(23)])
    }

    /// The new director answers; what was answered in time is not overdue while it waits.
    private func week44(_ county: inout PlayedCounty) async throws {
        try await county.join("ma", .director, duties: ["director@T-04"])
        try await county.submit("ma", 904, "T-04", "B-01", visit: 23, "11-01 09:00")
        try await county.judge("li", .submission(InspectionRows.id(904)), "T-04", "B-01", "11-01 15:00")
        #expect(try await county.run("T-04", "C-06", "11-02 00:00") == "1 open +0 11-04 09:00 -")
        #expect(try await county.run("T-04", "C-06", "11-02 02:00") == "1 open +0 11-04 09:00 blue")
        try await county.submit("ma", 905, "T-04", "C-06", visit: 23, "11-03 09:00")
        #expect(try await county.run("T-04", "C-06", "11-05 09:00") == "1 submitted +0 11-04 09:00 -")
        for (number, site) in [(24, "T-01"), (25, "T-02"), (26, "T-03")] {
            try await county.visit(number, site, "11-05 09:00")
        }
        let content = try await county.close("11-01")
        #expect(content.orders == Orders(verified: 1, open: 1, medianHours: 270))
        #expect(content.waiting.map { "\($0.site) \($0.item)" } == ["T-04 C-06"])
        #expect(content.ranking.map(\.visit?.score) == [100, 100, 100, nil])
    }

    /// What was closed and is found again is another run.
    private func week45(_ county: PlayedCounty) async throws {
        try await county.judge("zhao", .submission(InspectionRows.id(905)), "T-04", "C-06", "11-08 09:00")
        try await county.visit(27, "T-01", "11-09 09:00", not: ["A-04"])
        #expect(try await county.run("T-01", "A-04", "11-09 10:00") == "2 open +0 11-10 09:00 -")
        try await county.visit(28, "T-01", "11-10 09:00")
        #expect(try await county.run("T-01", "A-04", "11-10 10:00") == "2 mended +0 11-10 09:00 -")
        let content = try await county.close("11-08")
        // 24 hours, and from 28 October to 8 November: 264.
        #expect(content.orders == Orders(opened: 1, verified: 1, mended: 1, medianHours: 144))
    }

    /// After all that, every sealed week is on record as it was sealed, week 37 with its revision.
    private func sealedWeeksStand(_ county: PlayedCounty) async throws {
        let verified = try await county.shell.verifyWeeks()
        #expect(verified.isWhole, "\(verified)")
        for (monday, revisions) in [("09-06", 1), ("09-13", 2), ("10-25", 1), ("11-08", 1)] {
            #expect(try await county.shell.revisions(of: ISOWeek(of: day(monday))).count == revisions)
        }
    }
}
