/// What a statement answered: its rows, and how many it touched.
package struct Rows: Sendable {
    let result: Result
    let query: String

    /// The rows inserted, updated, deleted or selected.
    package var affected: Int { result.affected }
    /// The columns' names in their order.
    package var columns: [String] { result.columns }
}

extension Rows: RandomAccessCollection {
    package var startIndex: Int { 0 }
    package var endIndex: Int { result.rowCount }

    package subscript(position: Int) -> Row {
        precondition(indices.contains(position), "no row \(position) of \(count)")
        return Row(result: result, query: query, index: position)
    }
}

/// One row; its columns are read by name.
package struct Row: Sendable {
    let result: Result
    let query: String
    let index: Int

    /// Whether there is a column of that name.
    package func has(_ column: String) -> Bool { result.columns.contains(column) }

    /// The column as the type asked for: `try row["name"] as String`.
    package subscript<Value: Readable>(column: String) -> Value {
        get throws(PostgresError) { try decode(column, as: Value.self) }
    }

    /// The column as the type; an error names the column, the type and the query.
    package func decode<Value: Readable>(_ column: String, as type: Value.Type) throws(PostgresError) -> Value
    {
        guard let position = result.columns.firstIndex(of: column) else {
            throw unreadable(column, "there is no column '\(column)'")
        }
        return try value(position, type)
    }

    /// The first column as the type, for statements that answer one value.
    package func decode<Value: Readable>(_ type: Value.Type) throws(PostgresError) -> Value {
        guard !result.columns.isEmpty else { throw unreadable(nil, "there is no column") }
        return try value(0, type)
    }

    private func value<Value: Readable>(_ position: Int, _ type: Value.Type) throws(PostgresError) -> Value {
        let text = result.text(row: index, column: position)
        guard let value = Value.read(text) else {
            let what = text == nil ? "is NULL and" : "holds what"
            let column = result.columns[position]
            throw unreadable(column, "column '\(column)' \(what) cannot be read as \(type)")
        }
        return value
    }

    /// The error of a column whose value stands for nothing, though it can be read as such.
    package func unreadable(_ column: String?, _ message: String) -> PostgresError {
        var error = PostgresError(.unreadable, message: message, query: query)
        error.column = column
        return error
    }
}
