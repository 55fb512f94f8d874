import CLibPQ

/// How a database is reached, as libpq reads it: a string of keywords or a URI. It may hold a password, and so shows
/// nothing of itself to logs and dumps.
package struct ConnectionString: Sendable, Hashable {
    package let text: String

    package init(_ text: String) {
        self.text = text
    }
}

extension ConnectionString: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "ConnectionString" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// A connection string as the variables that every program built on libpq reads, so that no password stands on a
/// command line for everybody to see.
package enum ConnectionEnvironment {
    /// The variables by name; throws where libpq does not understand the text.
    ///
    /// What has no variable, such as the keepalives, is left out.
    package static func variables(of connectionString: String) throws(PostgresError) -> [String: String] {
        guard !connectionString.utf8.contains(0), let options = unsafe PQconninfoParse(connectionString, nil)
        else {
            throw PostgresError(.connectionString)
        }
        defer { unsafe PQconninfoFree(options) }
        var variables: [String: String] = [:]
        var option = unsafe options
        while unsafe option.pointee.keyword != nil {
            if let name = unsafe option.pointee.envvar, let value = unsafe option.pointee.val {
                unsafe variables[String(cString: name)] = String(cString: value)
            }
            unsafe option += 1
        }
        return variables
    }
}
