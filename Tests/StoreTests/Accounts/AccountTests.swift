import Postgres
import Testing

@testable import Compliance
@testable import Store

@Suite("Accounts, sessions and tokens")
struct AccountTests {
    @Test("A director sees the own site while the term lasts, and no longer")
    func directors() async throws {
        try await CountyWithAccounts.with { county in
            try await county.add("director", .director, duties: ["director@T-01"])
            _ = try await county.shell.file(FilingTests.filing(1), receivedAt: FilingTests.now)
            _ = try await county.shell.file(FilingTests.filing(2, site: "T-02"), receivedAt: FilingTests.now)
            let (store, key) = try await county.signedIn("director")
            #expect(try await county.server.identity(key, address: "")?.sites == ["T-01"])
            #expect(try await store.sites(kind: nil, now: FilingTests.now).map(\.site.code) == ["T-01"])
            #expect(try await store.inspection(try InspectionRows.id(1)).site.code == "T-01")
            await #expect(throws: StoreError.noInspection("\(try InspectionRows.id(2))")) {
                try await store.inspection(try InspectionRows.id(2))
            }
            await #expect(throws: StoreError.noSite("T-02")) { try await store.site("T-02") }
            await #expect(throws: StoreError.forbidden) {
                try await store.file(FilingTests.filing(3), receivedAt: FilingTests.now)
            }
            // Another one takes over.
            let next = DutyEntry(.director, "接任院长", since: day("08-01"))
            _ = try await county.shell.importSites([township("T-01", [next])])
            #expect(try await county.server.identity(key, address: "")?.sites == ["!"])
            #expect(try await store.sites(kind: nil, now: FilingTests.now) == [])
        }
    }

    @Test("What is wrong with an account is said at once, and nothing is made")
    func refusals() async throws {
        let form = AccountForm(name: "Ä", display: "", roles: ["king"], duties: ["director"], openID: "a\nb")
        do {
            _ = try form.account()
            Issue.record("it was taken")
        } catch {
            #expect(
                error.all.map(\.code) == [
                    "accountName", "accountDisplay", "accountRoles", "accountDuty", "accountOpenID",
                ]
            )
        }
        try await CountyWithAccounts.with { county in
            let absent = AccountForm(
                name: "d2",
                display: "院长",
                roles: ["director"],
                duties: ["director@T-02"]
            )
            await #expect(throws: Problems.self) {
                try await county.shell.add(try absent.account(), password: CountyWithAccounts.password)
            }
            #expect(try await county.shell.accounts() == [])
            try await county.add("taken", .leader)
            await #expect(throws: StoreError.accountTaken("taken")) {
                let again = AccountForm(name: "taken", display: "x", roles: ["leader"])
                try await county.shell.add(try again.account(), password: CountyWithAccounts.password)
            }
        }
    }

    @Test("Only administrators keep accounts")
    func administration() async throws {
        try await CountyWithAccounts.with { county in
            try await county.add("admin", .administrator)
            for role in Role.allCases where role != .administrator {
                try await county.add(role.rawValue, role)
            }
            let made = AccountForm(name: "made", display: "x", roles: ["leader"])
            for role in Role.allCases where role != .administrator {
                let (store, _) = try await county.signedIn(role.rawValue)
                await #expect(throws: StoreError.forbidden, "\(role)") {
                    try await store.add(try made.account(), password: CountyWithAccounts.password)
                }
                await #expect(throws: StoreError.self, "\(role)") { _ = try await store.disable("admin") }
                let seen = try await store.accounts().map(\.name)
                #expect(seen == (role.rights.contains(.audit) ? Self.all : [role.rawValue]), "\(role)")
            }
            let (store, _) = try await county.signedIn("admin")
            try await store.add(try made.account(), password: CountyWithAccounts.password)
            #expect(try await store.accounts().map(\.name) == (Self.all + ["made"]).sorted())
        }
    }

    private static let all = (["admin"] + Role.allCases.filter { $0 != .administrator }.map(\.rawValue))
        .sorted()

    @Test("A session is seen and ended by its account alone")
    func sessions() async throws {
        try await CountyWithAccounts.with { county in
            try await county.add("one", .inspector)
            try await county.add("other", .inspector)
            let (first, key) = try await county.signedIn("one")
            let (second, _) = try await county.signedIn("one")
            let (stranger, _) = try await county.signedIn("other")
            let sessions = try await second.sessions(of: "one")
            #expect(sessions.count == 2)
            #expect(try await stranger.sessions(of: "one") == [])
            let id = try #require(sessions.last?.id)
            await #expect(throws: StoreError.noSession(id)) { try await stranger.endSession(id, of: "one") }
            try await second.endSession(id, of: "one")
            #expect(try await county.server.identity(key, address: "") == nil)
            await #expect(throws: StoreError.notSignedIn) { try await first.sessions(of: "one") }
            #expect(try await second.sessions(of: "one").count == 1)
        }
    }

    @Test("A token does what its scope allows its account, until it expires or is revoked")
    func tokens() async throws {
        try await CountyWithAccounts.with { county in
            try await county.add("inspector", .inspector)
            let (store, _) = try await county.signedIn("inspector")
            let secret = try await store.issueToken(
                of: "inspector",
                name: "phone",
                scope: [.read, .manage],
                days: 1
            )
            let key = AccessKey(secret: secret)
            let token = county.server.acting(for: .holder(key, address: "192.0.2.7"))
            // The scope gives nothing that the account does not have.
            #expect(try await county.server.identity(key, address: "")?.rights == [.read])
            #expect(try await token.sites(kind: nil, now: FilingTests.now).count == 2)
            await #expect(throws: StoreError.forbidden) {
                try await token.file(FilingTests.filing(1), receivedAt: FilingTests.now)
            }
            // A token makes no token, neither its own nor another's.
            await #expect(throws: StoreError.forbidden) {
                try await token.issueToken(of: "inspector", name: "more", scope: [.read], days: 1)
            }
            #expect(try await store.tokens(of: "inspector").map(\.name) == ["phone"])
            try await store.revokeToken("phone", of: "inspector")
            #expect(try await county.server.identity(key, address: "") == nil)

            let late = try await store.issueToken(of: "inspector", name: "late", scope: [.read], days: 1)
            _ = try await county.owner.query(
                "UPDATE api_token SET expires_at = clock_timestamp() - INTERVAL '1 second' WHERE name = 'late'"
            )
            #expect(try await county.server.identity(AccessKey(secret: late), address: "") == nil)
            await #expect(throws: Problems.self) {
                try await store.issueToken(of: "inspector", name: "", scope: [], days: 366)
            }
            let entries = try await county.owner.query(
                "SELECT verb || ' ' || object AS said FROM audit_entry WHERE object LIKE 'token/%' ORDER BY number"
            )
            #expect(
                try entries.map { try $0["said"] as String } == [
                    "issue token/inspector/phone", "revoke token/inspector/phone",
                    "issue token/inspector/late",
                ]
            )
        }
    }

    @Test("A key of one county opens nothing in another")
    func counties() async throws {
        try await CountyWithAccounts.with { county in
            try await county.add("admin", .administrator)
            let (_, key) = try await county.signedIn("admin")
            try await Store.createCounty("other", name: Text(zh: "邻县", en: "Other"), in: county.owner)
            let other = try await Store.open(county.server.database, county: "other")
            #expect(try await other.identity(key, address: "") == nil)
            await #expect(throws: StoreError.notSignedIn) {
                try await other.acting(for: .holder(key, address: "")).accounts()
            }
        }
    }
}
