package import Compliance
import Postgres

/// A case in a list: nothing of what was put, stated or decided in it.
package struct CaseSummary: Sendable, Hashable {
    package let id: FactID
    /// The code of the site.
    package let site: String
    package let openedAt: Instant
    package let persons: [CaseRecord.Person]
    /// How and when it ended; nil while it is open.
    package let end: End?

    package struct End: Sendable, Hashable {
        package let kind: CaseAct.Kind
        package let at: Instant
    }

    package var isOpen: Bool { end == nil }
}

extension CaseRecord {
    /// As lists have it.
    package var summary: CaseSummary {
        CaseSummary(
            id: id,
            site: site,
            openedAt: openedAt,
            persons: persons,
            end: end.map { CaseSummary.End(kind: $0.kind, at: $0.at) }
        )
    }
}

extension CaseSummary {
    fileprivate init(_ row: Row, _ persons: [FactID: [CaseRecord.Person]]) throws {
        let id = try row["id"] as FactID
        let kind = try row["kind"] as CaseAct.Kind?
        let at = try row["happened_at"] as Instant?
        self.init(
            id: id,
            site: try row["site"],
            openedAt: try row["opened_at"],
            persons: persons[id] ?? [],
            end: kind.flatMap { kind in at.map { End(kind: kind, at: $0) } }
        )
    }

    /// Whom the cases name, by case.
    fileprivate static func persons(_ rows: Rows) throws -> [FactID: [CaseRecord.Person]] {
        var persons: [FactID: [CaseRecord.Person]] = [:]
        for row in rows { persons[try row["case_id"], default: []].append(try CaseRecord.Person(row)) }
        return persons
    }
}

extension Store {
    /// A page of the cases that the actor may read: those that are open first, of each the latest first.
    package func cases(at place: ListPlace? = nil) async throws -> ListPage<CaseSummary> {
        let wanted = try wantedCases(Self.caseOrder, place)
        let rows = try await pipeline(
            [
                listedCases(wanted, Self.listedOrder, place),
                """
                SELECT p.* FROM (\(wanted)) AS page
                JOIN case_person p ON p.county_id = \(county.id) AND p.case_id = page.id ORDER BY p.entry
                """,
                "SELECT count(*) AS total FROM accountability_case c WHERE c.county_id = \(county.id)",
            ],
            needing: .cases
        )
        let persons = try CaseSummary.persons(rows[1])
        return try Self.caseOrder.page(rows[0], at: place, total: try rows[2].first?["total"] ?? 0) { row in
            try CaseSummary(row, persons)
        }
    }

    /// All of them, in the same order, a batch at a time and as of one moment (`everyRow`).
    package func everyCase(_ take: ([CaseSummary]) async throws -> Void) async throws {
        let cases = listedCases(try wantedCases(Self.caseOrder.whole, nil), Self.listedOrder.whole, nil)
        try await everyRow(of: cases, needing: .cases) { rows, transaction in
            let ids = try rows.map { row in try row["id"] as String }
            let persons = try CaseSummary.persons(
                try await transaction.query(
                    """
                    SELECT p.* FROM case_person p
                    WHERE p.county_id = \(county.id) AND p.case_id = ANY(\(ids)::uuid[]) ORDER BY p.entry
                    """
                )
            )
            try await take(try rows.map { row in try CaseSummary(row, persons) })
        }
    }

    private func wantedCases(_ order: ListOrder, _ place: ListPlace?) throws -> SQL {
        """
        SELECT c.id, \(order.place)
        FROM (SELECT c.*, NOT EXISTS (
                SELECT FROM case_act a WHERE a.county_id = c.county_id AND a.case_id = c.id
                    AND a.kind IN ('withdrawn', 'closed')) AS is_open
            FROM accountability_case c WHERE c.county_id = \(county.id)) AS c
        WHERE \(try order.condition(place)) \(order.ending(place))
        """
    }

    private func listedCases(_ wanted: SQL, _ order: ListOrder, _ place: ListPlace?) -> SQL {
        """
        SELECT c.id, c.site, c.opened_at, page.place, a.kind, a.happened_at
        FROM (\(wanted)) AS page
        JOIN accountability_case c ON c.county_id = \(county.id) AND c.id = page.id
        LEFT JOIN case_act a ON a.county_id = c.county_id AND a.case_id = c.id AND a.kind IN ('withdrawn', 'closed')
        \(order.ending(place))
        """
    }

    private static let caseOrder = ListOrder(
        keys: [("c.is_open", .flag), ("c.entry", .number)],
        isDescending: true
    )
    /// The same of the rows that were chosen by it.
    private static let listedOrder = ListOrder(
        keys: [("(a.kind IS NULL)", .flag), ("c.entry", .number)],
        isDescending: true
    )

    /// A page of the county's circulars, the latest first: whoever holds a duty at a township site reads them, too.
    package func circulars(at place: ListPlace? = nil) async throws -> ListPage<LadderStep> {
        let rows = try await pipeline([
            """
            SELECT s.*, \(Self.circularOrder.place) FROM ladder_step s
            WHERE s.county_id = \(county.id) AND s.rung = 'circular' AND \(try Self.circularOrder.condition(place))
            \(Self.circularOrder.ending(place))
            """,
            """
            SELECT count(*) AS total FROM ladder_step s WHERE s.county_id = \(county.id) AND s.rung = 'circular'
            """,
        ])
        return try Self.circularOrder.page(rows[0], at: place, total: try rows[1].first?["total"] ?? 0) {
            row in
            try LadderStep(row)
        }
    }

    private static let circularOrder = ListOrder(keys: [("s.entry", .number)], isDescending: true, most: 50)

    /// The county's days between the rungs as they were ever set, the last first.
    ///
    /// For whoever may read cases, or answers for a site: throws `StoreError.forbidden` for everybody else.
    package func ladderPolicies() async throws -> [LadderPolicyRecord] {
        let rows = try await pipeline([
            "SELECT acting_any('cases', 'respond') IS NOT NULL AS may_read",
            "SELECT l.* FROM ladder_policy l WHERE l.county_id = \(county.id) ORDER BY l.entry DESC LIMIT 1000",
        ])
        guard try rows[0].first?["may_read"] == true else { throw StoreError.forbidden }
        return try rows[1]
            .map { row in
                LadderPolicyRecord(
                    policy: LadderPolicy(
                        circular: try row["circular"],
                        interview: try row["interview"],
                        proposal: try row["proposal"],
                        statement: try row["statement"]
                    ),
                    reason: try row["reason"],
                    setAt: try row["set_at"],
                    setBy: try row["set_by"]
                )
            }
    }
}

/// The county's days between the rungs as they were set.
package struct LadderPolicyRecord: Sendable, Hashable {
    package let policy: LadderPolicy
    package let reason: String
    package let setAt: Instant
    package let setBy: String

    package init(policy: LadderPolicy, reason: String, setAt: Instant, setBy: String) {
        self.policy = policy
        self.reason = reason
        self.setAt = setAt
        self.setBy = setBy
    }
}
