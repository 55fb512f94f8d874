import AuditLog
import Compliance
import Postgres
import Testing

@testable import Store

/// Entries are found by what people know, and say what it is called: the site, the person, the kind of thing.
@Suite("Finding entries of the record")
struct EntryListTests {
    /// T-01 had a visit under its first name and has another name since 2022; T-02 has a draft.
    private static func with(_ body: (CountyWithAccounts) async throws -> Void) async throws {
        try await CountyWithAccounts.with { county in
            try await county.add("watch", .auditor)
            try await InspectionRows(store: county.shell, database: county.owner)
                .add(1, "T-01", "08-10 09:00", grade: 0, score: 50)
            let visit = try InspectionRows.id(1)
            try await county.owner.run(
                """
                INSERT INTO site_description (county_id, site, since, name_zh, name_en, township, address, entry)
                SELECT county_id, site, '2022-01-01', '新学校', 'New School', township, address, entry
                FROM site_description WHERE site = 'T-01';
                INSERT INTO draft (county_id, id, site, fields, saved_at, saved_by, owner)
                VALUES (1, '018f0000-0000-7000-8000-000000000009', 'T-02', '{}', now(), 'watch', 'watch')
                """
            )
            for object in [
                "inspection/\(visit)", "draft/018f0000-0000-7000-8000-000000000009", "draft/\(visit)",
            ] {
                _ = try await county.owner.query(SealedLog.entry("save", object))
            }
            try await body(county)
        }
    }

    private static func objects(_ store: Store, _ filter: EntryFilter) async throws -> Set<String> {
        Set(try await store.entries(filter, at: nil).elements.map(\.entry.object))
    }

    @Test("A site is found by its code, its name and its old names, with its visits and drafts")
    func site() async throws {
        try await Self.with { county in
            let (store, _) = try await county.signedIn("watch")
            let first = "018f0000-0000-7000-8000-000000000001"
            let all: Set = ["site/T-01", "inspection/\(first)", "draft/\(first)"]
            for words in ["t-01", "新学校", "隔离点T-01", "new school"] {
                let found = try await Self.objects(store, EntryFilter(site: words))
                #expect(found == all, "\(words)")
            }
            let second = try await Self.objects(store, EntryFilter(site: "T-02"))
            #expect(second == ["site/T-02", "draft/018f0000-0000-7000-8000-000000000009"])
            let visits = try await Self.objects(store, EntryFilter(site: "新学校", kind: .inspection))
            #expect(visits == ["inspection/\(first)"])
            let none = try await Self.objects(store, EntryFilter(site: "没有这个"))
            #expect(none.isEmpty)
        }
    }

    @Test("A visit has the name that its site had on that day, what is done today the name of today")
    func names() async throws {
        try await Self.with { county in
            let (store, _) = try await county.signedIn("watch")
            let entries = try await store.entries(EntryFilter(site: "T-01"), at: nil).elements
            let names = Dictionary(entries.map { ($0.entry.object, $0.names) }) { first, _ in first }
            let visit = try #require(names["inspection/018f0000-0000-7000-8000-000000000001"])
            #expect(visit.site?.name.zh == "隔离点T-01" && visit.site?.code == "T-01")
            #expect(visit.visit?.day == day("08-10"))
            #expect(names["site/T-01"]?.site?.name.zh == "新学校")
            let accounts = try await store.entries(EntryFilter(kind: .account), at: nil).elements
            #expect(accounts.first { $0.entry.object == "account/watch" }?.names.account == "某职务")
        }
    }

    @Test("A person is found by the account, or by what the holder is or was called")
    func person() async throws {
        try await Self.with { county in
            let (store, _) = try await county.signedIn("watch")
            try await store.note("read", "audit")
            func found(_ actor: String) async throws -> [String] {
                Set(try await store.entries(EntryFilter(actor: actor), at: nil).elements.map(\.entry.actor))
                    .sorted()
            }
            let (whole, part, name, shell) = (
                try await found("watch"), try await found("wat"), try await found("某职务"), try await found("甲")
            )
            #expect(whole == ["watch"] && part == ["watch"] && name == ["watch"] && shell == ["甲"])
            let nobody = try await found("watchman")
            #expect(nobody == [])
            // An account of just that name is meant alone, whoever else has it in theirs.
            try await county.add("wat", .auditor)
            _ = try await county.signedIn("wat")
            let exact = try await found("wat")
            #expect(exact == ["wat"])
        }
    }

    @Test("A token that may not read sites finds none by name, and learns no name from the record")
    func confined() async throws {
        try await Self.with { county in
            let (store, _) = try await county.signedIn("watch")
            let secret = try await store.issueToken(of: "watch", name: "narrow", scope: [.audit], days: 1)
            let narrow = county.server.acting(for: .holder(AccessKey(secret: secret), address: "192.0.2.7"))
            let entries = try await narrow.entries(EntryFilter(), at: nil).elements
            #expect(entries.contains { $0.entry.object == "site/T-01" })
            #expect(
                entries.allSatisfy {
                    $0.names.site == nil && $0.names.visit == nil && $0.names.township == nil
                }
            )
            for words in ["新学校", "T-01"] {
                let found = try await Self.objects(narrow, EntryFilter(site: words))
                #expect(found.isEmpty, "\(words)")
            }
        }
    }

    @Test("An entry whose leaf or place among those that wait is gone does not wait")
    func seals() async throws {
        try await SealedLog.with(2) { log in
            func seal(_ object: String) async throws -> Seal? {
                let filter = EntryFilter(object: object)
                let page = try await log.store.entries(filter, at: nil)
                let table = try await log.store.entries(filter, limit: 10)
                #expect(page.elements.map(\.seal) == table.entries.map(\.seal))
                return page.elements.first?.seal
            }
            // The entries that set the county up are sealed with the first batch.
            let first = try #require(try await log.store.heads(at: nil).elements.last?.size)
            let old = try await log.number("site/0-4")
            try await log.attack("DELETE FROM audit_leaf WHERE number = \(old)")
            let (gone, beside) = (try await seal("site/0-4"), try await seal("site/0-5"))
            #expect(gone == .missing && beside == .under(first))
            let timing = try await log.store.entry(old).timing
            #expect(timing == .timely)
            try await log.note("site/new")
            let waiting = try await seal("site/new")
            #expect(waiting == .waits)
            try await log.attack("DELETE FROM audit_queue")
            let dropped = try await seal("site/new")
            #expect(dropped == .missing)
            try await log.attack("DELETE FROM audit_head")
            let headless = try await seal("site/1-4")
            #expect(headless == .missing)
        }
    }

    @Test("Pages go on beside an entry, both ways, and the whole is counted")
    func pages() async throws {
        try await SealedLog.with(23) { log in
            let filter = EntryFilter(verb: "read")
            let first = try await log.store.entries(filter, at: nil)
            #expect(first.elements.count == 100 && first.total == 230 && first.previous == nil)
            // What comes in meanwhile moves nothing.
            try await log.note("site/late")
            let second = try await log.store.entries(filter, at: first.next)
            let third = try await log.store.entries(filter, at: second.next)
            #expect(third.elements.count == 30 && third.next == nil)
            let numbers = (first.elements + second.elements + third.elements).map(\.entry.number)
            #expect(numbers == numbers.sorted(by: >) && Set(numbers).count == 230)
            let back = try await log.store.entries(filter, at: third.previous)
            #expect(back.elements == second.elements)
            await #expect(throws: StoreError.noPlace) {
                _ = try await log.store.entries(filter, at: ListPlace(before: false, ["x"]))
            }
            let heads = try await log.store.heads(at: nil)
            #expect(heads.total == 23 && heads.elements.count == 23 && heads.next == nil)
        }
    }
}
