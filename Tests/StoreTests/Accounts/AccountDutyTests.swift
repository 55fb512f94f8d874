import Compliance
import Postgres
import Testing

@testable import Store

/// Accounts and the terms of duty that they are tied to.
@Suite("Accounts and terms of duty")
struct AccountDutyTests {
    private static func sites(_ county: CountyWithAccounts, _ key: AccessKey) async throws -> [String]? {
        try await county.server.identity(key, address: "")?.sites
    }

    /// Makes the change what stands of the terms of T-01.
    private static func correct(_ store: Store, _ change: (SiteRecord.Term) -> SiteRecord.Term) async throws {
        let known = try await store.register(of: ["T-01"])
        var site = try #require(known.sites["T-01"])
        site.terms = site.terms.map(change)
        try await store.write([site], [:], known, "笔误")
    }

    @Test("A corrected name keeps the account; a term that ends, ends what it opened")
    func corrected() async throws {
        try await CountyWithAccounts.with { county in
            try await county.add("director", .director, duties: ["director@t-01"])
            let (_, key) = try await county.signedIn("director")
            #expect(try await Self.sites(county, key) == ["T-01"])
            try await Self.correct(county.shell) { term in
                let held = term.posting
                return .init(id: term.id, Posting(duty: held.duty, person: "一号乡镇卫生院副院长", from: held.from))
            }
            #expect(try await Self.sites(county, key) == ["T-01"])
            let shown = try await county.shell.account("director")
            #expect(shown.account.duties.map(\.isHeld) == [true])
            // The same name under another term is another holder.
            try await Self.correct(county.shell) { term in
                let held = term.posting
                return .init(
                    id: term.id,
                    Posting(duty: held.duty, person: held.person, from: held.from, to: day("06-30"))
                )
            }
            #expect(try await Self.sites(county, key) == ["!"])
            #expect(try await county.shell.account("director").account.duties.map(\.isHeld) == [false])
        }
    }

    @Test("Tied to a later term of the same person, an account sees other days, and the record says so")
    func laterTerm() async throws {
        try await CountyWithAccounts.with { county in
            try await county.add("director", .director, duties: ["director@T-01"])
            let (_, key) = try await county.signedIn("director")
            let known = try await county.shell.register(of: ["T-01"])
            var site = try #require(known.sites["T-01"])
            let held = try #require(site.terms.first { $0.posting.duty == .director }).posting
            site.terms = site.terms.map { term in
                term.posting.duty != .director
                    ? term
                    : .init(
                        id: term.id,
                        Posting(duty: held.duty, person: held.person, from: held.from, to: day("06-30"))
                    )
            }
            let again = Posting(duty: .director, person: held.person, from: day("07-02"))
            site.terms.append(.init(again))
            try await county.shell.write([site], [:], known, "再次任职")
            #expect(try await Self.sites(county, key) == ["!"])
            let entries = try await county.shell.entries(EntryFilter(object: "account/director"), limit: 100)
                .entries.count
            let same = try AccountChange(
                display: nil,
                roles: [],
                duties: ["director@T-01"],
                messageAddress: nil
            )
            #expect(try await county.shell.change("director", to: same))
            #expect(try await Self.sites(county, key) == ["T-01"])
            let after = try await county.shell.entries(EntryFilter(object: "account/director"), limit: 100)
                .entries
            #expect(after.count == entries + 1)
            #expect(try await !county.shell.change("director", to: same))
        }
    }

    @Test(
        "Whoever holds whatever duty may have an account confined to the site; a director's sees directors' alone"
    )
    func holders() async throws {
        try await CountyWithAccounts.with { county in
            let head = DutyEntry(.partyHead, "二号乡镇党委书记", since: day("01-01"))
            _ = try await county.shell.importSites([township("T-02", [head])])
            try await county.add("head", .holder, duties: ["partyHead@T-02"])
            try await county.add("named-director", .director, duties: ["partyHead@T-02"])
            let (store, key) = try await county.signedIn("head")
            #expect(try await Self.sites(county, key) == ["T-02"])
            #expect(try await store.sites(kind: nil, now: FilingTests.now).map(\.site.code) == ["T-02"])
            await #expect(throws: StoreError.noSite("T-01")) { try await store.site("T-01") }
            await #expect(throws: StoreError.forbidden) { try await store.account("head") }
            let (_, other) = try await county.signedIn("named-director")
            #expect(try await Self.sites(county, other) == ["!"])
        }
    }

    @Test(
        "Where several hold a duty at once, an account is tied to the one whose first day it says, and ends with that term"
    )
    func shared() async throws {
        try await CountyWithAccounts.with { county in
            for (person, since) in [("一号明白人", day("01-01")), ("二号明白人", day("02-01"))] {
                try await county.shell.change(
                    .start(.expert, person: person, from: since),
                    at: "T-01",
                    why: nil
                )
            }
            let both = await #expect(throws: Problems.self) {
                try await county.add("expert", .holder, duties: ["expert@T-01"])
            }
            #expect(both?.all.map(\.code) == ["noHolder"])
            try await county.add("expert", .holder, duties: ["expert@T-01@2021-02-01"])
            #expect(try await county.shell.account("expert").account.duties.map(\.person) == ["二号明白人"])
            let none = await #expect(throws: Problems.self) {
                try await county.add("third", .holder, duties: ["expert@T-01@2021-03-01"])
            }
            #expect(none?.all.map(\.code) == ["noHolder"])
        }
    }

    @Test("Roles, duties, name and address change from one moment on, and what it was stays")
    func changes() async throws {
        try await CountyWithAccounts.with { county in
            try await county.add("one", .director, duties: ["director@T-01"])
            let (_, key) = try await county.signedIn("one")
            let vacant = try AccountChange(
                display: nil,
                roles: [],
                duties: ["director@T-02", "expert@T-99"],
                messageAddress: nil
            )
            let problems = await #expect(throws: Problems.self) {
                try await county.shell.change("one", to: vacant)
            }
            #expect(problems?.all.map(\.code) == ["noHolder", "noHolder"])
            #expect(try await county.shell.account("one").states.count == 1)

            let none = try AccountChange(
                display: "转岗人员",
                roles: ["holder"],
                duties: [],
                messageAddress: "a@example"
            )
            #expect(try await county.shell.change("one", to: none))
            #expect(try await !county.shell.change("one", to: none))
            #expect(try await Self.sites(county, key) == ["!"])
            let record = try await county.shell.account("one")
            #expect(record.account.display == "转岗人员" && record.messageAddress == "a@example")
            #expect(record.states.map(\.display) == ["转岗人员", "某职务"])
            #expect(record.states.map(\.duties) == [[], ["director@T-01 一号乡镇卫生院院长"]])
            #expect(record.states.map(\.roles) == [[.holder], [.director]])
            #expect(record.sessions == 1 && record.tokens == [] && record.drafts == 0)
            let back = try AccountChange(
                display: nil,
                roles: [],
                duties: ["director@t-01"],
                messageAddress: nil
            )
            #expect(try await county.shell.change("one", to: back))
            #expect(try await Self.sites(county, key) == ["T-01"])
            #expect(throws: Problems.self) {
                try AccountChange(display: nil, roles: [], duties: ["director"], messageAddress: nil)
            }
            await #expect(throws: StoreError.noAccount("none")) { try await county.shell.account("none") }
        }
    }
}
