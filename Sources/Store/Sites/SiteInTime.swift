import Compliance
import Postgres

/// A site as it was at any time: what it was called and was from a day to a day, and its periods of operation.
struct SiteInTime: Sendable {
    let code: String
    /// By first days; each day has one.
    private let stretches: [(since: Day, until: Day, site: Site)]

    /// Reads what `shared_site` answers; nil where that is nothing.
    init?(_ rows: Rows) throws {
        guard let first = rows.first else { return nil }
        code = try first["code"]
        stretches = try rows.map { row in
            let site = try Site(row)
            return try row.reading("site", by: "code") { (try row["since"], try row["until"], site) }
        }
    }

    /// The site on that day, with the period that the day lies in; where it lies in none, with the last that had begun, or
    /// else the first.
    func site(on day: Day) -> Site? {
        let of = stretches.filter { $0.since <= day && day <= $0.until }.map(\.site)
        return of.last { $0.openedOn <= day } ?? of.first
    }
}
