import Postgres
import StrictJSON
import Testing

@testable import Compliance
@testable import Store

@Suite("What is asked of whoever holds a duty at a site")
struct OwnSitesTests {
    private static let now = moment("08-18 12:00")

    private static func codes(_ own: OwnSites) -> [String] { own.sites.map(\.site.code) }

    @Test("The director sees all that is open at the own site, another duty its own, and nobody another's")
    func everyoneTheirOwn() async throws {
        try await NoticeCounty.with { county in
            // Critical both: A-04 is the government head's, E-01 the party head's.
            try await county.file(1, answers: [("A-04", "no"), ("E-01", "no")])
            let director = try await county.acting("wang").ownSites(now: Self.now)
            let site = try #require(director.sites.first)
            #expect(Self.codes(director) == ["T-01"] && director.others == [])
            #expect(site.duties == [.director] && site.openGaps == 2)
            #expect(site.gaps.map(\.item.code) == ["A-04", "E-01"])
            let run = try #require(site.gaps.first?.openRun)
            #expect(run.deadline == moment("08-19 09:00") && run.state == .open)
            #expect(site.gaps.map { $0.item.evidence } == [[.document], [.document]])
            #expect(site.latest?.id == (try InspectionRows.id(1)) && site.notices == [])

            let head = try #require(try await county.acting("zhao").ownSites(now: Self.now).sites.first)
            #expect(head.duties == [.partyHead] && head.gaps.map(\.item.code) == ["E-01"])
            #expect(head.ownGaps == 1 && head.openGaps == 2 && site.ownGaps == 2)

            let other = try await county.acting("sun").ownSites(now: Self.now)
            #expect(Self.codes(other) == ["T-02"])
            #expect(other.sites[0].gaps.isEmpty && other.sites[0].openGaps == 0)
            #expect(other.sites[0].latest == nil && other.sites[0].notices == [])
            for name in ["admin", "li"] {
                await #expect(throws: StoreError.forbidden) {
                    try await county.acting(name).ownSites(now: Self.now)
                }
            }
        }
    }

    @Test(
        "The one gap of a duty is found behind more than a page of others, and what is not shown is counted"
    )
    func behindOthers() async throws {
        try await NoticeCounty.with { county in
            // All of them are found by one visit, the party head's by a later one: its deadline is the last.
            let checklist = try TestCounty.checklist("township-isolation")
            let codes = checklist.items.map(\.code).filter { $0 != "E-01" }.prefix(110)
            let rows = InspectionRows(store: county.shell, database: county.people.owner)
            try await rows.add(1, "T-01", "08-10 09:00", grade: 0, score: 10, gaps: Array(codes))
            try await rows.add(
                2,
                "T-01",
                "08-18 09:00",
                grade: 0,
                score: 10,
                gaps: ["E-01"],
                notAsked: Array(codes)
            )
            try await county.people.owner.run(
                """
                BEGIN; SET LOCAL session_replication_role = replica;
                UPDATE gap SET deadline = '2021-08-11 09:00+08' WHERE item <> 'E-01';
                UPDATE gap SET responsible = 'partyHead' WHERE item = 'E-01'; COMMIT
                """
            )
            let head = try #require(try await county.acting("zhao").ownSites(now: Self.now).sites.first)
            #expect(head.gaps.map(\.item.code) == ["E-01"] && head.ownGaps == 1)
            #expect(head.openGaps == codes.count + 1 && codes.count > 100)
            let site = try #require(try await county.acting("wang").ownSites(now: Self.now).sites.first)
            #expect(site.gaps.count == 50 && site.ownGaps == codes.count + 1)
        }
    }

    @Test("Whoever is an inspector too has the sites of the own terms, and none once they are over")
    func ownTerms() async throws {
        try await NoticeCounty.with { county in
            try await county.people.add("both", .inspector, .director, duties: ["director@T-02"])
            #expect(try await Self.codes(county.acting("both").ownSites(now: Self.now)) == ["T-02"])
            _ = try await county.people.owner.query(
                "UPDATE posting SET held_to = '2021-08-17' WHERE site = 'T-02' AND duty = 'director'"
            )
            #expect(try await Self.codes(county.acting("both").ownSites(now: Self.now)) == [])
        }
    }

    @Test("The four conditions as they come: what the commission owes, the notice, and what is left")
    func conditions() async throws {
        try await NoticeCounty.with { county in
            func standings() async throws -> [CaseFinding.Standing] {
                let own = try await county.acting("wang").ownSites(now: Self.now).sites.first
                let finding = try #require(own?.accountability?.finding)
                return CaseFinding.Condition.allCases.map { finding.standing(of: $0) }
            }
            #expect(
                try await standings() == [.notMeasured, .notMeasured, .lacks([.finding]), .notMeasured]
            )
            try await county.file(1)
            let owed: [CaseFinding.Standing] = [.lacks([.issue]), .lacks([.guidance])]
            #expect(try await standings() == owed + [.lacks([.notice]), .lacks([.laterVisit])])
            let notice = try await county.issue(1)
            let waiting = try await county.acting("wang").ownSites(now: Self.now).sites.first?.notices
            #expect(waiting?.map(\.notice.number) == [notice.notice.number])
            // A notice that reached nobody counts for nothing.
            #expect(try await standings() == owed + [.lacks([.notice]), .lacks([.laterVisit])])
            try await county.acting("wang").acknowledge(.notice(try InspectionRows.id(1)))
            #expect(try await standings() == owed + [.holds, .lacks([.laterVisit])])
            let after = try await county.acting("wang").ownSites(now: Self.now).sites.first
            #expect(after?.notices == [] && after?.accountability?.handingDown?.issuedAt == nil)
            // The other site has a file of its own.
            let other = try await county.acting("sun").ownSites(now: Self.now).sites.first?.accountability
            #expect(other?.finding.missing == [.finding])
        }
    }
}
