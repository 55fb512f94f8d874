import Compliance
import Postgres

/// A migration that a database says it has been through.
struct AppliedMigration: Sendable, Hashable {
    let number: Int
    let name: String
    let checksum: String

    var label: String { Migration.label(number, name) }

    /// What the database says, in order; nothing where it was never migrated.
    static func all(in database: Database) async throws -> [AppliedMigration] {
        do {
            return try read(try await database.query(select))
        } catch let error as PostgresError where error.sqlState == "42P01" {
            return []  // undefined_table: nothing was ever applied
        }
    }

    static let select: SQL = "SELECT number, name, checksum FROM schema_migration ORDER BY number"

    static func read(_ rows: Rows) throws -> [AppliedMigration] {
        try rows.map { row in
            AppliedMigration(
                number: try row["number"],
                name: try row["name"],
                checksum: (try row["checksum"] as DigestText).hex
            )
        }
    }

    /// The known migrations still to apply; throws in words where what was applied is not the beginning of them.
    static func pending(_ applied: [AppliedMigration], known: [Migration]) throws(StoreError) -> [Migration] {
        for (index, done) in applied.enumerated() {
            guard done.number == index + 1 else { throw .schema(missing(index + 1)) }
            guard index < known.count else { throw .schema(newer(done)) }
            guard done.checksum == known[index].checksum, done.name == known[index].name else {
                throw .schema(changed(done, known[index]))
            }
        }
        return Array(known.dropFirst(applied.count))
    }

    private static func missing(_ number: Int) -> Text {
        Text(
            zh: "数据库的迁移记录缺第 \(number) 号；请从备份恢复，或查明是谁删除了它。",
            en:
                "The database's record of migrations lacks number \(number); restore it, or find out who removed it."
        )
    }

    private static func newer(_ done: AppliedMigration) -> Text {
        Text(
            zh: "数据库比本程序新：它有迁移 \(done.number)“\(done.name)”；请升级本程序。",
            en:
                "The database is newer than this release: it has migration \(done.number) '\(done.name)'. Upgrade."
        )
    }

    private static func changed(_ done: AppliedMigration, _ known: Migration) -> Text {
        Text(
            zh: "数据库应用过的迁移 \(done.number)“\(done.name)”与本程序的“\(known.label)”内容不同；已应用的迁移不得修改。",
            en: """
                Migration \(done.number) '\(done.name)' of the database is not this release's '\(known.label)': \
                an applied migration must never change.
                """
        )
    }
}
