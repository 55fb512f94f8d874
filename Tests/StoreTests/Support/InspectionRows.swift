import Compliance
import Postgres
import Testing

@testable import Store

/// Writes inspections straight into the tables, so that figures can be worked out by hand.
struct InspectionRows {
    let store: Store
    let database: Database
    /// What the visits are held against; the shipped checklist of township sites where nothing else is said.
    var checklist: Checklist?

    /// The id whose last digits are the number.
    static func id(_ number: Int) throws -> InspectionID {
        let digits = String(number)
        let text = "018f0000-0000-7000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
        return try #require(InspectionID(text))
    }

    /// A visit to a township site with its grade (0 below the minimum, 1 basically meets, 2 meets; nil where it could not
    /// be worked out), score and gaps: `A-01` unmet, `A-01*` mended on the spot, `A-01~` so with a file that nobody sent,
    /// `A-01?` not checked. A gap is of the severity
    /// that the checklist gives its item, unless another is said, and has to be closed within 24, 72 or 168 hours.
    func add(
        _ number: Int,
        _ site: String,
        _ finished: String,
        grade: Int?,
        score: Rational,
        gaps: [String] = [],
        revises: Int? = nil,
        severity: Severity? = nil,
        notAsked: [String] = [],
        receipt: Int? = nil,
        filedBy: String? = "inspector"
    ) async throws {
        try await add(
            number,
            site,
            at: moment(finished),
            grade: grade,
            score: score,
            gaps: gaps,
            revises: revises,
            severity: severity,
            notAsked: notAsked,
            receipt: receipt,
            filedBy: filedBy
        )
    }

    /// The same at a moment of any year.
    func add(
        _ number: Int,
        _ site: String,
        at: Instant,
        grade: Int?,
        score: Rational,
        gaps: [String] = [],
        revises: Int? = nil,
        severity: Severity? = nil,
        notAsked: [String] = [],
        receipt: Int? = nil,
        filedBy: String? = "inspector",
        receivedAt: Instant? = nil
    ) async throws {
        let checklist = try self.checklist ?? TestCounty.checklist("township-isolation")
        let rule = grade.map { checklist.grades[$0] }
        let id = try Self.id(number)
        let items = gaps.map { $0.filter { !"*~?".contains($0) } }
        let owed = gaps.filter { $0.hasSuffix("~") }
            .map { #""\#($0.dropLast())":{"evidence":["\#(String(repeating: "ee", count: 32))"]}"# }
        let severities = items.compactMap { code in
            severity ?? checklist.items.first { $0.code == code }?.severity
        }
        let revised = try revises.map { try Self.id($0) }
        _ = try await database.pipeline([
            """
            INSERT INTO inspection (county_id, id, site, site_kind, kind, started_at, finished_at, received_at,
                receipt, inspectors, escort, checklist_digest, baseline_digest, scoring_version, score, grade, grade_rank, below_minimum,
                floor_holds, critical_gaps, major_gaps, minor_gaps, not_asked, revises, revision_reason, revised_by,
                content_digest, filing, result, exact_score, place, filed_by)
            VALUES (\(store.county.id), \(id), \(site), 'townshipIsolation', 'routine', \(at.adding(seconds: -60)),
                \(at), \(receivedAt ?? at), \(receipt ?? number), '{甲}', '', \(DigestText(checklist.node.digest)),
                \(DigestText(try TestCounty.baseline().node.digest)), 1, \(score.cutOff),
                \(orNull: rule?.code), \(orNull: grade), \(orNull: rule?.isBelowMinimum),
                \(grade != 0), \(severities.count { $0 == .critical }), 0, 0, \(notAsked)::text[], \(orNull: revised),
                \(orNull: revised.map { _ in "笔误" }), \(orNull: revised.map { _ in "甲" }), sha256('x'), \(#"{"answers":{\#(owed.joined(separator: ","))}}"#)::json, '{}', \(score.exact), coalesce((
                    SELECT i.place FROM inspection i WHERE i.id = \(orNull: revised)::uuid), \(receipt ?? number)::bigint), \(orNull: filedBy))
            """,
            """
            INSERT INTO gap (county_id, inspection, site, finished_at, receipt, item, severity, status, points_lost,
                responsible, deadline, fixed_on_spot)
            SELECT \(store.county.id)::integer, \(id)::uuid, \(site), \(at)::timestamptz, \(receipt ?? number)::bigint, found.item, found.severity,
                found.status, 1, 'director', \(at)::timestamptz
                    + CASE found.severity WHEN 'critical' THEN 24 WHEN 'major' THEN 72 ELSE 168 END * INTERVAL '1 hour',
                found.fixed
            FROM unnest(\(items)::text[], \(severities)::text[], \(gaps.map { $0.hasSuffix("*") || $0.hasSuffix("~") })::boolean[],
                \(gaps.map { $0.hasSuffix("?") ? "notChecked" : "notMet" })::text[]) AS found (item, severity, fixed, status)
            """,
        ])
    }

    /// What `gaps_past` says of the gap, in short: `new 08-02`, `persisting 08-02`, `backAgain 08-16`.
    func past(_ item: String, at number: Int) async throws -> String {
        let rows = try await store.query(
            """
            SELECT past.* FROM gap g
            JOIN inspection i ON i.county_id = g.county_id AND i.id = g.inspection
            CROSS JOIN LATERAL gaps_past(
                g.county_id, g.site, ARRAY[g.item], ARRAY[g.status], i.finished_at, i.place) AS past
            WHERE g.inspection = \(try Self.id(number)) AND g.item = \(item)
            """
        )
        let row = try #require(rows.first)
        let recurrence = (try row["in_previous"], try row["ever_before"]) as (Bool, Bool)
        let word = recurrence.0 ? "persisting" : recurrence.1 ? "backAgain" : "new"
        return "\(word) \((try row["since"] as Day).description.dropFirst(5))"
    }
}
