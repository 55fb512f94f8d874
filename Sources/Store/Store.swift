package import Compliance
package import Postgres

/// One county's records, asked on somebody's behalf. Cheap to copy; every call speaks of this county and no other.
package struct Store: Sendable {
    package let county: County
    /// On whose behalf it is asked; nobody, to begin with.
    package let actor: Actor
    /// Where a request stands at one, asked for it before anything is given.
    var door: Door?
    let database: Database
    let cache: CountyCache
    /// Where passwords are stretched.
    var stretching = StretchingQueue.shared

    /// Opens the county's records.
    ///
    /// Throws `StoreError.schema` where the database's schema is not the one this release knows, `.noCounty` where
    /// the county is missing, and `.unavailable` where the database does not answer.
    package static func open(_ database: Database, county code: String) async throws -> Store {
        try Report.check()
        try await checkSchema(database)
        let rows = try await reachable { try await database.query("SELECT * FROM county_named(\(code))") }
        guard let row = rows.first else {
            throw StoreError.noCounty(code, known: try await counties(in: database))
        }
        let county = County(code: try row["code"], name: try row.text("name"), id: try row["county_id"])
        return Store(county: county, actor: .nobody, database: database, cache: CountyCache())
    }

    /// The same records, asked on behalf of that actor, who stands at that door.
    package func acting(for actor: Actor, at door: Door? = nil) -> Store {
        Store(
            county: county,
            actor: actor,
            door: door,
            database: database,
            cache: cache,
            stretching: stretching
        )
    }

    /// The same county on other connections, asked on nobody's behalf.
    package func on(_ database: Database) -> Store {
        Store(county: county, actor: .nobody, database: database, cache: CountyCache())
    }

    /// Whether the login, whatever role its connections put on, owns the tables or may pass by their policies.
    package func loginOwnsTables() async throws -> Bool {
        let rows = try await reachable {
            try await database.query(
                """
                SELECT bool_or(r.rolsuper OR r.rolbypassrls OR pg_has_role(r.oid, c.relowner, 'USAGE')) AS owns
                FROM pg_roles r, pg_class c
                WHERE r.rolname = session_user AND c.oid = 'county'::regclass
                """
            )
        }
        return try rows.first?["owns"] ?? false
    }
}

/// A county (县), the tenant that every row belongs to.
package struct County: Sendable, Hashable {
    package let code: String
    package let name: Text
    let id: Int
}

/// Runs the closure; where the database does not answer, throws `StoreError.unavailable`, where it did not finish in
/// time, `.outOfTime`, where it does not allow what was asked, `.forbidden`, and where nobody acts, `.notSignedIn`.
func reachable<Value: Sendable>(_ work: () async throws -> Value) async throws -> Value {
    do {
        return try await work()
    } catch let error as PostgresError where error.isOfMissingFile {
        throw StoreError.programsReplaced(cause: error.debugDescription)
    } catch let error as PostgresError where error.isUnavailable {
        throw StoreError.unavailable(cause: error.debugDescription)
    } catch let error as PostgresError where error.isOutOfTime {
        throw StoreError.outOfTime(cause: error.debugDescription)
    } catch let error as PostgresError where error.sqlState == "42501" {
        throw StoreError.forbidden
    } catch let error as PostgresError where error.sqlState == "28000" {
        throw StoreError.notSignedIn
    }
}
