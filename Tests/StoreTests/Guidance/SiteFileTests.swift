import Postgres
import Testing

@testable import Compliance
@testable import Store

@Suite("The file that accountability is worked out from")
struct SiteFileTests {
    @Test("Visits, issues, guidance and directors as they are on record, by hand")
    func whole() async throws {
        try await TestCounty.with { store, database in
            let director = DutyEntry(.director, "一号乡镇卫生院院长", since: day("01-01"))
            _ = try await store.importSites([township("T-01", [director])])
            let version = try IssueTests.version()
            _ = try await store.issue(IssueTests.form(["T-01"], version), now: FilingTests.now)
            try await Self.issued("2021-08-02 09:00+08", database)
            _ = try await store.record(
                guidance: GuidanceTests.form(1, at: "2021-08-03T09:00:00+08:00"),
                now: FilingTests.now
            )
            let visits = InspectionRows(store: store, database: database)
            try await visits.add(
                1,
                "T-01",
                "08-05 09:01",
                grade: 0,
                score: 60,
                gaps: ["A-04", "B-02", "C-01?", "A-05*"],
                severity: .critical
            )
            try await visits.add(
                2,
                "T-01",
                "08-07 09:01",
                grade: 0,
                score: 60,
                gaps: ["A-04?"],
                severity: .critical
            )
            let file = try await store.siteFile("T-01").file
            #expect(file.visits.map(\.startedAt) == [moment("08-05 09:00"), moment("08-07 09:00")])
            #expect(file.visits.map(\.isBelowMinimum) == [true, true])
            #expect(file.visits[0].notMet == ["A-04", "B-02", "A-05"])
            #expect(file.visits[0].causes == ["A-04", "B-02"] && file.visits[1].causes == [])
            // The second visit found B-02 met, and did not check A-04; A-05 had not been found before it was mended on the spot.
            let ended = [SiteFile.Mending(item: "B-02", at: moment("08-07 09:01"), visit: file.visits[1].id)]
            #expect(file.mendings == ended && file.visits.allSatisfy { $0.version == version })
            #expect(file.guidance.map(\.at) == [moment("08-03 09:00")])
            #expect(file.directors.map(\.person) == ["一号乡镇卫生院院长"])
            // Issued on the 2nd, received after 24 hours, guidance on the 3rd: a notice is what is left; and the second visit
            // is below by what nobody checked alone, which is held against nobody.
            #expect(file.finding.missing == [.notice, .stillBelow])
            #expect(file.finding.found?.startedAt == moment("08-05 09:00"))
            // Stated for the 3rd, and put on record today, by the server's clock: that is said.
            let recorded = try #require(file.guidance.first?.recordedAt)
            #expect(recorded > moment("08-07 09:00"))
            let late = CaseFinding.Doubt.guidanceRecordedLater(
                given: moment("08-03 09:00"),
                recorded: recorded
            )
            #expect(file.finding.doubts == [late])
        }
    }

    @Test("A flag names what is missing of issue and guidance, by the visits of its run")
    func flags() async throws {
        try await TestCounty.with { store, database in
            _ = try await store.importSites([township("T-01"), township("T-02"), township("T-03")])
            let visits = InspectionRows(store: store, database: database)
            // The third is below by what nobody checked alone: what the commission owes is named all the same, but no notice,
            // which is of items not met.
            for (number, site, gap) in [(1, "T-01", "A-04"), (2, "T-02", "A-04"), (3, "T-03", "A-04?")] {
                try await visits.add(
                    number,
                    site,
                    "08-17 09:01",
                    grade: 0,
                    score: 60,
                    gaps: [gap],
                    severity: .critical
                )
            }
            _ = try await store.issue(IssueTests.form(["T-01"], IssueTests.version()), now: FilingTests.now)
            try await Self.issued("2021-08-02 09:00+08", database)
            let week = ISOWeek(of: day("08-17"))
            func missing() async throws -> [[Text]] {
                try await store.weekFigures(week, now: FilingTests.now).flags
                    .sorted { $0.site.code < $1.site.code }.map(\.missing)
            }
            func titles(_ missing: CaseFinding.Missing...) -> [Text] { missing.map(\.title) }
            let (neither, unchecked) = (titles(.issue, .guidance, .notice), titles(.issue, .guidance))
            #expect(try await missing() == [titles(.guidance, .notice), neither, unchecked])
            _ = try await store.record(
                guidance: GuidanceTests.form(1, at: "2021-08-03T09:00:00+08:00"),
                now: FilingTests.now
            )
            // It was put on record after the visit: that does not count in silence.
            let (file, _) = try await store.siteFile("T-01")
            let late = try #require(file.finding.doubts.first?.lateRecord)
            #expect(late.zh.contains("2021-08-03 09:00"))
            #expect(try await missing() == [titles(.notice) + [late], neither, unchecked])
            try await database.run(
                "ALTER TABLE guidance DISABLE TRIGGER USER; UPDATE guidance SET recorded_at = given_at"
            )
            #expect(try await missing() == [titles(.notice), neither, unchecked])
        }
    }

    @Test(
        "What ended a gap is in the file: a colleague's visit, an inspector's word; not what waits or was sent back"
    )
    func mendings() async throws {
        try await CountyWithGap.with { gap in
            func mended() async throws -> [String] {
                try await gap.county.shell.siteFile("T-01").file.mendings
                    .map { "\($0.item) \($0.visit.map { "\($0)".suffix(1) } ?? "-")" }
            }
            // The director's own visit found both met, and waits; the inspector sends it back for A-01.
            try await gap.rows.add(2, "T-01", "08-20 09:00", grade: 2, score: 95, filedBy: "wang")
            #expect(try await mended() == [])
            let file = try await gap.county.shell.siteFile("T-01").file
            #expect(file.visits.map(\.finishedAt) == [moment("08-18 09:00"), moment("08-20 09:00")])
            _ = try await gap.verify("li", 2, .returned, visit: true)
            #expect(try await mended() == [])
            _ = try await gap.submit("wang", 20)
            #expect(try await mended() == [])
            _ = try await gap.verify("zhao", 20)
            #expect(try await mended() == ["A-01 -"])
            // A visit of zhao's on the 21st found both met: it ended A-02, and A-01 before anybody's word of today.
            try await gap.rows.add(3, "T-01", "08-21 09:00", grade: 2, score: 95, filedBy: "zhao")
            #expect(try await mended() == ["A-01 3", "A-02 3"])
        }
    }

    /// Issues are of the server's clock: as if that had been then.
    private static func issued(_ moment: String, _ database: Database) async throws {
        try await database.run(
            "ALTER TABLE issuance DISABLE TRIGGER USER; UPDATE issuance SET issued_at = '\(moment)'"
        )
    }
}
