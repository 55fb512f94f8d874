import Postgres
import Testing

@testable import Compliance
@testable import Store

@Suite("Links to the OpenID provider")
struct LinkTests {
    private static let here = "https://id.example"
    private static let there = "https://other.example"

    /// The account that the provider's word leads into; nil where it leads nowhere.
    private func signIn(
        _ county: CountyWithAccounts,
        _ subject: String,
        at issuer: String = here,
        nonce: String = Secret.fresh()
    ) async throws -> String? {
        let outcome = try await county.server.signIn(
            as: OpenIDLink(kept: subject, issuer: issuer),
            nonce: nonce,
            from: LoginOrigin(address: "", agent: "")
        )
        guard case .signedIn(let secret) = outcome else { return nil }
        return try await county.server.identity(AccessKey(secret: secret), address: "")?.account
    }

    private func add(
        _ county: CountyWithAccounts,
        _ name: String,
        _ subject: String,
        at issuer: String = here
    ) async throws {
        let form = AccountForm(
            name: name,
            display: "某职务",
            roles: ["leader"],
            openID: subject,
            issuer: issuer
        )
        try await county.shell.add(try form.account(), password: nil)
    }

    @Test("A link leads in from its provider alone, and into no other account")
    func issuers() async throws {
        try await CountyWithAccounts.with { county in
            try await add(county, "linked", "sub-1")
            try await add(county, "namesake", "sub-1", at: Self.there)
            #expect(try await signIn(county, "sub-1") == "linked")
            #expect(try await signIn(county, "sub-1", at: Self.there) == "namesake")
            #expect(try await signIn(county, "sub-1", at: "https://id.example/") == nil)
            #expect(try await signIn(county, "sub-2") == nil)
            await #expect(throws: StoreError.accountTaken("second")) {
                try await add(county, "second", "sub-1")
            }
        }
    }

    @Test("A link that names no provider does not open in the place of an account that is disabled")
    func besideDisabled() async throws {
        try await CountyWithAccounts.with { county in
            try await add(county, "bound", "sub-1")
            try await add(county, "unbound", "sub-1", at: "")
            #expect(try await signIn(county, "sub-1") == "bound")
            _ = try await county.shell.disable("bound")
            #expect(try await signIn(county, "sub-1") == nil)
            // On purpose, the person is somebody else here.
            _ = try await county.shell.unlink("bound")
            #expect(try await signIn(county, "sub-1") == "unbound")
        }
    }

    @Test("A link without a provider holds for the county's, and is bound to it by the first login")
    func unbound() async throws {
        try await CountyWithAccounts.with { county in
            try await add(county, "old", "sub-1", at: "")
            #expect(try await county.shell.accounts().map(\.openID?.issuer) == [nil])
            #expect(try await signIn(county, "sub-1") == "old")
            #expect(try await county.shell.accounts().map(\.openID?.issuer) == [Self.here])
            #expect(try await county.said("change link/%") == ["change link/old bound to \(Self.here)"])
            // Another provider's person of that name is somebody else.
            #expect(try await signIn(county, "sub-1", at: Self.there) == nil)
            #expect(try await signIn(county, "sub-1") == "old")
        }
    }

    @Test("An answer is good once, also where it led nowhere, and of eight at once for one")
    func replay() async throws {
        try await CountyWithAccounts.with { county in
            try await add(county, "linked", "sub-1")
            #expect(try await signIn(county, "sub-1", nonce: "once") == "linked")
            #expect(try await signIn(county, "sub-1", nonce: "once") == nil)
            #expect(try await signIn(county, "sub-2", nonce: "early") == nil)
            try await add(county, "late", "sub-2")
            #expect(try await signIn(county, "sub-2", nonce: "early") == nil)
            #expect(try await signIn(county, "sub-2", nonce: "anew") == "late")
            let opened = try await withThrowingTaskGroup(of: String?.self) { group in
                for _ in 0..<8 { group.addTask { try await signIn(county, "sub-1", nonce: "raced") } }
                return try await group.reduce(into: [String]()) { if let name = $1 { $0.append(name) } }
            }
            #expect(opened == ["linked"])
        }
    }

    @Test("Links are made, changed and removed, on record; what the old one opened ends")
    func changes() async throws {
        try await CountyWithAccounts.with { county in
            try await county.add("person", .leader)
            let (_, session) = try await county.signedIn("person")
            _ = try await county.shell.issueToken(of: "person", name: "t", scope: [.read], days: 1)
            let (a, b) = (
                try OpenIDLink(subject: "a", issuer: Self.here),
                try OpenIDLink(subject: "b", issuer: Self.here)
            )
            // A first link takes nothing away.
            #expect(try await county.shell.link("person", to: a) == [])
            #expect(try await county.server.identity(session, address: "") != nil)
            #expect(try await signIn(county, "a") == "person")
            #expect(try await county.shell.link("person", to: b) == ["t"])
            #expect(try await county.server.identity(session, address: "") == nil)
            #expect(try await signIn(county, "a") == nil)
            #expect(try await signIn(county, "b") == "person")
            _ = try await county.shell.unlink("person")
            #expect(try await signIn(county, "b") == nil)
            await #expect(throws: StoreError.noLink("person")) { try await county.shell.unlink("person") }
            await #expect(throws: StoreError.noAccount("nobody")) { try await county.shell.unlink("nobody") }
            #expect(
                try await county.said("%link/%") == [
                    "add link/person a at \(Self.here)", "change link/person b at \(Self.here)",
                    "revoke link/person",
                ]
            )
            // Only administrators do that.
            let (person, _) = try await county.signedIn("person")
            await #expect(throws: StoreError.forbidden) { try await person.link("person", to: a) }
        }
    }

    @Test("A disabled account's subject is given on; then it is not simply let in again")
    func givenOn() async throws {
        try await CountyWithAccounts.with { county in
            try await add(county, "former", "sub-1")
            try await county.add("next", .leader)
            let link = try OpenIDLink(subject: "sub-1", issuer: Self.here)
            await #expect(throws: StoreError.linkTaken) { try await county.shell.link("next", to: link) }
            _ = try await county.shell.disable("former")
            #expect(try await signIn(county, "sub-1") == nil)
            _ = try await county.shell.link("next", to: link)
            #expect(try await signIn(county, "sub-1") == "next")
            await #expect(throws: StoreError.linkTaken) { try await county.shell.enable("former") }
            _ = try await county.shell.unlink("former")
            try await county.shell.enable("former")
            #expect(try await signIn(county, "sub-1") == "next")
        }
    }

    @Test("An account for the provider alone has no password, and gets one on purpose only")
    func alone() async throws {
        try await CountyWithAccounts.with { county in
            try await add(county, "linked", "sub-1")
            await #expect(throws: StoreError.noPassword("linked")) {
                try await county.shell.reset("linked", password: CountyWithAccounts.password)
            }
            await #expect(throws: StoreError.noAccount("nobody")) {
                try await county.shell.reset("nobody", password: CountyWithAccounts.password)
            }
            #expect(try await county.shell.accounts().map(\.hasPassword) == [false])
            _ = try await county.shell.reset("linked", password: CountyWithAccounts.password, given: true)
            let (_, key) = try await county.signedIn("linked")
            #expect(try await county.server.identity(key, address: "")?.mustChange == true)
            // And the other way: the password goes, with what it opened.
            let link = try OpenIDLink(subject: "sub-1", issuer: Self.here)
            _ = try await county.shell.link("linked", to: link, alone: true)
            #expect(try await county.server.identity(key, address: "") == nil)
            await #expect(throws: StoreError.notSignedIn) { try await county.signedIn("linked") }
            #expect(try await signIn(county, "sub-1") == "linked")
            #expect(try await county.said("revoke password/%").count == 1)
        }
    }
}
