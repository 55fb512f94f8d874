import Postgres
import Testing

@testable import Compliance
@testable import Store

@Suite("Signing in")
struct SignInTests {
    @Test("The right password opens a session; a wrong one, an unknown name and a disabled account do not")
    func passwords() async throws {
        try await CountyWithAccounts.with { county in
            try await county.add("inspector", .inspector)
            let (store, key) = try await county.signedIn("inspector")
            let identity = try #require(try await county.server.identity(key, address: "192.0.2.7"))
            #expect(identity.account == "inspector")
            #expect(identity.rights == [.read, .county, .file])
            #expect(identity.sites == nil)
            #expect(try await store.sites(kind: nil, now: moment("08-18 10:00")).count == 2)

            for (name, password) in [
                ("inspector", "wrong wrong wrong"), ("nobody", CountyWithAccounts.password),
            ] {
                let outcome = try await county.server.signIn(
                    name: name,
                    password: password,
                    from: LoginOrigin(address: "192.0.2.8", agent: "")
                )
                guard case .refused = outcome else { return #expect(Bool(false), "\(name) got in") }
            }
            _ = try await county.shell.disable("inspector")
            #expect(try await county.server.identity(key, address: "") == nil)
            await #expect(throws: StoreError.notSignedIn) { try await store.accounts() }
            await #expect(throws: StoreError.notSignedIn) { try await county.signedIn("inspector") }
            // Being let in again opens no session of before.
            try await county.shell.enable("inspector")
            #expect(try await county.server.identity(key, address: "") == nil)
        }
    }

    @Test("A name that nobody has is stretched alike, every time")
    func unknownNames() async throws {
        try await CountyWithAccounts.with(cost: StretchedPassword.usualCost) { county in
            try await county.add("inspector", .inspector)
            func asked(_ name: String) async throws -> [String?] {
                let rows = try await county.server.database.query(
                    "SELECT encode(salt, 'hex') AS salt, cost FROM begin_login(1, \(name), '192.0.2.9')"
                )
                return [try rows[0]["salt"], try rows[0]["cost"]]
            }
            let (one, again, other) = (
                try await asked("nobody"), try await asked("nobody"), try await asked("somebody")
            )
            #expect(one == again)
            #expect(one != other)
            #expect(one[0]?.count == 32)
            #expect(try await asked("inspector")[1] == one[1])
        }
    }

    @Test("After five failures an account waits twice as long each time, also for the right password")
    func throttle() async throws {
        try await CountyWithAccounts.with { county in
            try await county.add("inspector", .inspector)
            func attempt(_ password: String, from address: String) async throws -> SignIn {
                try await county.server.signIn(
                    name: "inspector",
                    password: password,
                    from: LoginOrigin(address: address, agent: "")
                )
            }
            for number in 1...6 {
                guard case .refused = try await attempt("wrong wrong", from: "192.0.2.\(number)") else {
                    return #expect(Bool(false), "try \(number)")
                }
            }
            // A clock that was set back makes nobody wait longer; and the test need not be quick.
            try await county.age("login_failure", "last_at", seconds: -3600)
            guard case .wait(let seconds) = try await attempt(CountyWithAccounts.password, from: "192.0.2.99")
            else {
                return #expect(Bool(false), "nobody had to wait")
            }
            #expect(seconds == 2)
            try await county.age("login_failure", "last_at", seconds: 3)
            _ = try await county.signedIn("inspector")
            // A success forgets the failures.
            for _ in 1...5 { _ = try await attempt("wrong wrong", from: "192.0.2.50") }
            guard case .refused = try await attempt("wrong wrong", from: "192.0.2.50") else {
                return #expect(Bool(false), "the count was not forgotten")
            }
        }
    }

    @Test("Tries that are sent at once do not outrun the count")
    func race() async throws {
        try await CountyWithAccounts.with { county in
            let admitted = try await withThrowingTaskGroup(of: Bool.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        let rows = try await county.server.database.query(
                            "SELECT wait FROM begin_login(1, 'somebody', '192.0.2.1')"
                        )
                        return try rows[0]["wait"] == 0
                    }
                }
                return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            // Each that was let through was counted; the sixth is what the others wait for, unless they come late.
            let counted = try await county.owner.query(
                "SELECT failures FROM login_failure WHERE subject = 'account somebody'"
            )
            #expect(try counted[0]["failures"] == admitted)
            #expect((6...8).contains(admitted))
        }
    }

    @Test(
        "A session ends by itself, and does not outlive a clock that jumps",
        arguments: [
            ("seen_at", 4 * 3600 + 60, false), ("seen_at", 4 * 3600 - 60, true),
            ("started_at", 16 * 3600 + 60, false),
            ("started_at", 16 * 3600 - 60, true), ("seen_at", -600, false), ("started_at", -600, false),
            ("seen_at", -120, true),
        ]
    )
    func expiry(column: String, secondsAgo: Int, lives: Bool) async throws {
        try await CountyWithAccounts.with { county in
            try await county.add("inspector", .inspector)
            let (_, key) = try await county.signedIn("inspector")
            try await county.age("session", column, seconds: secondsAgo)
            #expect((try await county.server.identity(key, address: "") != nil) == lives)
        }
    }

    @Test("A first password opens nothing but the door to change it; a change ends the other sessions")
    func firstPassword() async throws {
        try await CountyWithAccounts.with { county in
            let form = AccountForm(name: "new", display: "新人", roles: ["inspector"])
            try await county.shell.add(try form.account(), password: CountyWithAccounts.password)
            let (store, key) = try await county.signedIn("new")
            let (_, other) = try await county.signedIn("new")
            let identity = try #require(try await county.server.identity(key, address: ""))
            #expect(identity.mustChange)
            #expect(identity.rights == [])
            #expect(try await store.sites(kind: nil, now: moment("08-18 10:00")) == [])

            let fresh = "a sentence of my own"
            #expect(
                try await store.changePassword(
                    of: "new",
                    from: "not the old one",
                    to: fresh,
                    keeping: [],
                    key: key
                ) == .refused
            )
            await #expect(throws: Problems.self) {
                _ = try await store.changePassword(
                    of: "new",
                    from: CountyWithAccounts.password,
                    to: "short",
                    keeping: [],
                    key: key
                )
            }
            #expect(
                try await store.changePassword(
                    of: "new",
                    from: CountyWithAccounts.password,
                    to: fresh,
                    keeping: [],
                    key: key
                ) == .done(ended: [])
            )
            #expect(try await county.server.identity(key, address: "")?.rights == [.read, .county, .file])
            #expect(try await county.server.identity(other, address: "") == nil)
            await #expect(throws: StoreError.notSignedIn) { try await county.signedIn("new") }
        }
    }

    @Test("Two devices that sign in at the same moment both get in")
    func together() async throws {
        try await CountyWithAccounts.with { county in
            try await county.add("inspector", .inspector)
            async let one = county.signedIn("inspector")
            async let other = county.signedIn("inspector")
            #expect(try await one.key != other.key)
        }
    }
}

extension CountyWithAccounts {
    /// Sets a time of every row of the table back, by its owner.
    func age(_ table: String, _ column: String, seconds: Int) async throws {
        _ = try await owner.query(
            """
            UPDATE \(identifier: table)
            SET \(identifier: column) = clock_timestamp() - \(seconds)::integer * INTERVAL '1 second'
            """
        )
    }
}
