/// A statement with its values: `"SELECT name FROM site WHERE id = \(id)"`.
///
/// Each interpolated value is a bound parameter and never becomes part of the text. Text that is not a value
/// has to say so: `\(unsafe: …)` for raw text, `\(identifier: …)` for a name, `\(fragment)` for a piece of SQL
/// with values of its own.
package struct SQL: Sendable, Hashable, ExpressibleByStringInterpolation {
    /// What stands before, between and after the values; one more than there are values.
    private(set) var literals: [String]
    private(set) var values: [Bound]

    /// Raw text; never text that came from outside.
    package init(unsafe text: String) {
        literals = [text]
        values = []
    }

    package init(stringLiteral text: String) {
        self.init(unsafe: text)
    }

    package init(stringInterpolation: StringInterpolation) {
        self = stringInterpolation.sql
    }

    /// The text with `$1`, `$2`, … where the values stand.
    package var text: String {
        var text = literals[0]
        text.reserveCapacity(literals.reduce(4 * values.count) { $0 + $1.utf8.count })
        for (index, literal) in literals.dropFirst().enumerated() {
            text += "$"
            text += String(index + 1)
            text += literal
        }
        return text
    }

    private mutating func append(_ text: String) {
        literals[literals.count - 1] += text
    }

    private mutating func append(_ value: Bound) {
        values.append(value)
        literals.append("")
    }

    /// Puts a statement together from literal text and values.
    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var sql = SQL(unsafe: "")

        package init(literalCapacity: Int, interpolationCount: Int) {
            sql.values.reserveCapacity(interpolationCount)
            sql.literals.reserveCapacity(interpolationCount + 1)
        }

        package mutating func appendLiteral(_ literal: String) {
            sql.append(literal)
        }

        package mutating func appendInterpolation(_ value: some Bindable) {
            sql.append(value.bound)
        }

        package mutating func appendInterpolation(_ fragment: SQL) {
            sql.append(fragment.literals[0])
            for (value, literal) in zip(fragment.values, fragment.literals.dropFirst()) {
                sql.append(value)
                sql.append(literal)
            }
        }

        package mutating func appendInterpolation(unsafe text: String) {
            sql.append(text)
        }

        /// A name of a table, column, channel or database, quoted.
        package mutating func appendInterpolation(identifier name: String) {
            sql.append(SQL.quoted(name))
        }
    }

    /// A name as SQL quotes it. It goes by scalars: a `Character` of a quote and a mark behind it is no quote, but
    /// ends one.
    static func quoted(_ name: String) -> String {
        "\"" + name.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
    }
}

extension SQL: CustomDebugStringConvertible, CustomReflectable {
    /// The text, without the values: those may be keys and passwords.
    package var debugDescription: String { text }
    package var customMirror: Mirror { Mirror(self, children: ["text": text]) }
}
