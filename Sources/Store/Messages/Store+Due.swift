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
            .map(Due.Order.init)
        due.returns = try await clock.returnedLately(open, now)
        due.pendingEvidence = try await clock.evidencePending(now)
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

    /// What happened on this day and the six before is told once: of the same stage of a thing `tell_messages` tells again after
    /// seven days, when it is among these no more.
    private static func lately(_ now: Instant) -> Instant { Instant(startOf: Day(now) - 6) }

    /// The answers that were sent back lately, of what is open and was not answered anew.
    private func returnedLately(_ open: [ListedGap], _ now: Instant) async throws -> [Due.Return] {
        let returned = open.filter { $0.state == .returned }
        guard !returned.isEmpty else { return [] }
        let rows = try await query(
            """
            SELECT y.site, y.item, max(y.verified_at) AS returned_at FROM verification y
            WHERE y.county_id = \(county.id) AND y.verdict = 'returned' AND y.submission IS NOT NULL
                AND y.verified_at >= \(Self.lately(now)) AND y.verified_at <= \(now)
            GROUP BY y.site, y.item
            """,
            needing: .read
        )
        var moments: [String: Instant] = [:]
        for row in rows {
            moments["\(try row["site"] as String)/\(try row["item"] as String)"] = try row["returned_at"]
        }
        return returned.compactMap { gap in
            moments["\(gap.site)/\(gap.item)"].map { Due.Return(Due.Order(gap), at: $0) }
        }
    }

    /// The visits that count, of which something that they name had not come when a day was over, lately. What the operator at
    /// the shell filed is nobody's to send.
    private func evidencePending(_ now: Instant) async throws -> [Due.PendingEvidence] {
        try await query(
            """
            SELECT v.id, v.site, v.finished_at, v.filed_by, s.name_zh, s.name_en
            FROM standing_inspection v
            JOIN site_today s ON s.county_id = v.county_id AND s.code = v.site
            WHERE v.county_id = \(county.id) AND v.filed_by IS NOT NULL
                AND v.received_at >= \(Self.lately(now).adding(days: -1)) AND v.received_at <= \(now.adding(days: -1))
                AND evidence_pending(v.county_id, v.id, NULL)
            ORDER BY v.received_at, v.id LIMIT \(Self.mostPending)
            """,
            needing: .read
        )
        .map { row in
            Due.PendingEvidence(
                inspection: try row["id"],
                site: Due.Place(code: try row["site"], name: try row.text("name")),
                finishedAt: try row["finished_at"],
                filedBy: try row["filed_by"]
            )
        }
    }

    private static let mostPending = 1000

    /// The weeks that were closed or revised on this day and the six before.
    private func weeksClosedLately(
        _ now: Instant,
        _ orders: [ClosingOrder]
    ) async throws -> [Due.ClosedWeek] {
        try await query(
            """
            SELECT DISTINCT ON (w.week) w.week, w.revision, w.closed_at FROM week_report w
            WHERE w.county_id = \(county.id) AND w.closed_at >= \(Self.lately(now)) AND w.closed_at <= \(now)
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

extension Due.Order {
    fileprivate init(_ gap: ListedGap) {
        self.init(
            site: Due.Place(code: gap.site, name: gap.siteName),
            item: gap.item,
            text: gap.text,
            responsible: gap.responsible,
            deadline: gap.deadline,
            isOverdue: gap.standing.isOverdue
        )
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
