package import Compliance
import Postgres

extension Store {
    /// The county at a glance, in one round trip.
    package func countyFigures(now: Instant) async throws -> CountyFigures {
        let today = Day(now)
        let week = ISOWeek(of: today)
        let rows = try await pipeline(
            [
                try standingsQuery([.countyIsolation, .townshipIsolation], on: today, closed: false),
                try Report.worstGaps(["county": county.id, "today": today]),
                try coverageQuery(week, from: today, to: today),
            ],
            needing: .county
        )
        let standards = try await Standards(of: [rows[0]], in: self)
        let checklists = try await checklists(of: [rows[1]])
        return CountyFigures(
            week: week,
            standings: try standings(rows[0], week: week, standards),
            worstGaps: try rows[1].compactMap { row in try StandingGap(row, checklists) },
            others: try coverage(rows[2])
        )
    }
}
