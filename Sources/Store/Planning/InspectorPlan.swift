package import Compliance
import Postgres

/// What an inspector may do next, as of a moment.
package struct InspectorPlan: Sendable, Hashable {
    package let asOf: Instant
    /// What the account is drawn for today; nobody else is told.
    package let drawn: [Drawn]
    /// Sites that are due within two days, or late, and where the account holds no duty.
    package let due: [Due]
    package let dueTotal: Int
    /// What waits for an inspector, and is not closed to this one.
    package let verifications: [Verification]
    package let verificationTotal: Int

    /// How many lines of each are given at most; the rest is counted.
    package static let most = 200
    /// So many days ahead a site is on the list.
    package static let daysAhead = 2

    package init(
        asOf: Instant,
        drawn: [Drawn] = [],
        due: [Due] = [],
        dueTotal: Int = 0,
        verifications: [Verification] = [],
        verificationTotal: Int = 0
    ) {
        self.asOf = asOf
        self.drawn = drawn
        self.due = due
        self.dueTotal = dueTotal
        self.verifications = verifications
        self.verificationTotal = verificationTotal
    }

    package struct Drawn: Sendable, Hashable {
        package let draw: InspectionID
        package let site: String
        package let siteName: Text
        /// The accounts that go.
        package let inspectors: [String]
        /// Those that were drawn too and do not go: they came to hold a duty there since, or inspect no more. They are told
        /// nothing.
        package let absent: [String]

        package init(
            draw: InspectionID,
            site: String,
            siteName: Text,
            inspectors: [String],
            absent: [String] = []
        ) {
            self.draw = draw
            self.site = site
            self.siteName = siteName
            self.inspectors = inspectors
            self.absent = absent
        }
    }

    package struct Due: Sendable, Hashable {
        package let site: String
        package let siteName: Text
        package let lastVisit: Day?
        package let isBelow: Bool
        package let dueOn: Day
        package let daysLate: Int

        package init(site: String, siteName: Text, lastVisit: Day?, isBelow: Bool, dueOn: Day, daysLate: Int)
        {
            self.site = site
            self.siteName = siteName
            self.lastVisit = lastVisit
            self.isBelow = isBelow
            self.dueOn = dueOn
            self.daysLate = daysLate
        }
    }

    package struct Verification: Sendable, Hashable {
        package let site: String
        package let siteName: Text
        package let item: String
        /// The day on which it was answered, or found met.
        package let since: Day

        package init(site: String, siteName: Text, item: String, since: Day) {
            self.site = site
            self.siteName = siteName
            self.item = item
            self.since = since
        }
    }
}

extension Store {
    /// What whoever asks may do next. For the operator at the shell, who goes nowhere and verifies nothing, it is the county's
    /// whole list, without what was drawn.
    package func plan(now: Instant) async throws -> InspectorPlan {
        let day = Day(now)
        let rows = try await pipeline(
            [
                try Report.inspectorPlan([
                    "county": county.id, "day": day, "ahead": InspectorPlan.daysAhead,
                    "most": InspectorPlan.most,
                ]),
                """
                SELECT d.draw, d.site, d.inspectors, d.absent, t.name_zh, t.name_en
                FROM drawn_today(\(county.id)) AS d
                JOIN site_today t ON t.county_id = \(county.id) AND t.code = d.site
                """,
            ],
            needing: .file
        )
        let (due, waiting) = (
            try rows[0].filter { row in try row["kind"] == "due" },
            try rows[0].filter { row in try row["kind"] == "verify" }
        )
        return InspectorPlan(
            asOf: now,
            drawn: try rows[1]
                .map { row in
                    InspectorPlan.Drawn(
                        draw: try row["draw"],
                        site: try row["site"],
                        siteName: try row.text("name"),
                        inspectors: try row["inspectors"],
                        absent: try row["absent"]
                    )
                },
            due: try due.map { row in try InspectorPlan.Due(row, on: day) },
            dueTotal: try due.first?["total"] ?? 0,
            verifications: try waiting.map { row in try InspectorPlan.Verification(row) },
            verificationTotal: try waiting.first?["total"] ?? 0
        )
    }
}

extension InspectorPlan.Due {
    fileprivate init(_ row: Row, on day: Day) throws {
        let dueOn: Day = try row["since"]
        self.init(
            site: try row["site"],
            siteName: try row.text("name"),
            lastVisit: try row["last_visit"],
            isBelow: try row["is_below"],
            dueOn: dueOn,
            daysLate: max(0, day - dueOn)
        )
    }
}

extension InspectorPlan.Verification {
    fileprivate init(_ row: Row) throws {
        self.init(
            site: try row["site"],
            siteName: try row.text("name"),
            item: try row["item"],
            since: try row["since"]
        )
    }
}
