package import Compliance
import Postgres
import StrictJSON

/// A row on record that does not hold what this release writes there: an id or a word that is none, a digest whose
/// document is missing. Lists leave it out and say so (`readable`, `listing`); who asks for this very row is told.
package struct UnreadableRow: Error, Sendable, Hashable, CustomStringConvertible {
    package let table: String
    /// The values of the columns that find the row in its table, with `/` between them.
    package let key: String
    /// What of it cannot be read, for the log: the column and the type, never a value.
    package let why: String

    package var description: String { "\(table) \(key): \(why)" }

    /// In words, for the person or program that asked for this very row.
    package var message: Text {
        let (table, key) = (table.shown, key.shown)
        return Text(
            zh: "这一条在记录里，但读不出来（\(table) \(key)），没有改动任何内容；原因已记入日志，请告知系统管理员。",
            en:
                "It is on record but cannot be read (\(table) \(key)), and nothing was changed; the log says why: tell whoever runs the server."
        )
    }
}

extension UnreadableRow {
    /// What about the row is behind the error; nil where the error is about something else, such as a database that
    /// does not answer.
    static func why(_ error: any Error) -> String? {
        switch error {
        case let error as PostgresError where error.kind == .unreadable: error.message ?? "a column"
        case let row as UnreadableRow: row.description
        case StoreError.noChecklist(let digest): "there is no checklist \(digest)"
        case StoreError.noBaseline(let digest): "there is no baseline \(digest)"
        case is JSONError: "a document is not JSON that can be read"
        case let problems as Problems:
            "a document: "
                + problems.all.prefix(3).map { "\($0.code) at '\($0.pointer)'" }.joined(separator: ", ")
        default: nil
        }
    }
}

/// The rows that an answer leaves out because they cannot be read, each once.
package struct UnreadableRows: Sendable, Hashable {
    package private(set) var all: [UnreadableRow] = []
    private var kept: Set<[String]> = []

    package init() {}

    package var count: Int { all.count }

    /// Keeps the row, unless one of that table and key is kept.
    package mutating func insert(_ row: UnreadableRow) {
        if kept.insert([row.table, row.key]).inserted { all.append(row) }
    }

    /// Those of both.
    package static func + (first: Self, second: Self) -> Self {
        second.all.reduce(into: first) { $0.insert($1) }
    }
}

/// A list with all of it that can be read.
package struct Listing<Element: Sendable>: Sendable, RandomAccessCollection, ExpressibleByArrayLiteral {
    package let elements: [Element]
    /// The rows that are not among them.
    package let unreadable: UnreadableRows

    init(_ elements: [Element], leavingOut unreadable: UnreadableRows) {
        self.elements = elements
        self.unreadable = unreadable
    }

    /// A list of which nothing is left out.
    package init(arrayLiteral elements: Element...) {
        self.init(elements, leavingOut: UnreadableRows())
    }

    package var startIndex: Int { elements.startIndex }
    package var endIndex: Int { elements.endIndex }
    package subscript(position: Int) -> Element { elements[position] }
}

extension Listing: Equatable where Element: Equatable {}

extension Sequence<Row> {
    /// What the closure makes of each row, without those that give nil; a row that cannot be read is left out of it
    /// and kept in `unreadable`.
    func readable<Value>(
        leavingOut unreadable: inout UnreadableRows,
        _ read: (Row) throws -> Value?
    ) throws -> [Value] {
        var values: [Value] = []
        values.reserveCapacity(underestimatedCount)
        for row in self {
            do {
                if let value = try read(row) { values.append(value) }
            } catch let row as UnreadableRow {
                unreadable.insert(row)
            }
        }
        return values
    }

    /// The same as a list of its own.
    func listing<Value: Sendable>(_ read: (Row) throws -> Value?) throws -> Listing<Value> {
        var unreadable = UnreadableRows()
        let values = try readable(leavingOut: &unreadable, read)
        return Listing(values, leavingOut: unreadable)
    }
}

extension Row {
    /// Reads one record of the table; the columns are those that find it there. Throws `UnreadableRow` where the
    /// closure meets a column or a document that it cannot read.
    func reading<Value>(_ table: String, by columns: String..., read: () throws -> Value) throws -> Value {
        do {
            return try read()
        } catch let row as UnreadableRow {
            throw row
        } catch {
            guard let why = UnreadableRow.why(error) else { throw error }
            let key = columns.map { (try? self[$0] as String?) ?? "NULL" }.joined(separator: "/")
            throw UnreadableRow(table: table, key: key, why: why)
        }
    }
}

/// What the work gives; nil where something on record that it needs is missing or cannot be read.
func ifReadable<Value: Sendable>(_ work: () async throws -> Value) async throws -> Value? {
    do { return try await work() } catch  where UnreadableRow.why(error) != nil { return nil }
}
