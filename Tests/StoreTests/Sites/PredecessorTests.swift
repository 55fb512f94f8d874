import Compliance
import Postgres
import StrictJSON
import Testing

@testable import Store

@Suite("Predecessors and places in the register")
struct PredecessorTests {
    private static func moved(
        _ code: String,
        from opened: String,
        after predecessor: Said<String>?,
        kind: SiteKind = .townshipIsolation,
        place: Said<SitePlace>? = nil
    ) -> RegisterEntry {
        let made = township(code, from: day(opened)).site
        let site = Site(
            code: code,
            kind: kind,
            name: made.name,
            township: made.township,
            openedOn: made.openedOn
        )
        return RegisterEntry(site: site, predecessor: predecessor, place: place, row: 1)
    }

    /// `code pointer` of what is refused, `?` before what is asked.
    private static func said(_ entries: [RegisterEntry], _ store: Store) async throws -> [String] {
        do {
            return try await store.judge(entries).questions
                .map { "?\($0.problem.code) \($0.problem.pointer)" }
        } catch let problems as Problems {
            return problems.all.map { "\($0.code) \($0.pointer)" }
        }
    }

    @Test("A predecessor is on record, of the same kind, was open before and is closed by then")
    func refused() async throws {
        try await TestCounty.with { store, _ in
            _ = try await store.importSites([
                township("T-01", from: day("02-01"), to: day("08-12")), township("T-02", from: day("02-01")),
                Self.moved("C-01", from: "02-01", after: nil, kind: .countyIsolation),
            ])
            func said(_ opened: String, _ predecessor: String) async throws -> [String] {
                try await Self.said([Self.moved("T-09", from: opened, after: .value(predecessor))], store)
            }
            #expect(try await said("08-13", "T-01") == [])
            #expect(try await said("08-12", "t-01") == [])
            #expect(try await said("08-11", "T-01") == ["predecessorOpen /0/predecessor"])
            #expect(try await said("08-13", "T-02") == ["predecessorOpen /0/predecessor"])
            #expect(try await said("08-13", "T-09") == ["predecessorItself /0/predecessor"])
            #expect(try await said("08-13", "T-77") == ["noPredecessor /0/predecessor"])
            #expect(try await said("08-13", "C-01") == ["predecessorKind /0/predecessor"])
            #expect(try await said("02-01", "T-01") == ["predecessorLater /0/predecessor"])
            // Round and round: neither was open before the other.
            #expect(
                try await Self.said(
                    [
                        Self.moved("T-20", from: "08-01", after: .value("T-21")),
                        Self.moved("T-21", from: "08-01", after: .value("T-20")),
                    ],
                    store
                ) == ["predecessorLater /0/predecessor", "predecessorLater /1/predecessor"]
            )
            // In one file, in whatever order; the new one's row first.
            let both = [
                Self.moved("T-31", from: "08-20", after: .value("T-30")),
                township("T-30", from: day("03-01"), to: day("08-19")),
            ]
            #expect(try await store.importSites(both).added == 2)
            #expect(try await store.importSites(both).unchanged == 2)
            // What it went on from cannot be open on after all.
            #expect(
                try await Self.said([township("T-30", from: day("03-01"), to: day("08-25"))], store)
                    == ["predecessorOpen /0/closed"]
            )
        }
    }

    @Test(
        "Who says nothing keeps it; another predecessor is asked about; a reopened site goes on from what it says"
    )
    func kept() async throws {
        try await EvidenceCounty.with { county in
            let store = county.store
            let place = SitePlace(latitude: "34.412345", longitude: "112.700000")
            _ = try await store.importSites([
                township("T-40", to: day("08-12")), township("T-41", to: day("08-12")),
                Self.moved("T-49", from: "08-13", after: .value("T-40"), place: .value(place)),
            ])
            let silent = Self.moved("T-49", from: "08-13", after: nil)
            #expect(try await store.importSites([silent]).unchanged == 1)
            #expect(try await store.site("T-49").periods.map(\.predecessor) == ["T-40"])
            #expect(try await store.site("T-49").place == place)
            #expect(try await county.differing() == [])
            let other = Self.moved("T-49", from: "08-13", after: .value("T-41"), place: .nothing)
            let change = try await store.judge([other])
            #expect(change.questions.map(\.problem.code) == ["predecessorChanged"])
            #expect(
                change.sites[0].fields.prefix(3).map(\.field) == [.latitude, .longitude, .predecessor]
                    && change.sites[0].fields.prefix(3).map(\.before) == ["34.412345", "112.700000", "T-40"]
            )
            _ = try await store.importSites([other], confirming: Set(change.questions.map(\.id)))
            #expect(try await store.site("T-49").periods.map(\.predecessor) == ["T-41"])
            #expect(try await store.site("T-49").place == nil)
            #expect(try await county.differing() == [])
            #expect(
                try await county.differing(
                    after: "UPDATE operation SET predecessor = 'T-40' WHERE predecessor = 'T-41'"
                ) == ["site/T-49 site, township and duties"]
            )
        }
    }
}
