package import Compliance
import Postgres

/// The county at a glance, as of now.
package struct CountyFigures: Sendable, Hashable {
    package let week: ISOWeek
    /// The county and township isolation sites that are open: first those whose latest grade could not be worked out,
    /// then county sites, then by code.
    package let standings: [SiteStanding]
    /// Open gaps of the sites' latest inspections, the worst first: critical before major, then by points lost; at
    /// most ten.
    package let worstGaps: [StandingGap]
    /// How many sites of each other kind are open, and how many of them were inspected this week.
    package let others: [Coverage]
    /// What is not among them because it cannot be read.
    package var unreadable = UnreadableRows()

    /// Sites of one kind and how many were visited this week.
    package struct Coverage: Sendable, Hashable {
        package let kind: SiteKind
        package let sites: Int
        package let inspected: Int
        /// Of those inspected this week, below the minimum.
        package let belowMinimum: Int
        /// Of those inspected this week, without a grade.
        package let undecided: Int
    }
}

extension Store {
    /// The county at a glance, in one round trip.
    package func countyFigures(now: Instant) async throws -> CountyFigures {
        let today = Day(now)
        let week = ISOWeek(of: today)
        let rows = try await pipeline(
            [
                try Report.countySites(["county": county.id, "today": today]),
                try Report.countyGaps(["county": county.id, "today": today]),
                try coverageQuery(week, from: today, to: today),
            ],
            needing: .county
        )
        let standards = try await Standards(of: [rows[0]], in: self)
        let checklists = try await checklists(of: [rows[1]])
        let sites = Site.byCode(rows[0])
        var unreadable = UnreadableRows()
        return CountyFigures(
            week: week,
            standings: try rows[0]
                .readable(leavingOut: &unreadable) { row in try SiteStanding(row, week: week, standards) },
            worstGaps: try rows[1]
                .readable(leavingOut: &unreadable) { row in try StandingGap(row, checklists, sites) },
            others: try coverage(rows[2]),
            unreadable: unreadable
        )
    }

    /// How the homes, checkpoints and zones open between the days were covered in the week.
    func coverageQuery(_ week: ISOWeek, from: Day, to: Day) throws -> SQL {
        try Report.coverage(["county": county.id, "week": week.monday, "from": from, "to": to])
    }

    func coverage(_ rows: Rows) throws -> [CountyFigures.Coverage] {
        try rows.map { row in
            CountyFigures.Coverage(
                kind: try row["kind"],
                sites: try row["sites"],
                inspected: try row["inspected"],
                belowMinimum: try row["below_minimum"],
                undecided: try row["undecided"]
            )
        }
    }
}
