import Postgres
import Testing

@testable import Compliance
@testable import Store

@Suite("Waiting after wrong tries")
struct WaitTests {
    @Test("How long to wait, worked out by hand")
    func values() async throws {
        try await TestCounty.with { _, database in
            // Whom, how many tries, seconds since; how many still stand, seconds to wait.
            let cases: [(String, Int, Int, Int, Int)] = [
                ("account a", 0, 0, 0, 0), ("account a", 5, 0, 5, 0), ("account a", 6, 0, 6, 2),
                ("account a", 6, 1, 6, 1), ("account a", 6, 2, 6, 0), ("account a", 8, 0, 8, 8),
                ("account a", 14, 0, 14, 512), ("account a", 15, 0, 15, 900), ("account a", 99, 0, 99, 900),
                ("account a", 99, 899, 99, 1), ("account a", 99, 900, 99, 0), ("account a", 99, -50, 99, 900),
                ("session a 0", 7, 0, 7, 4),
                // Fifty are an address's own, and each comes back after three minutes.
                ("address x", 49, 0, 49, 0), ("address x", 50, 0, 50, 180), ("address x", 50, 100, 50, 80),
                ("address x", 50, 179, 50, 1), ("address x", 50, 180, 49, 0), ("address x", 50, 181, 49, 0),
                ("address x", 50, 360, 48, 0), ("address x", 50, 8999, 1, 0), ("address x", 50, 9000, 0, 0),
                ("address x", 50, 999_999, 0, 0), ("address x", 0, 999_999, 0, 0),
                ("address x", 50, -60, 50, 180),
            ]
            for (whom, tries, gone, standing, wait) in cases {
                let rows = try await database.query(
                    """
                    SELECT standing_tries(\(whom), \(tries), at, at + \(gone)::integer * INTERVAL '1 second') AS standing,
                        login_wait(\(whom), \(tries), at, at + \(gone)::integer * INTERVAL '1 second') AS wait
                    FROM (SELECT TIMESTAMPTZ '2021-08-18 10:00:00+08' AS at) AS begun
                    """
                )
                #expect(try rows[0]["standing"] == standing, "\(whom) \(tries) \(gone)")
                #expect(try rows[0]["wait"] == wait, "\(whom) \(tries) \(gone)")
            }
        }
    }

    @Test("An address's count fades from where it stands, however often it is looked at")
    func fading() async throws {
        try await CountyWithAccounts.with { county in
            for number in 1...10 { _ = try await county.attempt("n\(number)", [0], from: "192.0.2.1") }
            // Seven minutes are two tries and one minute; the minute is kept.
            try await county.age("login_failure", "last_at", seconds: 420)
            _ = try await county.attempt("n11", [0], from: "192.0.2.1")
            let rows = try await county.owner.query(
                """
                SELECT failures, round(extract(epoch FROM clock_timestamp() - last_at) / 10)::integer AS tens
                FROM login_failure WHERE subject LIKE 'address %'
                """
            )
            #expect(try rows[0]["failures"] == 9)
            #expect(try rows[0]["tens"] == 6)
        }
    }

    @Test("What is right is given back, so that an office of any size signs in and changes its passwords")
    func office() async throws {
        try await CountyWithAccounts.with { county in
            try await county.add("inspector", .inspector)
            let right = try await county.stretched("inspector")
            for number in 1...60 {
                let outcome = try await county.attempt("inspector", right, from: "192.0.2.1")
                guard case .signedIn = outcome else { return #expect(Bool(false), "\(number): \(outcome)") }
            }
            let (store, key) = try await county.signedIn("inspector")
            for number in 1...7 {
                let outcome = try await store.changePassword(
                    of: "inspector",
                    from: number == 1 ? CountyWithAccounts.password : "sentence number \(number)",
                    to: "sentence number \(number + 1)",
                    keeping: [],
                    key: key
                )
                #expect(outcome == .done(ended: []), "\(number)")
            }
            let counted = try await county.owner.query("SELECT sum(failures) AS sum FROM login_failure")
            #expect(try counted[0]["sum"] == 0)
        }
    }

    @Test(
        "After fifty typing errors an address waits three minutes for each more, and no right login adds to it"
    )
    func typingErrors() async throws {
        try await CountyWithAccounts.with { county in
            try await county.add("inspector", .inspector)
            let right = try await county.stretched("inspector")
            for number in 1...50 {
                #expect(try await county.attempt("n\(number)", [0], from: "192.0.2.1") == .refused)
            }
            guard case .wait(let seconds) = try await county.attempt("inspector", right, from: "192.0.2.1")
            else { return #expect(Bool(false), "nobody had to wait") }
            // Three minutes from the last try, less what a busy machine has taken since.
            #expect((60...180).contains(seconds))
            // Another office does not wait.
            guard case .signedIn = try await county.attempt("inspector", right, from: "192.0.2.2")
            else { return #expect(Bool(false), "another address had to wait") }
            try await county.age("login_failure", "last_at", seconds: 180)
            for _ in 1...5 {
                guard case .signedIn = try await county.attempt("inspector", right, from: "192.0.2.1")
                else { return #expect(Bool(false), "a right login was not given back") }
            }
            #expect(try await county.attempt("n51", [0], from: "192.0.2.1") == .refused)
            guard case .wait = try await county.attempt("inspector", right, from: "192.0.2.1")
            else { return #expect(Bool(false), "the wrong one did not count") }
        }
    }

    @Test("A login that is refused as busy is not counted, nor is a change of password")
    func busy() async throws {
        try await CountyWithAccounts.with { county in
            try await county.add("inspector", .inspector)
            let (holder, key) = try await county.signedIn("inspector")
            _ = try await county.owner.query("DELETE FROM login_failure")
            func full(_ store: Store) -> Store {
                var store = store
                store.stretching = StretchingQueue(most: 0)
                return store
            }
            let (server, store) = (full(county.server), full(holder))
            await #expect(throws: StoreError.busy) {
                try await server.signIn(
                    name: "inspector",
                    password: "x",
                    from: LoginOrigin(address: "192.0.2.1", agent: "")
                )
            }
            await #expect(throws: StoreError.busy) {
                try await store.changePassword(
                    of: "inspector",
                    from: "x",
                    to: "a sentence of my own",
                    keeping: [],
                    key: key
                )
            }
            let rows = try await county.owner.query("SELECT count(*) FROM login_failure")
            #expect(try rows[0]["count"] == 0)
        }
    }

    @Test(
        "A stranger's tries do not keep the holder at the first password; the holder's own do, in that session"
    )
    func holder() async throws {
        try await CountyWithAccounts.with { county in
            let form = AccountForm(name: "new", display: "新人", roles: ["inspector"])
            try await county.shell.add(try form.account(), password: CountyWithAccounts.password)
            let (store, key) = try await county.signedIn("new")
            for number in 1...20 {
                _ = try await county.attempt("new", [0], from: "198.51.100.\(number)")
            }
            // Guesses from the holder's own address, too.
            for number in 1...50 { _ = try await county.attempt("n\(number)", [0], from: "192.0.2.7") }
            func change(_ old: String) async throws -> PasswordChange {
                try await store.changePassword(
                    of: "new",
                    from: old,
                    to: "a sentence of my own",
                    keeping: [],
                    key: key
                )
            }
            for _ in 1...6 { #expect(try await change("not the old one") == .refused) }
            // The test need not be quick.
            try await county.age("login_failure", "last_at", seconds: 0)
            guard case .wait(let seconds) = try await change(CountyWithAccounts.password)
            else { return #expect(Bool(false), "the session guesses without end") }
            #expect((1...2).contains(seconds))
            try await county.age("login_failure", "last_at", seconds: 3)
            #expect(try await change(CountyWithAccounts.password) == .done(ended: []))
            // A change that was not begun is not judged.
            let right = try await county.stretched("new", "a sentence of my own")
            let rows = try await store.act { who in
                """
                SELECT change_password(\(who), \(right)::bytea, sha256('s'), 15, sha256('v'), '{}') IS NULL AS refused
                """
            }
            #expect(try rows[0]["refused"] == true)
        }
    }

    @Test("Tries of days ago count no more")
    func longAgo() async throws {
        try await CountyWithAccounts.with { county in
            try await county.add("inspector", .inspector)
            let right = try await county.stretched("inspector")
            _ = try await county.attempt("inspector", [0], from: "192.0.2.1")
            _ = try await county.owner.query(
                "UPDATE login_failure SET failures = 12, last_at = clock_timestamp() - INTERVAL '5 days'"
            )
            #expect(try await county.attempt("inspector", [0], from: "192.0.2.1") == .refused)
            guard case .signedIn = try await county.attempt("inspector", right, from: "192.0.2.1")
            else { return #expect(Bool(false), "the tries of days ago count") }
        }
    }

    @Test("An administrator sees and ends the waits, and a reset ends those of its account; all on record")
    func administration() async throws {
        try await CountyWithAccounts.with { county in
            try await county.add("admin", .administrator)
            try await county.add("inspector", .inspector)
            let (admin, _) = try await county.signedIn("admin")
            let (other, _) = try await county.signedIn("inspector")
            for _ in 1...6 { _ = try await county.attempt("inspector", [0], from: "2001:db8:1:2::9") }
            // Perhaps it was a password, typed into the wrong field.
            _ = try await county.attempt("four suits in the rain", [0], from: "192.0.2.1")
            try await county.age("login_failure", "last_at", seconds: 0)
            let waits = try await admin.waits()
            #expect(
                waits.map { "\($0.kind.rawValue) \($0.name) \($0.tries)" } == [
                    "account inspector 6", "address 2001:db8:1:2:: 6", "address 192.0.2.1 1",
                ]
            )
            #expect(waits.map { $0.seconds > 0 } == [true, false, false])
            await #expect(throws: StoreError.forbidden) { try await other.waits() }
            await #expect(throws: StoreError.forbidden) { try await other.liftWait(.account, "inspector") }
            let secret = try await admin.issueToken(of: "admin", name: "t", scope: [.read, .manage], days: 1)
            let token = county.server.acting(for: .holder(AccessKey(secret: secret), address: ""))
            await #expect(throws: StoreError.forbidden) { try await token.liftWait(.account, "inspector") }

            try await admin.liftWait(.address, "2001:db8:1:2:ffff::1")
            await #expect(throws: StoreError.noWait("192.0.2.9")) {
                try await admin.liftWait(.address, "192.0.2.9")
            }
            await #expect(throws: StoreError.noWait("a:::b")) { try await admin.liftWait(.address, "a:::b") }
            _ = try await county.shell.reset("inspector", password: "another one to begin with")
            #expect(try await admin.waits().map(\.name) == ["192.0.2.1"])
            for _ in 1...6 { _ = try await county.attempt("inspector", [0], from: "192.0.2.3") }
            try await admin.liftWait(.account, "inspector")
            #expect(try await admin.waits().map(\.kind) == [.address, .address])
            #expect(
                try await county.said("%wait/%") == [
                    "revoke wait/address 2001:db8:1:2:ffff::1", "revoke wait/account inspector",
                ]
            )
        }
    }

    @Test("What is a day old is forgotten")
    func forgetting() async throws {
        try await CountyWithAccounts.with { county in
            for number in 1...10 {
                _ = try await county.attempt("n\(number)", [0], from: "192.0.2.\(number)")
            }
            try await county.age("login_failure", "last_at", seconds: 86_401)
            _ = try await county.attempt("n11", [0], from: "192.0.2.11")
            let rows = try await county.owner.query("SELECT count(*) FROM login_failure")
            #expect(try rows[0]["count"] == 2)
        }
    }
}
