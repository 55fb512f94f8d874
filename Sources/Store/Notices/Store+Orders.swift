package import Compliance
import Postgres
import StrictJSON

extension Store {
    /// A page of the orders (三色督办单), the newest first. One that cannot be read is left out, and named.
    package func orders(
        _ filter: OrderFilter = OrderFilter(),
        at place: ListPlace? = nil
    ) async throws -> ListPage<OrderRecord> {
        let wanted = wantedOrders(filter)
        let rows = try await pipeline([
            try listedOrders(wanted, Self.orderOrder, place),
            "SELECT count(*) FROM \(Self.orders) WHERE \(wanted)",
        ])
        return try Self.orderOrder.page(rows[0], at: place, total: try rows[1].first?["count"] ?? 0) { row in
            try OrderRecord(row)
        }
    }

    /// All of them, in the same order, a batch at a time and as of one moment (`everyRow`). Throws `UnreadableRow` where one
    /// cannot be read.
    package func everyOrder(
        _ filter: OrderFilter = OrderFilter(),
        _ take: ([OrderRecord]) async throws -> Void
    ) async throws {
        try await everyRow(of: try listedOrders(wantedOrders(filter), Self.orderOrder.whole, nil)) {
            rows,
            _ in
            try await take(try rows.map { row in try OrderRecord(row) })
        }
    }

    private func listedOrders(_ wanted: SQL, _ order: ListOrder, _ place: ListPlace?) throws -> SQL {
        """
        SELECT \(Self.orderColumns), \(order.place)
        FROM \(Self.orders) \(Arrival.tables(county.id, order: "a.id"))
        WHERE \(wanted) AND \(try order.condition(place)) \(order.ending(place))
        """
    }

    private func wantedOrders(_ filter: OrderFilter) -> SQL {
        var wanted: SQL = "o.county_id = \(county.id)"
        if let colour = filter.colour { wanted = "\(wanted) AND o.colour = \(colour.rawValue)" }
        if let codes = SiteFilter(words: filter.words).codes(in: county.id) {
            wanted = "\(wanted) AND o.site IN (\(SiteFilter.lines(of: codes, in: county.id)))"
        }
        if let gap = filter.gap {
            wanted = """
                \(wanted) AND o.item = \(gap.item) AND EXISTS (
                    SELECT FROM site_line(\(county.id), \(gap.site)) AS past
                    WHERE past.site = o.site AND (o.issued_at AT TIME ZONE INTERVAL '08:00')::date <= past.until)
                """
        }
        if let state = filter.state { wanted = "\(wanted) AND \(state.condition)" }
        return wanted
    }

    private static let orderOrder = ListOrder(
        keys: [("o.year", .number), ("o.number", .number)],
        isDescending: true
    )

    private static let orderColumns: SQL = "o.id, o.document, o.digest, o.issued_by, \(Arrival.columns)"
    private static let orders: SQL = """
        supervision_order o LEFT JOIN order_arrival a ON a.county_id = o.county_id AND a.id = o.id
        """

    /// The order of that id; nil where there is none, or whoever asks does not see the site. Throws `UnreadableRow` where
    /// what was sealed cannot be read.
    package func order(_ id: InspectionID) async throws -> OrderRecord? {
        try await query(orderQuery("o.id = \(id)")).first.map { row in try OrderRecord(row) }
    }

    /// In the order of issue.
    func orderQuery(_ condition: SQL) -> SQL {
        """
        SELECT \(Self.orderColumns) FROM \(Self.orders) \(Arrival.tables(county.id, order: "a.id"))
        WHERE o.county_id = \(county.id) AND \(condition) ORDER BY o.year, o.number
        """
    }

    /// What an order of the gap would say now, by the database's clock; nil where there is nothing to be urged. Throws
    /// `StoreError.noSite` and `.noGap`.
    package func orderContent(
        _ code: String,
        _ item: String
    ) async throws -> SupervisionOrder.Content? {
        let record = try await gap(code, item)
        guard let run = record.openRun, let last = run.findings.last else { return nil }
        let visit = try await inspection(last.inspection)
        let since = run.since
        let rows = try await pipeline([
            "SELECT clock_timestamp() AS now",
            """
            SELECT p.site, p.duty, p.person, p.held_from, p.held_to FROM posting p
            WHERE p.county_id = \(county.id) AND p.site = \(record.site.code) AND p.replaced_at IS NULL
                AND (clock_timestamp() AT TIME ZONE INTERVAL '08:00')::date
                    BETWEEN p.held_from AND coalesce(p.held_to, 'infinity')
            ORDER BY p.held_from
            """,
        ])
        var told: [SupervisionOrder.Event] = []
        for finding in run.findings {
            guard let notice = try await ifReadable({ try await notice(of: finding.inspection) }) ?? nil,
                notice.notice.content.items.contains(where: { $0.item == item })
            else { continue }
            told += notice.told
        }
        var filter = OrderFilter()
        filter.gap = OrderFilter.Gap(site: record.site.code, item: item)
        let orders = try await orders(filter).elements.filter { $0.order.issuedAt >= since }
        told += orders.reversed().flatMap(\.told)
        return SupervisionOrder.Content(
            run,
            in: record.life,
            visit.filing,
            visit.standard,
            visit.result,
            at: record.site,
            holders: try rows[1].map { row in try Posting(row) },
            signers: Dictionary(record.visits.map { ($0.inspection, $0.inspectors) }) { first, _ in first },
            told: told.sorted { $0.at < $1.at },
            item: item,
            now: try rows[0].first?["now"] ?? since
        )
    }

    /// Issues an order of the gap, on the office's behalf, under an id that whoever sends it makes; the same once more changes
    /// nothing, and gives the same.
    ///
    /// Throws `StoreError.noGap`, `.gap`, `.noOrderOf`, `.noLetterhead`, and `.conflict` where the id is of another gap.
    package func issueOrder(
        _ id: InspectionID,
        site: String,
        item: String
    ) async throws -> OrderRecord {
        for _ in 0..<5 {
            let content = try await orderContent(site, item)
            let text = content.map { JSON.write(.object($0.members)) }
            let rows = try await act { who in
                "SELECT issue_order(\(who), \(id), \(site), \(item), \(orNull: text)::json) AS outcome"
            }
            let outcome = try rows.first?["outcome"] as String?
            switch outcome {
            case "issued", "already":
                guard let order = try await order(id) else { throw StoreError.noOrder("\(id)") }
                return order
            case "taken": throw StoreError.conflict(id)
            case "unknown": throw StoreError.noGap(site: site, item: item)
            case "closed": throw StoreError.gap(.closed)
            case "moved": throw StoreError.gap(.moved)
            case "headless": throw StoreError.noLetterhead
            case "outdated": continue  // a visit, an answer or the clock came in between
            default:
                guard let obstacle = outcome.flatMap({ OrderObstacle(rawValue: $0) }) else {
                    throw StoreError.unavailable(cause: "an answer of issue_order that nobody knows")
                }
                throw StoreError.noOrderOf(obstacle)
            }
        }
        throw StoreError.changedMeanwhile
    }
}

extension NoticeRecord {
    /// That it was issued, and that it arrived, as an order says it.
    fileprivate var told: [SupervisionOrder.Event] {
        let issued = SupervisionOrder.Event(
            at: notice.issuedAt,
            what: Text(zh: "签发整改通知书 \(notice.number)", en: "notice \(notice.number) issued")
        )
        return [issued] + (arrival.map { [$0.told(of: Text(zh: "通知书", en: "the notice"))] } ?? [])
    }
}

extension OrderRecord {
    /// The same.
    fileprivate var told: [SupervisionOrder.Event] {
        let (colour, number) = (order.content.colour.order, order.number)
        let issued = SupervisionOrder.Event(
            at: order.issuedAt,
            what: Text(zh: "签发\(colour.zh) \(number)", en: "\(colour.en) \(number) issued")
        )
        return [issued] + (arrival.map { [$0.told(of: Text(zh: "督办单", en: "the order"))] } ?? [])
    }
}

extension Arrival {
    fileprivate func told(of paper: Text) -> SupervisionOrder.Event {
        switch how {
        case .acknowledged:
            SupervisionOrder.Event(
                at: reachedAt,
                what: Text(zh: "\(paper.zh)由隔离点负责人签收", en: "\(paper.en) was acknowledged by the director")
            )
        // Whoever received the paper is named with the duty, as it was written down.
        case .handedOver:
            SupervisionOrder.Event(
                at: reachedAt,
                what: Text(zh: "\(paper.zh)当面送达", en: "\(paper.en) was handed over"),
                by: receivedBy
            )
        }
    }
}
