import Compliance
import Store
import StrictJSON

/// What a command says of a backup.
struct BackupText {
    let file: String
    let manifest: BackupManifest
    let json: Bool

    /// Says what has come of it, and what it holds; `consequence` is what is said where that cannot be written.
    func say(
        _ outcome: Text,
        _ more: [(String, Node)] = [],
        else consequence: Text? = nil
    ) throws(OutputError) {
        let node: Node = .object(
            [
                ("file", .string(file)), ("outcome", .string(outcome.en)), ("manifest", manifest.node),
            ] + more
        )
        let (tables, rows) = (
            manifest.inventory.rows.count, manifest.inventory.rows.values.reduce(0, +)
        )
        try Terminal.say(
            json
                ? JSON.writePretty(node)
                : Wording.text(
                    "\(file) \(outcome.zh)：\(manifest.takenAt) 的 \(tables) 张表，共 \(rows) 行。",
                    "\(file) \(outcome.en): \(tables) tables with \(rows) rows, as of \(manifest.takenAt)."
                ),
            else: consequence
        )
    }
}
