import Compliance
import Postgres
import AuditLog
import Testing

@testable import Store

/// A county with entries in batches of ten under one head each.
struct SealedLog {
    let store: Store
    let database: Database
    let key = SealKey()

    /// The statement by which somebody's act would write an entry of county 1.
    static func entry(_ verb: String, _ object: String, via: String = "session:x", after: Hash? = nil) -> SQL
    {
        """
        SELECT write_entry(ROW(1, '甲', '甲', '{}', '', '{}', NULL, \(via), '', false, false, NULL)::holder, \(verb), \(object),
            NULL, \(orNull: after)::bytea)
        """
    }

    static let now = Instant(microseconds: 1_629_248_400_000_000)

    /// Gives the closure a record of that many batches.
    static func with(_ batches: Int, _ body: (SealedLog) async throws -> Void) async throws {
        try await TestCounty.with { store, database in
            let log = SealedLog(store: store, database: database)
            for batch in 0..<batches {
                for place in 0..<10 { try await log.note("site/\(batch)-\(place)") }
                try await log.seal()
            }
            try await body(log)
        }
    }

    func note(_ object: String) async throws {
        try await store.note("read", object)
    }

    @discardableResult
    func seal(with other: SealKey? = nil, at time: Instant = Self.now) async throws -> Int {
        try await store.seal(with: other ?? key, now: { time })
    }

    func verify(_ keys: [SealKey] = [], printed: [Int: Hash] = [:]) async throws -> AuditLogReport {
        try await store.verify(
            keys: ([key] + keys).map(\.publicKey),
            printed: printed.mapValues { [$0] }
        )
    }

    /// Lets every key follow, as somebody could who has all rights, and as it was before keys had to; or only those
    /// that do.
    func follow(anyKey: Bool) async throws {
        try await database.run(
            anyKey
                ? """
                ALTER FUNCTION key_follows(integer, text) RENAME TO key_follows_kept;
                CREATE FUNCTION key_follows(integer, text) RETURNS boolean LANGUAGE sql AS 'SELECT true';
                """
                : """
                DROP FUNCTION key_follows(integer, text);
                ALTER FUNCTION key_follows_kept(integer, text) RENAME TO key_follows;
                """
        )
    }

    /// Does something that only a superuser can, past every trigger.
    func attack(_ script: String) async throws {
        try await database.run("BEGIN; SET LOCAL session_replication_role = replica; \(script); COMMIT")
    }

    /// The number of the entry about the object.
    func number(_ object: String) async throws -> Int {
        let rows = try await database.query("SELECT number FROM audit_entry WHERE object = \(object)")
        return try #require(rows.first)["number"]
    }

    /// One number that a statement answers.
    func count(_ sql: SQL) async throws -> Int {
        try #require(try await database.query(sql).first).decode(Int.self)
    }
}
