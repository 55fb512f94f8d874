package import Compliance
import Postgres
package import StrictJSON

/// Which sites of the schedule are asked for; what is nil is not asked for.
package struct ScheduleFilter: Sendable, Hashable {
    package var kind: SiteKind?
    /// Only those whose day has passed.
    package var isLate = false

    package init(kind: SiteKind? = nil, isLate: Bool = false) {
        self.kind = kind
        self.isLate = isLate
    }
}

/// A site of the schedule: when it is to be visited next.
package struct ScheduledSite: Sendable, Hashable {
    package let code: String
    package let kind: SiteKind
    package let name: Text
    /// What counts for its kind; nil where nothing does.
    package let interval: Cadence.Interval?
    package let due: DueVisit
    /// By how many days it is late.
    package let daysLate: Int

    package init(
        code: String,
        kind: SiteKind,
        name: Text,
        interval: Cadence.Interval?,
        due: DueVisit,
        daysLate: Int
    ) {
        self.code = code
        self.kind = kind
        self.name = name
        self.interval = interval
        self.due = due
        self.daysLate = daysLate
    }
}

/// A cadence as it was set.
package struct CadenceRecord: Sendable, Hashable {
    package let cadence: Cadence
    package let reason: String
    package let setAt: Instant
    package let setBy: String

    package init(cadence: Cadence, reason: String, setAt: Instant, setBy: String) {
        self.cadence = cadence
        self.reason = reason
        self.setAt = setAt
        self.setBy = setBy
    }
}

extension Store {
    /// A page of the sites in operation, the one that is due first first; those of kinds without a cadence are not on it.
    package func schedule(
        _ filter: ScheduleFilter = ScheduleFilter(),
        at place: ListPlace? = nil,
        now: Instant
    ) async throws -> ListPage<ScheduledSite> {
        let day = Day(now)
        var wanted: SQL = "d.due_on IS NOT NULL"
        if let kind = filter.kind { wanted = "\(wanted) AND d.kind = \(kind)" }
        if filter.isLate { wanted = "\(wanted) AND d.due_on < \(day)::date" }
        let rows = try await query(
            """
            WITH f AS MATERIALIZED (
                SELECT d.*, d.due_on - '2000-01-01'::date AS due_number, t.name_zh, t.name_en
                FROM due_visits(\(county.id), \(day)) AS d
                JOIN site_today t ON t.county_id = \(county.id) AND t.code = d.site
                WHERE \(wanted)),
            page AS (
                SELECT f.*, \(Self.scheduleOrder.place) FROM f
                WHERE \(try Self.scheduleOrder.condition(place)) \(Self.scheduleOrder.ending(place)))
            SELECT every.total, f.*
            FROM (SELECT count(*) AS total FROM f) AS every
            LEFT JOIN page f ON true
            \(Self.scheduleOrder.ending(place))
            """,
            needing: .county
        )
        let sites = try rows.filter { row in try row["site"] as String? != nil }
        return try Self.scheduleOrder.page(sites, at: place, total: try rows.first?["total"] ?? 0) { row in
            try ScheduledSite(row, on: day)
        }
    }

    private static let scheduleOrder = ListOrder(keys: [("f.due_number", .number), ("f.sort_key", .word)])

    /// Every cadence that was set, the last first.
    package func cadences() async throws -> Listing<CadenceRecord> {
        try await query(
            """
            SELECT c.entry, c.site_kind, c.days, c.days_below, c.valid_from, c.reason, c.set_at, c.set_by FROM cadence c
            WHERE c.county_id = \(county.id) ORDER BY c.entry DESC LIMIT 1000
            """,
            needing: .county
        )
        .listing { row in try CadenceRecord(row) }
    }

    /// Says how often sites of a kind are visited from a day on; false where it is so already. Throws `Problems`.
    @discardableResult
    package func setCadence(_ node: Node, now: Instant) async throws -> Bool {
        let form = try CadenceForm(node, today: Day(now))
        let rows = try await act { who in
            """
            SELECT set_cadence(\(who), \(form.kind), \(form.interval.days)::integer, \(form.interval.daysBelow)::integer,
                \(form.validFrom), \(form.reason)) AS outcome
            """
        }
        switch try rows.first?["outcome"] as String? {
        case "set": return true
        case "already": return false
        case "past": throw Problems([.cadenceInPast])
        default: throw StoreError.unavailable(cause: "an answer of set_cadence that nobody knows")
        }
    }
}

extension Problem {
    fileprivate static let cadenceInPast = Problem(
        "outOfRange",
        at: "/from",
        Text(
            zh: "生效日早于数据库时钟的今天，没有写入：欠下的检查不能事后改变。",
            en:
                "The day lies before today by the database's clock; nothing was written: what was owed is not put otherwise."
        )
    )
}

extension ScheduledSite {
    init(_ row: Row, on day: Day) throws {
        self = try row.reading("site", by: "site") {
            let due = DueVisit(
                lastVisit: try row["last_visit"],
                inspection: try row["inspection"],
                isBelow: try row["is_below"],
                dueOn: try row["due_on"]
            )
            let (days, below) = (try row["days"] as Int?, try row["days_below"] as Int?)
            return ScheduledSite(
                code: try row["site"],
                kind: try row["kind"],
                name: try row.text("name"),
                interval: days.flatMap { days in below.map { Cadence.Interval(days: days, daysBelow: $0) } },
                due: due,
                daysLate: due.daysLate(on: day)
            )
        }
    }
}

extension CadenceRecord {
    init(_ row: Row) throws {
        self = try row.reading("cadence", by: "entry") {
            let interval = Cadence.Interval(days: try row["days"], daysBelow: try row["days_below"])
            return CadenceRecord(
                cadence: Cadence(
                    kind: try row["site_kind"],
                    interval: interval,
                    validFrom: try row["valid_from"],
                    entry: try row["entry"]
                ),
                reason: try row["reason"],
                setAt: try row["set_at"],
                setBy: try row["set_by"]
            )
        }
    }
}
