import Compliance
import Foundation
import Store
import StrictJSON
import FileEncryption

/// What a backup says of itself, before everything else in it.
struct BackupManifest {
    static let format = 1

    let takenAt: Instant
    /// The version of Lazaret that took it.
    let program: String
    /// The major version of the `pg_dump` that wrote the rest.
    let dump: Int
    let inventory: Inventory

    var node: Node {
        .object([
            ("format", .number(Self.format)),
            ("takenAt", .string(takenAt.description)),
            ("program", .string(program)),
            ("postgres", .number(inventory.server)),
            ("pgDump", .number(dump)),
            ("migrations", .array(inventory.migrations.map { .string($0) })),
            ("roles", .array(inventory.roles.map { .string($0) })),
            ("owner", inventory.boundOwner.map(Node.string)),
            (
                "rows",
                .object(inventory.rows.sorted { $0.key < $1.key }.map { ($0.key, .number($0.value)) })
            ),
            ("auditRoot", inventory.auditRoot.map { .string($0) } ?? .null),
        ])
    }

    init(takenAt: Instant, program: String, dump: Int, inventory: Inventory) {
        self.takenAt = takenAt
        self.program = program
        self.dump = dump
        self.inventory = inventory
    }

    /// Nil for what is no manifest, or one of a later format.
    init?(_ node: Node) {
        guard node["format"]?.number.flatMap({ Int($0) }) == Self.format,
            let takenAt = node["takenAt"]?.string.flatMap({ Instant($0) }),
            let program = node["program"]?.string,
            let dump = node["pgDump"]?.number.flatMap({ Int($0) }),
            let server = node["postgres"]?.number.flatMap({ Int($0) }),
            let migrations = node["migrations"]?.array, let roles = node["roles"]?.array,
            let fields = node["rows"]?.object
        else { return nil }
        let rows = fields.compactMap { field in
            field.value.number.flatMap { Int($0) }.map { (field.name, $0) }
        }
        self.init(
            takenAt: takenAt,
            program: program,
            dump: dump,
            inventory: Inventory(
                server: server,
                migrations: migrations.compactMap(\.string),
                rows: Dictionary(rows) { first, _ in first },
                roles: roles.compactMap(\.string),
                boundOwner: node["owner"]?.string,
                auditRoot: node["auditRoot"]?.string
            )
        )
    }
}
