import Postgres
import StrictJSON

@testable import Compliance
@testable import Store
@testable import HTTPServer
@testable import Web

/// A second county in the same database, of which nobody in the first one may learn anything.
enum OtherCounty {
    static func settle(in database: Database) async throws {
        try await Store.createCounty("other", name: Text(zh: "邻县", en: "Other county"), in: database)
        let store = try await Store.open(database, county: "other").acting(for: .shell(name: "tests"))
        _ = try await store.publish(Samples.standard.baseline)
        _ = try await store.publish(Samples.standard.checklist)
        _ = try await store.importSites([
            RegisterEntry(
                site: Site(
                    code: "X-01",
                    kind: .townshipIsolation,
                    name: Text(zh: "邻县隔离点", en: "The other county's site"),
                    township: Township(code: "TS-X", name: Text(zh: "邻乡", en: "Other township")),
                    openedOn: Samples.day("2021-06-01")
                ),
                duties: [DutyEntry(.director, "邻乡卫生院院长", since: Samples.day("2021-06-01"))],
                row: 1
            )
        ])
        try await People.settle(in: store)
        _ = try await store.file(Samples.filing(903, at: "X-01"), receivedAt: Samples.now)
        try await store.saveDraft(
            Draft(
                id: Samples.id(913),
                site: "X-01",
                fields: .object([("site", "X-01")]),
                savedAt: Samples.now
            )
        )
        try await People.add("only-other", [.inspector], in: store)
    }

    /// A second township site of the first county, which its director has nothing to do with.
    static let secondSite = RegisterEntry(
        site: Site(
            code: "T-02",
            kind: .townshipIsolation,
            name: Text(zh: "桥头乡集中隔离点", en: "Qiaotou isolation site"),
            township: Township(code: "TS-02", name: Text(zh: "桥头乡", en: "Qiaotou")),
            openedOn: Samples.day("2021-06-01")
        ),
        duties: [DutyEntry(.director, "桥头乡卫生院院长", since: Samples.day("2021-06-01"))],
        row: 1
    )
}
