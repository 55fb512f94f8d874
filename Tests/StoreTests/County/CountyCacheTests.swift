import Postgres
import Testing

@testable import Compliance
@testable import Store

/// What is kept in memory serves every account, so whoever asks first must not decide what the others get.
@Suite("Reading for all")
struct CountyCacheTests {
    @Test(
        "After the weakest have asked for everything first, an inspector files and reads as if alone",
        arguments: ["file", "county", "manage", "audit", "read", "first", "director", "nobody"]
    )
    func weakestFirst(who: String) async throws {
        try await CountyWithAccounts.with { county in
            try await county.add("inspector", .inspector)
            let weak = try await Self.weak(who, in: county)
            let number = 1
            // Each store of its own has memory of its own: only the two of this test share theirs.
            let alone = try await Store.open(county.server.database, county: "demo")
            await Self.askEverything(weak, number)

            let (_, key) = try await county.signedIn("inspector")
            let after = county.server.acting(for: .holder(key, address: "192.0.2.7"))
            let fresh = alone.acting(for: .holder(key, address: "192.0.2.7"))
            #expect(try await after.checklists() == fresh.checklists())
            #expect(try await after.checklists().count == 2)
            #expect(try await after.baselines() == fresh.baselines())
            guard case .filed = try await after.file(FilingTests.filing(number), receivedAt: FilingTests.now)
            else {
                Issue.record("it was not filed")
                return
            }
        }
    }

    /// An actor that may do next to nothing, on the memory of the county's server.
    private static func weak(_ who: String, in county: CountyWithAccounts) async throws -> Store {
        switch who {
        case "nobody": return county.server
        case "director":
            try await county.add("director", .director, duties: ["director@T-01"])
            return try await county.signedIn("director").store
        case "first":
            let form = AccountForm(name: "first", display: "某职务", roles: ["inspector"])
            _ = try await county.shell.add(
                [(try form.account(), CountyWithAccounts.password)],
                isFinal: false
            )
            return try await county.signedIn("first").store
        default:
            // A token of that scope alone, as older releases made them.
            try await county.add("everything", .administrator, .auditor)
            let key = AccessKey(secret: who)
            _ = try await county.owner.query(
                """
                INSERT INTO api_token (county_id, account, name, digest, scope, expires_at)
                VALUES (\(county.server.county.id), 'everything', 'narrow', sha256(\(key.bytes)::bytea),
                    ARRAY[\(who)], clock_timestamp() + INTERVAL '1 day')
                """
            )
            return county.server.acting(for: .holder(key, address: "192.0.2.7"))
        }
    }

    /// Asks for all that the store gives; what is refused is refused.
    private static func askEverything(_ store: Store, _ number: Int) async {
        let now = FilingTests.now
        let asking: [() async throws -> Void] = [
            { _ = try await store.checklists() }, { _ = try await store.baselines() },
            { _ = try await store.standard("township-isolation", version: nil, on: Day(now)) },
            { _ = try await store.standard("no-such", version: nil, on: Day(now)) },
            { _ = try await store.sites(kind: nil, now: now) }, { _ = try await store.site("T-01") },
            { _ = try await store.site("T-99") }, { _ = try await store.countyFigures(now: now) },
            { _ = try await store.weekFigures(ISOWeek(of: Day(now)), now: now) },
            { _ = try await store.inspection(try InspectionRows.id(number)) },
            { _ = try await store.drafts(site: nil) },
            { _ = try await store.publish(try TestCounty.baseline("baseline-2022-07")) },
            // At a site of its own, so that the inspector's is not known already.
            { _ = try await store.file(try FilingTests.filing(77, site: "T-02"), receivedAt: now) },
            { _ = try await store.file(try FilingTests.filing(78, site: "T-99"), receivedAt: now) },
        ]
        for ask in asking { try? await ask() }
    }

    @Test("A token is made with what its scope rests on, or refused in words")
    func basis() async throws {
        try await CountyWithAccounts.with { county in
            try await county.add("inspector", .inspector)
            let (store, _) = try await county.signedIn("inspector")
            do {
                _ = try await store.issueToken(of: "inspector", name: "t", scope: [.file, .county], days: 1)
                Issue.record("it was made")
            } catch let problems as Problems {
                #expect(
                    problems.all.map(\.message.en) == [
                        "To see the whole county and its weekly reports ('county') a token also needs 'read'.",
                        "To file inspections ('file') a token also needs 'read'.",
                    ]
                )
            }
            #expect(try await store.tokens(of: "inspector") == [])
        }
    }
}
