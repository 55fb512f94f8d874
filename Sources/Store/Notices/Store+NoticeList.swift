import Compliance
import Postgres

/// Which notices are asked for; what is nil is not asked for.
package struct NoticeFilter: Sendable, Hashable {
    /// Whether it reached the director.
    package var state: ArrivalState?
    /// The year of its series.
    package var year: Int?
    /// Words by which sites are found (`SiteFilter`).
    package var words: String

    package init(state: ArrivalState? = nil, year: Int? = nil, words: String = "") {
        self.state = state
        self.year = year
        self.words = words
    }
}

extension Store {
    /// A page of the register of notices, the newest first. One that cannot be read is left out, and named.
    package func notices(
        _ filter: NoticeFilter = NoticeFilter(),
        at place: ListPlace? = nil
    ) async throws -> ListPage<NoticeRecord> {
        let (tables, wanted) = (Self.noticeTables, wantedNotices(filter))
        let rows = try await pipeline([
            try listedNotices(wanted, Self.noticeOrder, place),
            "SELECT count(*) FROM \(tables) WHERE \(wanted)",
        ])
        return try Self.noticeOrder.page(rows[0], at: place, total: try rows[1].first?["count"] ?? 0) { row in
            try NoticeRecord(row)
        }
    }

    /// All of them, in the same order, a batch at a time and as of one moment (`everyRow`). Throws `UnreadableRow` where one
    /// cannot be read.
    package func everyNotice(
        _ filter: NoticeFilter = NoticeFilter(),
        _ take: ([NoticeRecord]) async throws -> Void
    ) async throws {
        try await everyRow(of: try listedNotices(wantedNotices(filter), Self.noticeOrder.whole, nil)) {
            rows,
            _ in
            try await take(try rows.map { row in try NoticeRecord(row) })
        }
    }

    private func wantedNotices(_ filter: NoticeFilter) -> SQL {
        var wanted: SQL = "n.county_id = \(county.id)"
        if let state = filter.state { wanted = "\(wanted) AND \(state.condition)" }
        if let year = filter.year { wanted = "\(wanted) AND n.year = \(year)" }
        if let codes = SiteFilter(words: filter.words).codes(in: county.id) {
            wanted = "\(wanted) AND n.site IN (\(SiteFilter.lines(of: codes, in: county.id)))"
        }
        return wanted
    }

    private func listedNotices(_ wanted: SQL, _ order: ListOrder, _ place: ListPlace?) throws -> SQL {
        """
        SELECT n.inspection, n.document, n.digest, n.issued_by, \(Arrival.columns), \(order.place),
            EXISTS (SELECT FROM withdrawal w
                WHERE w.county_id = n.county_id AND w.inspection = n.inspection) AS withdrawn,
            (SELECT r.id FROM inspection r WHERE r.county_id = n.county_id AND r.revises = n.inspection) AS replaced_by
        FROM \(Self.noticeTables)
        \(Arrival.tables(county.id, visit: "a.inspection"))
        WHERE \(wanted) AND \(try order.condition(place)) \(order.ending(place))
        """
    }

    private static let noticeTables: SQL = """
        notice n
        LEFT JOIN notice_arrival a ON a.county_id = n.county_id AND a.inspection = n.inspection
        """

    private static let noticeOrder = ListOrder(
        keys: [("n.year", .number), ("n.number", .number)],
        isDescending: true
    )
}
