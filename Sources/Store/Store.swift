package import Compliance
package import Postgres

/// One county's records. Cheap to copy; every call speaks of this county and no other.
package struct Store: Sendable {
    package let county: County
    let database: Database
    let shelf: Shelf

    /// Opens the county's records.
    ///
    /// Throws `StoreError.schema` where the database's schema is not the one this release knows, `.noCounty` where
    /// the county is missing, and `.unavailable` where the database does not answer.
    package static func open(_ database: Database, county code: String) async throws -> Store {
        try Report.check()
        try await checkSchema(database)
        let rows = try await reachable {
            try await database.query(
                "SELECT county_id, code, name_zh, name_en FROM county WHERE code = \(code)"
            )
        }
        guard let row = rows.first else { throw StoreError.noCounty(code) }
        let county = County(code: try row["code"], name: try row.text("name"), id: try row["county_id"])
        return Store(county: county, database: database, shelf: Shelf())
    }

    /// Throws unless the database answers and its schema is the one this release knows.
    package func ping() async throws {
        try await Self.checkSchema(database)
    }

    /// How the pool of connections stands.
    package var poolFigures: PoolFigures {
        get async { await database.figures }
    }

    /// Carries out one statement; a database that does not answer is `StoreError.unavailable`.
    func query(_ sql: SQL) async throws -> Rows {
        try await reachable { try await database.query(sql) }
    }

    /// Carries out the statements in one round trip, as one transaction.
    func pipeline(_ statements: [SQL]) async throws -> [Rows] {
        try await reachable { try await database.pipeline(statements) }
    }
}

/// A county (县), the tenant that every row belongs to.
package struct County: Sendable, Hashable {
    package let code: String
    package let name: Text
    let id: Int
}

/// Runs the closure; where the database does not answer, throws `StoreError.unavailable`.
func reachable<Value: Sendable>(_ work: () async throws -> Value) async throws -> Value {
    do {
        return try await work()
    } catch let error as PostgresError where error.isUnavailable {
        throw StoreError.unavailable
    }
}
