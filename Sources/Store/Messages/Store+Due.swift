import Compliance
import Postgres

extension Store {
    /// What time has made due by that moment, as the pages of orders, arrears and accountability work it out; rungs cost much,
    /// and are left out where they are not asked for.
    func due(at now: Instant, withRungs: Bool) async throws -> Due {
        let clock = acting(for: .clock)
        var due = Due(asOf: now)
        let open = try await clock.openGaps(now: now)
        due.orders =
            open.filter { $0.standing.isOverdue && $0.state != .submitted || $0.standing.isNear }
            .map { gap in
                Due.Order(
                    site: Due.Place(code: gap.site, name: gap.siteName),
                    item: gap.item,
                    text: gap.text,
                    responsible: gap.responsible,
                    deadline: gap.deadline,
                    isOverdue: gap.standing.isOverdue
                )
            }
        // Everything that waits, today's too.
        let arrears = try await clock.arrears(patience: -1, at: nil, now: now)
        for part in arrears.parts { due.add(part) }
        let orders = try await clock.closingOrders()
        due.closedWeeks = try await clock.weeksClosedLately(now, orders)
        due.lapsedOrder = ClosingOrder.inForce(orders).flatMap { $0.lapsedAt == nil ? nil : $0 }
        if withRungs {
            let sites = Set(open.filter { $0.state == .open || $0.state == .returned }.map(\.site)).sorted()
            for site in sites.prefix(Self.mostSites) { due.rungs += try await clock.possibleRungs(at: site) }
        }
        return due
    }

    private static let mostSites = 500

    /// The weeks that were closed or revised within the last seven days.
    private func weeksClosedLately(
        _ now: Instant,
        _ orders: [ClosingOrder]
    ) async throws -> [Due.ClosedWeek] {
        try await query(
            """
            SELECT DISTINCT ON (w.week) w.week, w.revision, w.closed_at FROM week_report w
            WHERE w.county_id = \(county.id) AND w.closed_at > \(now.adding(days: -7)) AND w.closed_at <= \(now)
            ORDER BY w.week, w.revision DESC
            """,
            needing: .county
        )
        .map { row in
            Due.ClosedWeek(
                week: ISOWeek(of: try row["week"] as Day),
                revision: try row["revision"],
                list: ClosingOrder.list(at: try row["closed_at"], orders)
            )
        }
    }

    /// What may be proposed of the site now, before there is a case.
    private func possibleRungs(at code: String) async throws -> [Due.PossibleRung] {
        let stands: SiteAccountability
        do { stands = try await accountability(of: code) } catch StoreError.noSite { return [] }
        let place = Due.Place(code: stands.site.code, name: stands.site.name)
        let steps = stands.nextSteps.map { step in
            Due.PossibleRung(site: place, rung: step.rung, items: step.gaps.map(\.item))
        }
        let interview = stands.ladder.state(of: .interview, at: stands.asOf, by: stands.policy)
        guard stands.openCase == nil, interview.mayBeProposed else { return steps }
        return steps + [Due.PossibleRung(site: place, rung: .interview, items: [])]
    }
}

extension Due {
    /// What of the arrears somebody is told.
    fileprivate mutating func add(_ part: Arrears.Part) {
        for line in part.lines {
            let place = line.site.flatMap { code in line.siteName.map { Place(code: code, name: $0) } }
            switch part.kind {
            case .visit:
                if let place, let since = line.since { visits.append(Visit(site: place, dueOn: since)) }
            case .verification:
                if let place, let item = line.item, let since = line.since {
                    verifications.append(Verification(site: place, item: item, since: since))
                }
            case .receipt:
                if let place, let title = line.standard {
                    standards.append(Standard(site: place, title: title))
                }
            case .week: if let week = line.week { openWeeks.append(week) }
            case .recheck, .drawn, .notice, .arrival, .photograph, .standard, .guidance, .revision: break
            }
        }
    }
}
