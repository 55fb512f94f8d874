import Compliance
import Postgres
import StrictJSON

/// Columns as they stand, whatever somebody may have put into them: what cannot be read is a difference, no error.
extension Row {
    /// The column's text; nil where it is NULL.
    func plain(_ column: String) -> String? { (try? self[column] as String?) ?? nil }

    /// Lower-case hex of a `bytea`.
    func hex(_ column: String) -> String? { plain(column).flatMap { DigestText(column: $0)?.hex } }

    func list(_ column: String) -> [String]? { try? self[column] as [String] }

    func moment(_ column: String) -> Instant? { try? self[column] as Instant }

    func number(_ column: String) -> Int? { try? self[column] as Int }
}

extension [String] {
    /// The texts as one, for comparing and showing.
    var column: String { JSON.write(.array(map(Node.string))) }
}

extension Instant {
    /// As a session in UTC writes it, `2021-08-18 01:00:00.5+00`.
    var column: String {
        var text = Substring(PGTimestamp(microseconds: microseconds).description).dropLast(3)
        while text.utf8.last == UInt8(ascii: "0") { text = text.dropLast() }
        if text.utf8.last == UInt8(ascii: ".") { text = text.dropLast() }
        return text + "+00"
    }
}
