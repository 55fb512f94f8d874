import Postgres
import TestSupport

@testable import Compliance
@testable import Store

/// A county with two township sites and people, asked as a server asks: through the role that owns nothing.
struct CountyWithAccounts {
    /// The server's view: nobody has signed in.
    let server: Store
    /// The operator's, at the shell.
    let shell: Store
    /// The tables' owner, whom no policy binds: a superuser.
    let owner: Database

    static let password = "four suits in the rain"

    /// The least that the tables take: what a password costs to try is not what these tests are about.
    static let leastCost = 10

    /// Gives the closure such a county, in a database of its own.
    static func with(
        cost: Int = leastCost,
        _ body: (CountyWithAccounts) async throws -> Void
    ) async throws {
        try await TestCounty.with { shell, owner in
            let url = try await owner.query("SELECT current_database() AS name")[0]["name"] as String
            try await TestDatabase.withServer(url) { database in
                let director = DutyEntry(.director, "一号乡镇卫生院院长", since: day("01-01"))
                _ = try await shell.importSites([township("T-01", [director]), township("T-02")])
                // Tests run side by side, and a queue of their own keeps them from being too many for one.
                var (server, shell) = (try await Store.open(database, county: "demo"), shell)
                server.stretching = StretchingQueue(most: 40, cost: cost)
                shell.stretching = server.stretching
                try await body(CountyWithAccounts(server: server, shell: shell, owner: owner))
            }
        }
    }

    /// Makes an account that can sign in at once.
    func add(_ name: String, _ roles: Role..., duties: [String] = []) async throws {
        let form = AccountForm(name: name, display: "某职务", roles: roles.map(\.rawValue), duties: duties)
        _ = try await shell.add([(try form.account(), Self.password)], isFinal: true)
    }

    /// What the account's password is stretched to, for tries that are judged without stretching it each time.
    func stretched(_ name: String, _ password: String = Self.password) async throws -> [UInt8] {
        let rows = try await owner.query("SELECT salt, cost FROM stretching(1, \(name))")
        let (salt, cost): ([UInt8], Int) = (try rows[0]["salt"], try rows[0]["cost"])
        return try await server.stretching.admitting { place in
            try await place.stretched(password, salt: salt, cost: cost).bytes
        }
    }

    /// A try to sign in with what the password was stretched to: how long to wait, or whether it was right.
    func attempt(
        _ name: String,
        _ stretched: [UInt8],
        from address: String,
        in database: Database? = nil
    ) async throws -> SignIn {
        let database = database ?? server.database
        let begun = try await database.query("SELECT wait FROM begin_login(1, \(name), \(address))")
        let wait = try begun[0]["wait"] as Int
        guard wait == 0 else { return .wait(seconds: wait) }
        let secret = Secret.fresh()
        let done = try await database.query(
            """
            SELECT finish_login(1, \(name), \(stretched)::bytea, \(AccessKey(secret: secret).bytes)::bytea, NULL,
                \(address), 'tests') AS done
            """
        )
        return try done[0]["done"] == true ? .signedIn(secret: secret) : .refused
    }

    /// What the record says, by its owner: verb, object and reason of the entries that the pattern fits.
    func said(_ pattern: String) async throws -> [String] {
        try await owner.query(
            """
            SELECT concat_ws(' ', verb, object, reason) AS said FROM audit_entry
            WHERE concat_ws(' ', verb, object, reason) LIKE \(pattern) ORDER BY number
            """
        )
        .map { try $0["said"] }
    }

    /// The records as that account sees them, through a new session; and the session's key.
    func signedIn(_ name: String) async throws -> (store: Store, key: AccessKey) {
        guard
            case .signedIn(let secret) = try await server.signIn(
                name: name,
                password: Self.password,
                from: LoginOrigin(address: "192.0.2.7", agent: "tests")
            )
        else { throw StoreError.notSignedIn }
        let key = AccessKey(secret: secret)
        return (server.acting(for: .holder(key, address: "192.0.2.7")), key)
    }
}
