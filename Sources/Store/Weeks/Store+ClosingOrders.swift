package import Compliance
import Postgres
package import StrictJSON

extension ClosingOrder {
    fileprivate init(_ row: Row) throws {
        self.init(
            number: try row["number"],
            hour: Hour(weekday: try row["weekday"], minute: try row["minute"]),
            accounts: try row["accounts"],
            givenAt: try row["given_at"],
            givenBy: try row["given_by"],
            end: try (row["ended_at"] as Instant?).map { End(at: $0, by: try row["ended_by"]) },
            lapsedAt: try row["lapsed_at"]
        )
    }
}

extension Store {
    /// Every standing order for closing weeks, the last first; a thousand at most.
    package func closingOrders() async throws -> [ClosingOrder] {
        try await query("SELECT * FROM closing_orders(\(county.id))", needing: .county)
            .map { row in try ClosingOrder(row) }
    }

    /// Gives an order, which takes the place of the one in force; its number, and whether it is new: the same of the same
    /// administrator is given once.
    ///
    /// Throws `Problems`, and `StoreError.forbidden` for whoever is no administrator with an account.
    @discardableResult
    package func giveClosingOrder(_ node: Node) async throws -> (number: Int, isNew: Bool) {
        let readers = try await weekReaders().map(\.account)
        let form = try ClosingOrderForm(node, readers: Set(readers))
        let rows = try await act { who in
            """
            SELECT outcome, number FROM give_closing_order(\(who), \(form.hour.weekday)::integer,
                \(form.hour.minute)::integer, \(form.accounts)::text[])
            """
        }
        switch try rows.first?["outcome"] as String? {
        case "given": return (try rows[0]["number"], true)
        case "already": return (try rows[0]["number"], false)
        case "unfit": throw StoreError.changedMeanwhile
        default: throw StoreError.unavailable(cause: "an answer of give_closing_order that nobody knows")
        }
    }

    /// Ends the order in force: from now on people close weeks. Throws `StoreError.noClosingOrder` where none is.
    package func endClosingOrder() async throws {
        let rows = try await act { who in "SELECT end_closing_order(\(who)) AS outcome" }
        switch try rows.first?["outcome"] as String? {
        case "ended": break
        case "none": throw StoreError.noClosingOrder
        default: throw StoreError.unavailable(cause: "an answer of end_closing_order that nobody knows")
        }
    }
}

extension Store {
    /// Closes the week that the order in force has the clock close by that moment; nil where there is none to close. On
    /// connections of the clock's role: the database itself looks whether the order stands and its hour has come.
    func closeByOrder(at now: Instant) async throws -> SealedWeek? {
        let clock = acting(for: .clock)
        for _ in 0..<Self.sealingAttempts {
            let rows = try await reachable {
                try await database.query(
                    "SELECT week, cut_off, head FROM week_to_close(\(county.id), \(now))"
                )
            }
            guard let row = rows.first else { return nil }
            let week = ISOWeek(of: try row["week"] as Day)
            let report: WeeklyReport
            do {
                report = try await clock.firstReport(of: week, try row["cut_off"], try row["head"])
            } catch StoreError.weekClosed {
                return nil  // by somebody meanwhile
            }
            // What is sealed has to be read for ever: so it is read once before.
            let document = try WeeklyReport(document: report.document).document
            let outcome = try await reachable {
                try await database.query(
                    "SELECT close_by_order(\(county.id), \(now), \(week.monday), \(document)) AS outcome"
                )
            }
            switch try outcome.first?["outcome"] as String? {
            case "closed": return try await clock.requiredSealedWeek(week, revision: 1)
            case "already", "idle", "open": return nil
            case "outdated": continue
            default: throw StoreError.unavailable(cause: "an answer of close_by_order that nobody knows")
            }
        }
        throw StoreError.changedMeanwhile
    }

    /// The last week that the clock closed, of the last four, and of which no PDF is kept, as where its turn was killed; nil where
    /// there is none.
    func closedWithoutPaper(at now: Instant) async throws -> SealedWeek? {
        let clock = acting(for: .clock)
        let rows = try await clock.query(
            """
            SELECT w.week FROM week_report w
            WHERE w.county_id = \(county.id) AND w.closing_order IS NOT NULL AND w.revision = 1
                AND w.week >= \(ISOWeek(of: Day(now)).monday - 28) AND NOT EXISTS (
                    SELECT FROM week_paper p
                    WHERE p.county_id = w.county_id AND p.week = w.week AND p.revision = w.revision)
            ORDER BY w.week DESC LIMIT 1
            """,
            needing: .county
        )
        guard let row = rows.first else { return nil }
        return try await clock.sealedWeek(ISOWeek(of: try row["week"] as Day), revision: 1)
    }
}
