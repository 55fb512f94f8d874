import Postgres
import TestSupport

@testable import Store

/// An empty database whose owner may make roles and nothing else.
struct OwnedDatabase {
    /// As the owner sees it.
    let database: Database
    let owner: String
    /// The owner's way in for programs of PostgreSQL's, as the variables that they read.
    let variables: [String: String]

    /// Gives the closure such a database; one beside it where another's owner is to own it too.
    static func with<Value>(
        owner shared: String? = nil,
        _ body: (OwnedDatabase) async throws -> Value
    ) async throws -> Value {
        try await TestDatabase.withDatabase { url in
            let superuser = try Database(url, logger: TestCounty.quiet)
            let name = try await superuser.query("SELECT current_database() AS name")[0]["name"] as String
            let owner = shared ?? "owner_of_\(name)"
            if shared == nil {
                try await superuser.run("CREATE ROLE \(owner) NOSUPERUSER NOBYPASSRLS CREATEROLE")
            }
            try await superuser.run("ALTER DATABASE \(name) OWNER TO \(owner)")
            var configuration = Database.Configuration(connections: 2)
            configuration.role = owner
            let database = try Database(url, configuration: configuration, logger: TestCounty.quiet)
            var variables = try ConnectionEnvironment.variables(of: url)
            variables["PGOPTIONS"] = "-c role=\(owner)"
            let value = try await body(OwnedDatabase(database: database, owner: owner, variables: variables))
            await database.close()
            try await superuser.run(
                "ALTER DATABASE \(name) OWNER TO CURRENT_USER; REASSIGN OWNED BY \(owner) TO CURRENT_USER; DROP OWNED BY \(owner)"
            )
            if shared == nil { try await superuser.run("DROP ROLE \(owner)") }
            await superuser.close()
            return value
        }
    }
}
