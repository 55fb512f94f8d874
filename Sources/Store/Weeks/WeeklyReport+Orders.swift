import Compliance
import Postgres

extension WeeklyReport.Orders {
    /// Adds up the rows of `week_orders`. An ending that nobody knows is `UnreadableRow`.
    init(_ rows: Rows) throws {
        self.init()
        var hours: [Rational] = []
        for row in rows {
            opened += try row["is_new"] ? 1 : 0
            open += try row["is_open"] ? 1 : 0
            overdue += try row["is_overdue"] ? 1 : 0
            guard let ending = try row["ending"] as String? else { continue }
            switch ending {
            case "verified": verified += 1
            case "mended": mended += 1
            case "fixedOnSpot": fixedOnSpot += 1
            default: throw row.unreadable("ending", "no ending is called '\(ending)'")
            }
            if let hour = Rational(try row["microseconds"], over: 3_600_000_000) { hours.append(hour) }
        }
        medianHours = TrendPoint.median(hours)
    }
}

extension WeeklyReport.Waiting {
    /// Reads a row of `week_orders`; nil where it waits for nobody.
    init?(_ row: Row) throws {
        guard try row["waits_since"] as Instant? != nil else { return nil }
        self = try row.reading("gap", by: "code", "item") {
            WeeklyReport.Waiting(site: try row["code"], item: try row["item"], since: try row["waits_since"])
        }
    }
}

extension WeeklyReport.OwedStandard {
    /// Reads a row of `week_standards`.
    init(_ row: Row) throws {
        self = try row.reading("site", by: "code") {
            WeeklyReport.OwedStandard(
                site: try row["code"],
                checklist: try row["checklist"],
                title: try row.text("title"),
                version: try row["version"],
                owed: try row["is_issued"] ? .guidance : .issue
            )
        }
    }
}
