import ArgumentParser
import Compliance
import Store
import StrictJSON
import Web

/// What every command understands that reads or writes in a county.
struct CountyOptions: ParsableArguments {
    @Option(
        help: .both(
            "The county, by its code; LAZARET_COUNTY otherwise.",
            "县的代码；不写则用 LAZARET_COUNTY。",
            value: "code"
        )
    )
    var county: String?

    @ArgumentParser.Flag(help: .both("Write JSON.", "以 JSON 答复。"))
    var json = false

    /// Gives the closure the county's store, asked on behalf of the token's account where there is a token, and of the
    /// operator otherwise; closes the database whatever becomes of it.
    func withStore<Value: Sendable>(_ body: (Store) async throws -> Value) async throws -> Value {
        let settings = try Settings()
        let county = county ?? settings.county
        do {
            return try await CommandDatabase.with(settings) { database in
                try await database.prepare()
                guard let token = settings.token else {
                    return try await body(database.operatorStore(of: county))
                }
                let holder = Actor.holder(AccessKey(secret: token.text), address: "shell")
                return try await body(database.serverStore(of: county).acting(for: holder))
            }
        } catch StoreError.forbidden where settings.token == nil {
            throw CommandError.notTheOwner
        }
    }

    /// Writes the document as JSON where that was asked for, and the table otherwise; `consequence` is what is said
    /// where that cannot be written.
    func say(
        _ document: @autoclosure () -> Node,
        or table: @autoclosure () -> String,
        else consequence: Text? = nil
    ) throws(OutputError) {
        try Terminal.say(json ? JSON.writePretty(document()) : table(), else: consequence)
    }

    /// The same of what leaves rows out because they cannot be read: a document that is no list says how many, and
    /// standard error names each.
    func say(
        _ document: @autoclosure () -> Node,
        or table: @autoclosure () -> String,
        leavingOut unreadable: UnreadableRows
    ) throws(OutputError) {
        try say(Self.counting(unreadable, in: document()), or: table())
        guard unreadable.count > 0 else { return }
        let head = Wording.text(
            "有 \(unreadable.count) 条记录读不出来，未列入：",
            "Records that could not be read and are left out: \(unreadable.count)"
        )
        Terminal.note(([head] + unreadable.all.map { "  \($0)" }).joined(separator: "\n"))
    }

    private static func counting(_ unreadable: UnreadableRows, in document: Node) -> Node {
        guard let members = document.object else { return document }
        return .object(members.map { ($0.name, $0.value) } + [unreadable.member])
    }
}
