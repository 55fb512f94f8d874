import Compliance
import Postgres
import Testing

@testable import Store

/// A township is renamed on purpose, from a day on, and on record.
@Suite("Townships in time")
struct TownshipTests {
    private static let renamed = Text(zh: "新街道", en: "New Subdistrict")

    @Test("From a day on, with a reason; weeks before keep the old name, and the record says it")
    func renames() async throws {
        try await TestCounty.with { store, database in
            _ = try await store.importSites([township("T-01"), township("T-02")])
            try await InspectionRows(store: store, database: database)
                .add(1, "T-01", "08-10 09:00", grade: 0, score: 50)
            try await store.renameTownship("T-01", to: Self.renamed, from: day("08-16"), why: "撤乡设街道")
            for (first, name) in [("08-09", "T-01乡"), ("08-16", "新街道")] {
                let week = try await store.weekFigures(ISOWeek(of: day(first)), now: moment("08-30 09:00"))
                #expect(week.ranking.first { $0.site.code == "T-01" }?.site.township?.name.zh == name)
                #expect(week.ranking.first { $0.site.code == "T-02" }?.site.township?.name.zh == "T-02乡")
            }
            let former = try await store.site("T-01").formerly
            #expect(former.map(\.until) == [day("08-15")] && former.first?.township?.name.zh == "T-01乡")
            let entry =
                try await
                database.query(
                    "SELECT verb, object, reason FROM audit_entry ORDER BY number DESC LIMIT 1"
                )[0]
            #expect(
                try [entry["verb"], entry["object"], entry["reason"]] as [String]
                    == ["change", "township/T-01", "撤乡设街道"]
            )
            // Said again, nothing changes; a day before, without a reason, no such township: refused.
            try await store.renameTownship("T-01", to: Self.renamed, from: day("08-16"), why: "再说一次")
            #expect(try await store.townships().first?.names.count == 2)
            #expect(
                try await objections {
                    try await store.renameTownship(
                        "T-01",
                        to: Text(zh: "", en: "x"),
                        from: day("08-15"),
                        why: ""
                    )
                } == ["badName /name", "changedSince /since", "noReason /reason"]
            )
            await #expect(throws: StoreError.noTownship("99")) {
                try await store.renameTownship("99", to: Self.renamed, why: "无")
            }
        }
    }

    @Test("Never the side effect of one site's row: refused by cell, with the way to do it")
    func byRow() async throws {
        try await TestCounty.with { store, _ in
            func row(_ name: Text, unsaid: Set<RegisterField> = []) -> RegisterEntry {
                let made = township("T-01").site
                let site = Site(
                    code: made.code,
                    kind: made.kind,
                    name: made.name,
                    township: Township(code: "T-01", name: name),
                    openedOn: made.openedOn
                )
                return RegisterEntry(site: site, unsaid: unsaid, row: 1)
            }
            _ = try await store.importSites([township("T-01"), township("T-02")])
            for name in [Self.renamed, Text(zh: "T-01乡", en: "Another")] {
                #expect(
                    try await objections { _ = try await store.importSites([row(name)]) }
                        == ["townshipRenamed /0/township"]
                )
            }
            // Without a name in English the row says nothing of it.
            for entry in [
                row(Text(zh: "T-01乡", en: "T-01乡")), row(Text(zh: "T-01乡", en: "x"), unsaid: [.townshipEn]),
            ] {
                #expect(try await store.importSites([entry]).unchanged == 1)
            }
        }
    }
}
