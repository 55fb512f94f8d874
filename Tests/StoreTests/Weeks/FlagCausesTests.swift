import Compliance
import Postgres
import StrictJSON
import Testing

@testable import Demo
@testable import Store

/// Of 7 points A-04 (critical), A-01 and E-03 (major) have 2 each and E-11 (minor) 1; under 70 is below the minimum. Nothing was
/// issued to the sites, and nothing explained there.
@Suite("A flag sees a site below the minimum by what a case does")
struct FlagCausesTests {
    private static let items = ["A-01", "A-04", "E-03", "E-11"]
    private static let week = ISOWeek(of: day("08-18"))
    private static let now = moment("08-30 09:00")

    private static func with(_ sites: [String], _ body: (Store) async throws -> Void) async throws {
        try await TestCounty.with { store, _ in
            _ = try await store.importSites(sites.map { township($0) })
            _ = try await store.publish(try PlayedCounty.checklist("four", from: "08-02", items: items))
            try await body(store)
        }
    }

    private static func file(
        _ number: Int,
        _ site: String,
        _ ended: String,
        _ answers: [String: Node],
        in store: Store
    ) async throws {
        let end = moment(ended)
        let said: [String: Node] = [
            "startedAt": .string("\(end.adding(seconds: -3600))"), "finishedAt": .string("\(end)"),
            "answers": .object(answers.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }),
        ]
        let members = try #require(try FilingTests.filing(number, site: site).object)
        let node = Node.object(members.map { ($0.name, said[$0.name] ?? $0.value) })
        _ = try await store.file(node, receivedAt: end.adding(seconds: 600))
    }

    @Test("What nobody checked is held against nobody, and what was not met is not hidden behind it, by hand")
    func byHand() async throws {
        try await Self.with(["T-01", "T-02"]) { store in
            // 2 of 7, and the floor holds; with the two that nobody checked it would be 6 of 7: below by these alone.
            try await Self.file(1, "T-01", "08-18 09:00", ["A-04": "yes", "E-11": "no"], in: store)
            // The floor is not shown to hold; were A-04 met, it would be 3 of 7: below by the two that were not met.
            let answers: [String: Node] = ["A-01": "no", "E-03": "no", "E-11": "yes"]
            try await Self.file(2, "T-02", "08-18 10:00", answers, in: store)
            #expect(try await store.siteFile("T-01").file.visits.map(\.causes) == [[]])
            #expect(try await store.siteFile("T-02").file.visits.map(\.causes) == [["A-01", "E-03"]])
            let flags = try await store.weekFigures(Self.week, now: Self.now).flags
            let missing = Dictionary(uniqueKeysWithValues: flags.map { ($0.site.code, $0.missing) })
            // Of what would found no case there is no notice to be missed.
            #expect(missing["T-01"] == [CaseFinding.Missing.issue, .guidance].map(\.title))
            #expect(missing["T-02"] == [CaseFinding.Missing.issue, .guidance, .notice].map(\.title))
        }
    }

    @Test("Of visits by chance both say what result and answers do, where gap rows alone say otherwise too")
    func alike() async throws {
        let sites = (101...112).map { "T-\($0)" }
        try await Self.with(sites) { store in
            var random = SeededRandom(seed: 18, for: "causes")
            for (place, site) in sites.enumerated() {
                for visit in 1...3 {
                    var answers: [String: Node] = [:]
                    for item in Self.items where random.happens(700) {
                        answers[item] = random.happens(400) ? "yes" : "no"
                    }
                    try await Self.file(place * 3 + visit, site, "08-1\(6 + visit) 09:00", answers, in: store)
                }
            }
            let rows = try await store.pipeline(
                try store.weekQueries(Self.week, now: Self.now),
                needing: .county
            )
            let facts = try await store.pipeline(
                try store.missingQueries(rows[2], before: Self.week.instants.upperBound)
            )
            var unreadable = UnreadableRows()
            let flagged = try await store.fileVisits(of: facts[2], leavingOut: &unreadable)
            #expect(unreadable.all.isEmpty && flagged.count > 4)
            var (held, otherwise) = (0, 0)
            for (site, visits) in flagged {
                let own = try await store.siteFile(site).file.visits
                for visit in visits {
                    #expect(own.contains(visit), "\(site) \(visit.id)")
                    let record = try await store.inspection(visit.id)
                    let causes = record.standard.causes(of: record.result, record.filing.sheet)
                    let expected = visit.isBelowMinimum == true ? causes : []
                    #expect(visit.causes == expected, "\(site) \(visit.id)")
                    held += visit.causes.isEmpty ? 0 : 1
                }
            }
            for row in facts[2] {
                let (code, bare) = (try row["code"] as String, try SiteFile.Visit(row))
                otherwise += flagged[code]?.contains(bare) == true ? 0 : 1
            }
            print("visits with causes: \(held), of which rows alone say otherwise: \(otherwise)")
            #expect(held > 4 && otherwise > 2)
        }
    }
}
