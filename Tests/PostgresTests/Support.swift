import Logging
import Postgres
import TestSupport
import Testing

let silent = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }

/// Gives the closure an empty database of its own, and closes it afterwards.
func withDatabase<Value: Sendable>(
    connections: Int = 4,
    _ adjust: (inout Database.Configuration) -> Void = { _ in },
    _ body: (Database) async throws -> Value
) async throws -> Value {
    try await TestDatabase.withDatabase { url in
        var configuration = Database.Configuration(connections: connections)
        // Hundreds of tests share two cores: a connection may take a while to become free.
        configuration.acquireTimeout = .seconds(60)
        adjust(&configuration)
        let database = try Database(url, configuration: configuration, logger: silent)
        do {
            let value = try await body(database)
            await database.close()
            return value
        } catch {
            await database.close()
            throw error
        }
    }
}

/// The error that the work throws; nil where it throws none, or another kind.
func failure(_ work: () async throws -> Void) async -> PostgresError? {
    do {
        try await work()
        return nil
    } catch {
        return error as? PostgresError
    }
}

/// Expects that the database answers.
func expectServing(_ database: Database, _ place: SourceLocation = #_sourceLocation) async throws {
    let rows = try await database.query("SELECT 1")
    #expect(rows.count == 1, sourceLocation: place)
}
