import AuditLog
import Compliance
import Postgres
import StrictJSON
import Testing

@testable import Store

@Suite("What the commission owes, and what an inspector may do next")
struct ArrearsTests {
    /// What is owed, in a line each: kind, site, item and since.
    private static func lines(_ arrears: Arrears, but kinds: Arrears.Kind...) -> [String] {
        arrears.parts.filter { !kinds.contains($0.kind) }
            .flatMap { part in
                part.lines.map { line in
                    [
                        part.kind.rawValue, line.site ?? line.week.map { "\($0)" } ?? "", line.item ?? "",
                        line.since.map { String("\($0)".dropFirst(5)) } ?? "",
                    ]
                    .filter { !$0.isEmpty }.joined(separator: " ")
                }
            }
    }

    @Test(
        "Late visits, what was not checked, notices not issued and weeks not closed, by the day; nothing of it is stored"
    )
    func owed() async throws {
        try await TestCounty.with { store, database in
            _ = try await store.importSites([
                township("T-01"), township("T-02"), township("T-03", to: day("08-10")),
            ])
            let rows = InspectionRows(store: store, database: database)
            // Found on the 3rd, mended on the 10th; A-02 was not checked then. T-02 has an open gap of the 12th.
            try await rows.add(1, "T-01", "08-03 09:00", grade: 1, score: 80, gaps: ["A-01"])
            try await rows.add(2, "T-01", "08-10 09:00", grade: 2, score: 90, gaps: ["A-02?"])
            try await rows.add(3, "T-02", "08-12 09:00", grade: 0, score: 40, gaps: ["A-04"])
            let found = try await store.arrears(now: moment("08-18 10:00"))
            #expect(
                Self.lines(found, but: .standard, .guidance) == [
                    "visit T-02 08-15", "visit T-01 08-17", "recheck T-01 A-02 08-10", "notice T-02 08-12",
                    "week 2021-W31 08-09", "week 2021-W32 08-16",
                ]
            )
            // Standards are those of the week's report: no version was issued to the two sites in operation.
            let standards = found.parts.first { $0.kind == .standard }
            #expect(standards?.total == 2 && standards?.lines.map(\.site) == ["T-01", "T-02"])
            // On the 17th T-01 is in time, and the week of the 9th is over since the 16th.
            let before = try await store.arrears(now: moment("08-15 23:00"))
            #expect(
                Self.lines(before, but: .standard, .guidance) == [
                    "recheck T-01 A-02 08-10", "notice T-02 08-12", "week 2021-W31 08-09",
                ]
            )
            _ = try await store.closeWeek(try #require(ISOWeek("2021-W31")))
            let closed = try await store.arrears(now: moment("08-15 23:00"))
            #expect(!Self.lines(closed).contains("week 2021-W31 08-09"))
        }
    }

    @Test("A notice is owed until it is issued, then its arrival until it reached the director")
    func notices() async throws {
        try await NoticeCounty.with { county in
            try await county.file(1)
            let now = moment("08-18 20:00")
            func found() async throws -> [String] {
                Self.lines(try await county.shell.arrears(now: now))
                    .filter {
                        $0.hasPrefix("notice") || $0.hasPrefix("arrival")
                    }
            }
            #expect(try await found() == ["notice T-01 08-18"])
            let notice = try await county.issue(1).notice
            #expect(try await found() == ["arrival T-01 \("\(Day(notice.issuedAt))".dropFirst(5))"])
            try await county.acting("wang").acknowledge(.notice(InspectionRows.id(1)))
            #expect(try await found() == [])
        }
    }

    @Test("The arrival of a notice is owed of whichever finding, also of one between the first and the last")
    func between() async throws {
        try await NoticeCounty.with { county in
            // A-04 is found on each of three days, and only the finding of the second was put to the site.
            try await county.file(1, "08-16 09:00")
            try await county.file(2, "08-17 09:00")
            try await county.file(3, "08-18 09:00")
            let notice = try await county.issue(2).notice
            func found() async throws -> [String] {
                Self.lines(try await county.shell.arrears(now: moment("08-18 20:00")))
                    .filter { $0.hasPrefix("notice") || $0.hasPrefix("arrival") }
            }
            let issued = "\("\(Day(notice.issuedAt))".dropFirst(5))"
            #expect(try await found() == ["notice T-01 08-18", "arrival T-01 \(issued)"])
            try await county.acting("wang").acknowledge(.notice(InspectionRows.id(2)))
            #expect(try await found() == ["notice T-01 08-18"])
            // On the 19th it is met: then nothing is owed of what is mended.
            try await county.file(4, "08-19 09:00", answers: [("A-04", "yes")])
            #expect(try await found() == [])
        }
    }

    @Test(
        "A notice handed over on paper lacks its photograph until whoever recorded that has sent it; the director is told"
    )
    func photographs() async throws {
        try await NoticeCounty.with { county in
            try await county.file(1)
            _ = try await county.issue(1)
            let now = try await CadenceTests.now(county.people.owner)
            let picture = UploadTests.jpeg(600, 3)
            let handed = try HandOver(
                reachedAt: now,
                receivedBy: "卫生院院长",
                witness: "县疾控检查员",
                photograph: Hash(of: picture).hex
            )
            _ = try await UploadTests.send(picture, to: county.acting("li"))
            try await county.acting("li").handOver(.notice(InspectionRows.id(1)), handed)
            // As releases before took it.
            try await county.losePhotographs()
            func owed() async throws -> [String] {
                Self.lines(try await county.shell.arrears(now: now))
                    .filter { $0.hasPrefix("photograph") || $0.hasPrefix("arrival") }
            }
            #expect(try await owed() == ["photograph T-01 \("\(Day(now))".dropFirst(5))"])
            let mine = try await county.acting("wang").ownSites(now: now).sites[0]
            #expect(mine.unshown.map(\.visit) == [try InspectionRows.id(1)] && mine.notices == [])
            // Another's picture shows nothing.
            _ = try await UploadTests.send(picture, to: county.acting("admin"))
            #expect(try await owed().count == 1)
            _ = try await UploadTests.send(picture, to: county.acting("li"))
            #expect(try await owed() == [])
            #expect(try await county.acting("wang").ownSites(now: now).sites[0].unshown == [])
        }
    }

    @Test(
        "A version issued within 24 hours is on its way, and neither not issued nor owed; then it counts as received"
    )
    func onTheWay() async throws {
        try await NoticeCounty.with { county in
            let now = try await CadenceTests.now(county.people.owner)
            func found(_ after: Int) async throws -> [String] {
                let arrears = try await county.shell.arrears(now: now.adding(seconds: after))
                return arrears.parts.filter { [.standard, .receipt].contains($0.kind) }
                    .flatMap { part in part.lines.map { "\(part.kind.rawValue) \($0.site ?? "")" } }
            }
            let lacking = try await found(0)
            #expect(lacking.contains("standard T-01") && !lacking.contains { $0.hasPrefix("receipt") })
            let version = try #require(
                try await county.shell.handedDown(now: now).sites
                    .first { $0.site.code == "T-01" }?
                    .standards.first?
                    .version.digests
            )
            _ = try await county.shell.issue(IssueForm.node(of: version, to: ["T-01"]), now: now)
            let handed = try await found(60)
            #expect(handed.contains("receipt T-01") && !handed.contains("standard T-01"))
            // 24 hours later it counts as received; acknowledged before, it is on its way no more.
            #expect(try await !found(86_400 + 60).contains { $0.contains("T-01") })
            let number = try #require(
                try await county.acting("wang").handedDown(to: "T-01", now: now).issues.first?.entry
            )
            try await county.acting("wang").acknowledge(number)
            #expect(try await !found(60).contains { $0.contains("T-01") })
        }
    }

    @Test(
        "A closed week is due for a revision where other visits count now than were sealed, in the last eight closed weeks"
    )
    func revisions() async throws {
        try await TestCounty.with { store, database in
            _ = try await store.importSites([township("T-01")])
            let rows = InspectionRows(store: store, database: database)
            try await rows.add(1, "T-01", "08-03 09:00", grade: 1, score: 80)
            try await rows.add(2, "T-01", "08-10 09:00", grade: 1, score: 80)
            for week in ["2021-W31", "2021-W32"] {
                _ = try await store.closeWeek(try #require(ISOWeek(week)))
            }
            func due() async throws -> [String] {
                Self.lines(try await store.arrears(now: moment("08-18 10:00")))
                    .filter { $0.hasPrefix("revision") }
                    .compactMap { $0.split(separator: " ").dropFirst().first }
                    .map(String.init)
            }
            #expect(try await due() == [])
            // One that came in late; one corrected; one withdrawn.
            try await rows.add(3, "T-01", "08-04 09:00", grade: 1, score: 70)
            #expect(try await due() == ["2021-W31"])
            try await rows.add(4, "T-01", "08-10 09:00", grade: 1, score: 75, revises: 2)
            #expect(try await due() == ["2021-W31", "2021-W32"])
            _ = try await store.reviseWeek(try #require(ISOWeek("2021-W31")), reason: "补报")
            #expect(try await due() == ["2021-W32"])
            _ = try await store.reviseWeek(try #require(ISOWeek("2021-W32")), reason: "更正")
            #expect(try await due() == [])
            try await store.withdraw(try InspectionRows.id(3), reason: "走错了点位")
            #expect(try await due() == ["2021-W31"])
            // Eight closed weeks later it is on the week's own page alone.
            for number in 33...40 {
                let week = try #require(ISOWeek("2021-W\(number)"))
                try await rows.add(number, "T-01", at: Instant(startOf: week.monday), grade: 1, score: 80)
                _ = try await store.closeWeek(week)
            }
            #expect(try await due() == [])
        }
    }

    @Test(
        "What waits for an inspector is owed after some days, and on the list of those who may judge it alone"
    )
    func verifications() async throws {
        try await CountyWithGap.with { gap in
            _ = try await gap.submit("wang", 11)
            let now = try await CadenceTests.now(gap.county.owner)
            func owed(_ after: Int, _ patience: Int) async throws -> Int {
                let found = try await gap.store("li")
                    .arrears(patience: patience, now: now.adding(seconds: after * 86_400))
                return found.parts.first { $0.kind == .verification }?.total ?? -1
            }
            let counts = [
                try await owed(3, 3), try await owed(4, 3), try await owed(1, 0), try await owed(0, 0),
            ]
            #expect(counts == [0, 1, 1, 0])
            // Both inspectors may; one who held a duty at the site since it was found may not.
            #expect(try await gap.store("li").plan(now: now).verifications.map(\.item) == ["A-01"])
            _ = try await gap.county.owner.query(
                """
                WITH term AS (
                    INSERT INTO posting (county_id, site, duty, person, held_from, id, entry)
                    SELECT county_id, site, 'medical', '医务组长', '2021-01-01', gen_random_uuid(), entry FROM posting
                    WHERE site = 'T-01' LIMIT 1 RETURNING *)
                INSERT INTO account_duty (county_id, account, site, duty, person, term)
                SELECT county_id, 'zhao', site, duty, person, id FROM term
                """
            )
            let barred = try await gap.store("zhao").plan(now: now)
            #expect(barred.verifications == [] && barred.verificationTotal == 0)
            // T-01, which was last visited years ago, is due to `li` and not to `zhao`; T-02 is to both.
            #expect(try await gap.store("li").plan(now: now).due.map(\.site).contains("T-01"))
            #expect(!barred.due.map(\.site).contains("T-01") && barred.due.map(\.site).contains("T-02"))
            await #expect(throws: StoreError.forbidden) { try await gap.store("wang").plan(now: now) }
            await #expect(throws: StoreError.forbidden) { try await gap.store("wang").arrears(now: now) }
        }
    }
}
