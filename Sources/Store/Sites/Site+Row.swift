import Compliance
import Postgres

extension Site {
    /// Reads the columns that every statement about sites selects (`Site.columns`).
    init(_ row: Row) throws {
        self = try row.reading("site", by: "code") {
            let township = try row["township"] as String?
            return Site(
                code: try row["code"],
                kind: try row["kind"],
                name: try row.text("name"),
                township: try township.map { Township(code: $0, name: try row.text("township")) },
                openedOn: try row["opened_on"],
                closedOn: try row["closed_on"],
                address: try row["address"],
                capacity: try row["capacity"]
            )
        }
    }

    /// The site without the days it was open: what was accepted once is not judged again by a later register.
    var atAnyTime: Site {
        Site(code: code, kind: kind, name: name, township: township, openedOn: .first)
    }

    /// A site `s` of the view `site_today`.
    static let columns: SQL = """
        s.code, s.kind, s.name_zh, s.name_en, s.opened_on, s.closed_on, s.address, s.capacity, \
        s.township, s.township_zh, s.township_en
        """
}

extension Posting {
    /// Reads `site`, `duty`, `person`, `held_from` and `held_to`.
    init(_ row: Row) throws {
        self = try row.reading("posting", by: "site", "duty", "held_from") {
            Posting(
                duty: try row["duty"],
                person: try row["person"],
                from: try row["held_from"],
                to: try row["held_to"]
            )
        }
    }
}

extension Responsible {
    /// Whether only one person can hold the duty on any day; the schema holds to the same.
    var hasOneHolder: Bool {
        switch self {
        case .director, .partyHead, .governmentHead, .deputyInCharge: true
        default: false
        }
    }
}
