package import Compliance
import Postgres

/// Which runs of gaps are asked for; what is nil is not asked for.
package struct GapFilter: Sendable, Hashable {
    /// What is asked for of the state.
    package enum Standing: String, Sendable, Hashable, CaseIterable {
        /// Not ended.
        case current
        /// What an inspector has to judge: answers, and visits that wait.
        case toVerify
        case ended
        case all
        case open, submitted, returned, waiting, verified, mended, fixedOnSpot
    }

    package enum Order: String, Sendable, Hashable, CaseIterable {
        case deadline, age, site
    }

    package var standing = Standing.current
    package var site: String?
    package var item: String?
    package var severity: Severity?
    package var responsible: Responsible?
    /// Any of these answers for it.
    package var ofAny: Set<Responsible>?
    package var isOverdue = false
    /// Found this many days ago or more.
    package var age: Int?
    package var order = Order.deadline

    package init() {}
}

/// A run of a gap as the register (台账) shows it.
package struct ListedGap: Sendable, Hashable {
    package let site: String
    package let siteName: Text
    package let item: String
    package let text: Text
    package let inspection: InspectionID
    package let severity: Severity
    package let responsible: Responsible
    package let state: GapState
    package let since: Instant
    package let repeats: Int
    package let deadline: Instant
    package let endedAt: Instant?
    package let standing: GapStanding

    package init(
        site: String,
        siteName: Text,
        item: String,
        text: Text,
        inspection: InspectionID,
        severity: Severity,
        responsible: Responsible,
        state: GapState,
        since: Instant,
        repeats: Int,
        deadline: Instant,
        endedAt: Instant?,
        standing: GapStanding
    ) {
        self.site = site
        self.siteName = siteName
        self.item = item
        self.text = text
        self.inspection = inspection
        self.severity = severity
        self.responsible = responsible
        self.state = state
        self.since = since
        self.repeats = repeats
        self.deadline = deadline
        self.endedAt = endedAt
        self.standing = standing
    }
}

extension Store {
    /// A page of the runs that the filter asks for, as of now: all of them are worked out for it. Of a site that moved,
    /// whichever of its codes is named, those that go on under the present one.
    package func gaps(
        _ filter: GapFilter = GapFilter(),
        at place: ListPlace? = nil,
        now: Instant
    ) async throws -> ListPage<ListedGap> {
        try await gaps(filter, filter.order.keys, at: place, now: now)
    }

    /// All that are not ended, the earliest deadline first. One that cannot be read is left out.
    func openGaps(now: Instant) async throws -> [ListedGap] {
        try await gaps(GapFilter(), GapFilter.Order.deadline.keys.whole, at: nil, now: now).elements
    }

    private func gaps(
        _ filter: GapFilter,
        _ order: ListOrder,
        at place: ListPlace?,
        now: Instant
    ) async throws -> ListPage<ListedGap> {
        let rows = try await query(try await runs(filter, order, place, now))
        let checklists = try await checklists(of: [rows])
        return try order.page(try rows.filter(Self.hasRun), at: place, total: try rows.first?["total"] ?? 0) {
            row in
            try ListedGap(row, checklists, now: now)
        }
    }

    /// All of them, in the same order, a batch at a time and as of one moment (`everyRow`). Throws `UnreadableRow` where one
    /// cannot be read.
    package func everyGap(
        _ filter: GapFilter = GapFilter(),
        now: Instant,
        _ take: ([ListedGap]) async throws -> Void
    ) async throws {
        try await everyRow(of: try await runs(filter, filter.order.keys.whole, nil, now)) { rows, _ in
            let checklists = try await checklists(of: [rows])
            try await take(
                try rows.filter(Self.hasRun).map { row in try ListedGap(row, checklists, now: now) }
            )
        }
    }

    /// Where the page has no run, one row says how many there are in all.
    private static func hasRun(_ row: Row) throws -> Bool { try row["item"] as String? != nil }

    private func runs(
        _ filter: GapFilter,
        _ order: ListOrder,
        _ place: ListPlace?,
        _ now: Instant
    ) async throws -> SQL {
        var site = filter.site
        if let code = site { site = try await presentCode(of: code) }
        let runs: SQL = """
            SELECT r.*, s.sort_key, s.name_zh, s.name_en
            FROM gap_runs(\(county.id), \(orNull: site)::text, \(orNull: filter.item)::text,
                \(filter.standing.isCurrent)) AS r
            JOIN (
                SELECT t.code, c.sort_key, t.name_zh, t.name_en FROM site_today t
                JOIN site c ON c.county_id = t.county_id AND c.code = t.code
                WHERE t.county_id = \(county.id)) AS s ON s.code = r.site
            WHERE \(filter.condition(now))
            """
        return """
            WITH f AS MATERIALIZED (\(runs)),
            page AS (SELECT f.*, \(order.place) FROM f WHERE \(try order.condition(place)) \(order.ending(place)))
            SELECT every.total, f.*, i.checklist_digest
            FROM (SELECT count(*) AS total FROM f) AS every
            LEFT JOIN page f ON true
            LEFT JOIN inspection i ON i.county_id = \(county.id) AND i.id = f.last_inspection
            \(order.ending(place))
            """
    }
}

extension GapFilter.Standing {
    /// Whether none of it has ended.
    fileprivate var isCurrent: Bool {
        switch self {
        case .current, .toVerify, .open, .submitted, .returned, .waiting: true
        case .ended, .all, .verified, .mended, .fixedOnSpot: false
        }
    }
}

extension GapFilter.Order {
    fileprivate var keys: ListOrder {
        let last: [(column: SQL, kind: ListOrder.Kind)] = [("f.item", .word), ("f.since", .moment)]
        return switch self {
        case .deadline: ListOrder(keys: [("f.deadline", .moment), ("f.sort_key", .word)] + last)
        case .age: ListOrder(keys: [("f.since", .moment), ("f.sort_key", .word), ("f.item", .word)])
        case .site: ListOrder(keys: [("f.sort_key", .word)] + last)
        }
    }
}

extension GapFilter {
    fileprivate func condition(_ now: Instant) -> SQL {
        var sql: SQL =
            switch standing {
            case .all: "true"
            case .current: "r.ended_at IS NULL"
            case .ended: "r.ended_at IS NOT NULL"
            case .toVerify: "r.state IN ('submitted', 'waiting')"
            default: "r.state = \(standing.rawValue)"
            }
        if let severity { sql = "\(sql) AND r.severity = \(severity)" }
        if let responsible { sql = "\(sql) AND r.responsible = \(responsible)" }
        if let ofAny { sql = "\(sql) AND r.responsible = ANY (\(ofAny.map(\.rawValue))::text[])" }
        if isOverdue {
            // As `GapStanding`.
            sql = """
                \(sql) AND (r.state IN ('open', 'returned') AND r.deadline < \(now)::timestamptz
                    OR r.state = 'submitted' AND r.deadline < r.answered_at)
                """
        }
        if let age {
            sql =
                "\(sql) AND least(r.ended_at, \(now)::timestamptz) - r.since >= \(age)::integer * INTERVAL '1 day'"
        }
        return sql
    }
}

extension ListedGap {
    fileprivate init(_ row: Row, _ checklists: [String: Checklist], now: Instant) throws {
        self = try row.reading("gap", by: "last_inspection", "item") {
            guard let checklist = checklists[(try row["checklist_digest"] as DigestText).hex] else {
                throw row.unreadable("checklist_digest", "its checklist is missing or cannot be read")
            }
            let state = try row["state"] as GapState
            let repeats = try row["findings"] as Int - 1
            let ended = try row["ended_at"] as Instant?
            let (since, deadline) = (try row["since"] as Instant, try row["deadline"] as Instant)
            return ListedGap(
                site: try row["site"],
                siteName: try row.text("name"),
                item: try row["item"],
                text: try checklist.item(of: row).text,
                inspection: try row["last_inspection"],
                severity: try row["severity"],
                responsible: try row["responsible"],
                state: state,
                since: since,
                repeats: repeats,
                deadline: deadline,
                endedAt: ended,
                standing: GapStanding(
                    state: state,
                    since: since,
                    dueFrom: try row["due_from"],
                    deadline: deadline,
                    answeredAt: try row["answered_at"],
                    endedAt: ended,
                    repeats: repeats,
                    now: now
                )
            )
        }
    }
}
