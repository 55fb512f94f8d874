import AuditLog
import Compliance
import Postgres

/// What changes something in the database: a file of `sql/acts` with the functions that do it, applied after the
/// migrations whenever its text has changed.
package struct Act: Sendable, Hashable {
    /// The file's name without ending, e.g. `sign_in`.
    package let name: String
    /// SHA-256 of the file, lower-case hex.
    package let checksum: String
    let script: String

    init(name: String, script: String) {
        self.name = name
        self.script = script
        checksum = Hash(of: Array(script.utf8)).hex
    }

    /// How lists of steps name it: `act sign_in`.
    package var label: String { "act \(name)" }

    /// The acts that this release brings, by name.
    static var all: [Act] {
        get throws { try loaded.get() }
    }

    private static let loaded = Swift.Result {
        try SQLFiles.all(in: "acts").map { Act(name: String($0.name.dropLast(4)), script: $0.text) }
    }
}

/// The acts that a database was ever given, the latest of each last.
struct AppliedActs {
    private let checksums: [String: [String]]

    static let select: SQL = "SELECT name, checksum FROM schema_act ORDER BY applied_at, checksum"

    init(_ rows: Rows) throws {
        var checksums: [String: [String]] = [:]
        for row in rows {
            checksums[try row["name"], default: []].append((try row["checksum"] as DigestText).hex)
        }
        self.checksums = checksums
    }

    /// What the database says; nothing where it knows of no acts yet.
    static func all(in database: Database) async throws -> AppliedActs {
        do {
            return try AppliedActs(try await database.query(select))
        } catch let error as PostgresError where error.sqlState == "42P01" {
            return AppliedActs()  // undefined_table: the migration that makes it is pending
        }
    }

    private init() { checksums = [:] }

    /// The known acts still to apply; throws in words where the database has newer ones.
    ///
    /// An act that was in force once and is no longer was replaced by a newer release: text is never taken back to what
    /// it was before.
    func pending(known: [Act]) throws(StoreError) -> [Act] {
        let names = Set(known.map(\.name))
        if let unknown = checksums.keys.filter({ !names.contains($0) }).min() {
            throw .schema(newer(unknown))
        }
        var pending: [Act] = []
        for act in known {
            let given = checksums[act.name] ?? []
            if given.last == act.checksum { continue }
            guard !given.contains(act.checksum) else { throw .schema(newer(act.name)) }
            pending.append(act)
        }
        return pending
    }

    private func newer(_ name: String) -> Text {
        Text(
            zh: "数据库比本程序新：它的操作“\(name)”来自更新的版本；请升级本程序。",
            en: "The database is newer than this release: its act '\(name)' is of a later one. Upgrade."
        )
    }
}
