import Compliance
import Postgres

/// How a list is ordered and cut into pages: by its keys, all upwards or all downwards; together they tell any two rows
/// apart. A page begins beside a row and not at a number, so that the last page costs what the first does, and nothing is
/// shown twice or left out while rows come in.
struct ListOrder {
    /// How many rows a page has at most, where nothing else is said.
    static let size = 100

    /// What a key is, and how a place carries it.
    enum Kind {
        /// 1 or 0.
        case flag
        case number
        /// In microseconds since 1970.
        case moment
        /// A code, a word or a name: letters of which none means anything in an address.
        case word
        case inspection
    }

    let keys: [(column: SQL, kind: Kind)]
    var isDescending = false
    /// How many rows this page has at most.
    var most = Self.size

    /// The column `place` of a row, which says where it stands.
    var place: SQL {
        let texts = keys.map { column, kind -> SQL in
            switch kind {
            case .flag: "(\(column))::integer"
            case .moment: "(extract(epoch FROM \(column)) * 1000000)::bigint"
            case .number, .word, .inspection: column
            }
        }
        return "concat_ws('~', \(Self.list(texts))) AS place"
    }

    /// What the rows of the page have to meet. Throws `StoreError.noPlace` where the place is none of this list.
    func condition(_ place: ListPlace?) throws(StoreError) -> SQL {
        guard let place else { return "true" }
        guard place.values.count == keys.count else { throw .noPlace }
        var values: [SQL] = []
        for (key, text) in zip(keys, place.values) {
            guard let value = Self.value(text, key.kind) else { throw .noPlace }
            values.append(value)
        }
        let sign: SQL = isDescending == place.isBefore ? ">" : "<"
        return "(\(Self.list(keys.map(\.column)))) \(sign) (\(Self.list(values)))"
    }

    /// How the rows of the page are sorted and cut: one more than it has, to tell whether another page follows.
    func ending(_ place: ListPlace?) -> SQL {
        let direction: SQL = isDescending == (place?.isBefore ?? false) ? "ASC" : "DESC"
        let columns = keys.map { "\($0.column) \(direction)" as SQL }
        return "ORDER BY \(Self.list(columns)) LIMIT \(most + 1)"
    }

    /// The page that the rows are, each with its `place`.
    func page<Element: Sendable>(
        _ found: some Collection<Row>,
        at place: ListPlace?,
        total: Int,
        _ read: (Row) throws -> Element?
    ) throws -> ListPage<Element> {
        let (isBefore, hasMore) = (place?.isBefore ?? false, found.count > most)
        let rows = isBefore ? Array(found.prefix(most).reversed()) : Array(found.prefix(most))
        // Beyond the end of the list the way back leads from where one asked.
        let first = try rows.first.map(Self.values) ?? place?.values
        let last = try rows.last.map(Self.values) ?? place?.values
        let (hasPrevious, hasNext) = (isBefore ? hasMore : place != nil, isBefore || hasMore)
        return ListPage(
            try rows.listing(read),
            total: total,
            previous: hasPrevious ? first.map { ListPlace(before: true, $0) } : nil,
            next: hasNext ? last.map { ListPlace(before: false, $0) } : nil
        )
    }

    private static func values(_ row: Row) throws -> [String] {
        try (row["place"] as String).split(separator: "~", omittingEmptySubsequences: false).map(String.init)
    }

    private static func list(_ parts: [SQL]) -> SQL {
        parts.dropFirst().reduce(parts[0]) { "\($0), \($1)" }
    }

    /// The value with its type, so that none can be out of a column's range; nil where the text is none of the kind.
    private static func value(_ text: String, _ kind: Kind) -> SQL? {
        switch kind {
        case .flag: return text == "0" ? "false" : text == "1" ? "true" : nil
        case .number:
            guard let number = Int(text), text == "\(number)" else { return nil }
            return "\(number)::bigint"
        case .moment:
            // To the end of the year 9999, which is later than any on record.
            guard let number = Int(text), text == "\(number)", (0...253_402_271_999_999_999).contains(number)
            else { return nil }
            return "\(Instant(microseconds: number))::timestamptz"
        case .word:
            guard text.wholeMatch(of: /[A-Za-z0-9@._-]{1,300}/) != nil else { return nil }
            return "\(text)::text"
        case .inspection:
            guard let id = InspectionID(text) else { return nil }
            return "\(id)::uuid"
        }
    }
}
