import AuditLog
import Compliance

/// One step of the schema: a file of `sql/migrations`, frozen once it has been applied anywhere.
package struct Migration: Sendable, Hashable {
    /// From 1, without holes.
    package let number: Int
    /// The file's name without number and ending, e.g. `county`.
    package let name: String
    /// SHA-256 of the file, lower-case hex.
    package let checksum: String
    let script: String

    init(number: Int, name: String, script: String) {
        self.number = number
        self.name = name
        self.script = script
        checksum = Hash(of: Array(script.utf8)).hex
    }

    /// `0001_county`.
    package var label: String { Self.label(number, name) }

    static func label(_ number: Int, _ name: String) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "_" + name
    }

    /// The migrations that this release brings, in order.
    static var all: [Migration] {
        get throws { try loaded.get() }
    }

    private static let loaded = Swift.Result { try inOrder(SQLFiles.all(in: "migrations")) }

    /// Reads `0001_name.sql` …; a file that is named otherwise or leaves a hole is a mistake of the build.
    static func inOrder(_ files: [(name: String, text: String)]) throws -> [Migration] {
        try files.enumerated()
            .map { index, file in
                guard let match = file.name.wholeMatch(of: /([0-9]{4})_([a-z_]+)\.sql/),
                    Int(match.1) == index + 1
                else {
                    throw StoreError.schema(
                        Text(
                            zh: "迁移文件“\(file.name)”的编号不连续或命名有误。",
                            en: "The migration '\(file.name)' is out of order or misnamed."
                        )
                    )
                }
                return Migration(number: index + 1, name: String(match.2), script: file.text)
            }
    }
}
