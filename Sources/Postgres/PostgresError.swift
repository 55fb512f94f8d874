/// Why the database did not do what it was asked.
///
/// Errors of the server are recognised by `sqlState` and `constraint`, never by their text. The description
/// leaks nothing but those two, and what is made for logs adds the statement's beginning; what may hold data of the
/// user (`message` of the server, `detail`) is in neither.
package struct PostgresError: Error, Sendable, Hashable {
    /// What went wrong, in the large.
    package enum Kind: String, Sendable {
        /// The server refused the statement; `sqlState` says why.
        case server
        /// The connection string is not one that libpq understands.
        case connectionString
        /// No server could be reached, or none let us in.
        case cannotConnect
        /// The connection broke while a statement was running: whether it was carried out is not known.
        case connectionLost
        /// The statement took longer than allowed, and the server, which answers, has cancelled it.
        case timedOut
        /// The server answered neither the statement nor the request to cancel it: whether it was carried out is
        /// not known.
        case unanswered
        /// The task was cancelled, and with it the statement.
        case cancelled
        /// Every connection was busy for as long as one may wait.
        case busy
        /// The database was closed.
        case closed
        /// A value that cannot be sent, such as text with a NUL character.
        case unsendable
        /// A column that is not there, or does not hold what it was read as.
        case unreadable
    }

    package let kind: Kind
    /// Five characters that class the error (PostgreSQL's documentation, appendix A).
    package var sqlState: String?
    package var constraint: String?
    package var schema: String?
    package var table: String?
    package var column: String?
    package var message: String?
    package var detail: String?
    package var hint: String?
    /// The text of the statement, without its values.
    package var query: String?
    /// Where in the query, in characters from 1.
    package var position: Int?
    /// The function of the server that raised it.
    var routine: String?

    init(_ kind: Kind, message: String? = nil, query: String? = nil) {
        self.kind = kind
        self.message = message
        self.query = query
    }

    /// Whether the database cannot be reached or used just now, so that trying later is sensible.
    ///
    /// A statement that was too slow for a server that answers (`timedOut`) is not such a case: it would be too
    /// slow again.
    package var isUnavailable: Bool {
        switch kind {
        case .cannotConnect, .connectionLost, .unanswered, .busy, .closed: true
        case .server: isRetryable || isOfStandby || isOfServer
        default: false
        }
    }

    /// Whether the server gave up in time what it had begun: the statement was too slow, or waited too long for a lock.
    package var isOutOfTime: Bool { kind == .timedOut || sqlState == "55P03" }

    /// Whether it is about the server and not the statement: a connection exception, a lack of disk, memory or
    /// connections, a server that starts, stops or crashed, or whose files cannot be read.
    private var isOfServer: Bool {
        sqlState.map { state in ["08", "53", "57P0", "58"].contains { state.utf8.starts(with: $0.utf8) } }
            ?? false
    }

    /// Whether a file of the server's own is gone (undefined_file), as when its programs were replaced while it ran.
    package var isOfMissingFile: Bool { sqlState == "58P01" }

    /// Whether the server takes no writes: a standby, which after a failover is not the server to talk to.
    var isOfStandby: Bool { sqlState == "25006" }

    /// Whether the whole transaction may succeed when it is run again: a serialization failure or a deadlock.
    package var isRetryable: Bool { sqlState == "40001" || sqlState == "40P01" }

    /// Whether the server knows a prepared statement no more, or its result has changed since.
    var isStalePlan: Bool {
        sqlState == "26000" || sqlState == "0A000" && routine == "RevalidateCachedQuery"
    }

    /// The same error under another kind.
    func recast(as kind: Kind) -> PostgresError {
        var error = PostgresError(kind, message: message, query: query)
        error.sqlState = sqlState
        return error
    }
}

extension PostgresError: CustomStringConvertible {
    package var description: String {
        let parts = [sqlState.map { "SQLSTATE \($0)" }, constraint.map { "constraint \($0)" }]
            .compactMap { $0 }
        return "PostgreSQL: \(kind.rawValue)" + (parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))")
    }
}

extension PostgresError: CustomDebugStringConvertible {
    /// For the log: what went wrong, and in which statement. Nothing that was sent with a statement is in it.
    package var debugDescription: String {
        // What the server says of a statement may quote the values; what the client says of a connection does not.
        let said =
            kind == .server ? nil : message.map { "said: " + Self.words(of: $0).joined(separator: " ") }
        let parts = [
            table.map { "table \($0)" }, routine.map { "in \($0)" }, said,
            query.map { "statement: " + Self.beginning(of: $0) },
        ]
        return ([description] + parts.compactMap(\.self)).joined(separator: "; ")
    }

    /// The first words of a statement, on one line.
    private static func beginning(of query: String) -> String {
        let words = words(of: query)
        return words.prefix(12).joined(separator: " ") + (words.count > 12 ? " …" : "")
    }

    private static func words(of text: String) -> [String] {
        text.unicodeScalars.split(whereSeparator: \.properties.isWhitespace).map { String($0) }
    }
}
