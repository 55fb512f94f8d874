package import Compliance
import Postgres

/// What a week comes to now, and what is sealed of it.
package struct WeekDraft: Sendable {
    package let figures: WeekFigures
    package let content: WeeklyReport.Content
    /// The last report of the week; nil where it is not closed.
    package let sealed: SealedWeek?
    /// The last report of the latest earlier week that is closed.
    let previous: WeeklyReport.Quotation?

    /// What is otherwise than the last report says; nothing where the week is not closed.
    package var changes: [WeeklyReport.Change] {
        sealed.map { content.changes(since: $0.report.content) } ?? []
    }
    /// By which inspections.
    package var causes: [WeeklyReport.Cause] {
        sealed.map { content.causes(since: $0.report.content) } ?? []
    }
    /// Whether the report that is sealed no longer says what the week comes to.
    package var isRevisionDue: Bool {
        guard let report = sealed?.report else { return false }
        let old = report.content
        var now = content
        // Of what a release before counted otherwise nothing came in later.
        if report.countsUnchecked { now.failingItems = old.failingItems }
        // Of a week that is over no case or step comes in later: a report without any is of a release that said nothing of them.
        if old.cases.isEmpty, old.steps.isEmpty { (now.cases, now.steps) = ([], []) }
        return old != now
    }
}

extension Store {
    /// What the week comes to, of one snapshot: its figures, the inspections that they count, and the earlier weeks that
    /// are sealed.
    package func weekDraft(_ week: ISOWeek, now: Instant) async throws -> WeekDraft {
        let queries = try weekQueries(week, now: now)
        let day = week.day(of: now)
        let more = [
            try Report.weekInspections(["county": county.id, "week": week.monday]),
            try Report.weekPasts(["county": county.id, "day": day]),
            earlierReports(week),
        ]
        let (rows, facts) = try await transaction(needing: .county, isolation: .repeatableRead) {
            transaction in
            let rows = try await transaction.pipeline(queries + more)
            let flagged = try missingQueries(rows[2], before: week.instants.upperBound)
            return (rows, flagged.isEmpty ? [] : try await transaction.pipeline(flagged))
        }
        let figures = try await weekFigures(week, now: now, of: Array(rows[..<queries.count]), facts)
        var unreadable = figures.unreadable
        let counted = try rows[queries.count]
            .readable(leavingOut: &unreadable) { row in try WeeklyReport.Counted(row) }
        var pasts: [String: [String]] = [:]
        for row in rows[queries.count + 1] { pasts[try row["code"], default: []].append(try row["site"]) }
        let sealed = try rows[queries.count + 2]
            .readable(leavingOut: &unreadable) { row in (try row["week"] as Day, try SealedWeek(row)) }
        let earlier = sealed.filter { $0.0 < week.monday }
        return WeekDraft(
            figures: figures,
            content: WeeklyReport.Content(
                figures,
                counted: counted,
                pasts: pasts,
                earlier: Dictionary(earlier.map { ($0.0, $0.1) }) { first, _ in first },
                leftOut: unreadable.all.map { "\($0.table) \($0.key)" }
            ),
            sealed: sealed.first { $0.0 == week.monday }?.1,
            previous: earlier.max { $0.0 < $1.0 }?.1.quotation
        )
    }

    /// The last reports of the week and of those that it quotes, and of the latest that is closed before it.
    private func earlierReports(_ week: ISOWeek) -> SQL {
        """
        SELECT DISTINCT ON (w.week) w.week, w.document, \(WeekRevision.columns) FROM week_report w
        WHERE w.county_id = \(county.id) AND w.week <= \(week.monday)
            AND (w.week >= \(week.monday - 49) OR w.week = (
                SELECT max(one.week) FROM week_report one
                WHERE one.county_id = \(county.id) AND one.week < \(week.monday)))
        ORDER BY w.week, w.revision DESC
        """
    }
}

extension SealedWeek {
    /// As later reports name it.
    var quotation: WeeklyReport.Quotation {
        WeeklyReport.Quotation(week: report.week, revision: report.revision, digest: revision.digest)
    }
}

extension WeeklyReport.Counted {
    init(_ row: Row) throws {
        self = try row.reading("inspection", by: "inspection") {
            WeeklyReport.Counted(
                id: try row["inspection"],
                site: try row["site"],
                siteKind: try row["site_kind"],
                digest: (try row["content_digest"] as DigestText).hex,
                place: try row["place"]
            )
        }
    }
}

extension WeeklyReport.Recheck {
    /// Reads a row of the week's gaps; nil where somebody checked.
    init?(_ row: Row, _ checklists: [String: Checklist]) throws {
        guard try row["status"] == Outcome.Status.notChecked, try row["fixed_on_spot"] == false else {
            return nil
        }
        let (inspection, checklist) = try row.reading("inspection", by: "inspection") {
            let id = try row["inspection"] as InspectionID
            guard let checklist = checklists[(try row["checklist_digest"] as DigestText).hex] else {
                throw row.unreadable("checklist_digest", "its checklist is missing or cannot be read")
            }
            return (id, checklist)
        }
        self = try row.reading("gap", by: "inspection", "item") {
            let item = try checklist.item(of: row)
            return WeeklyReport.Recheck(
                site: try row["code"],
                inspection: inspection,
                item: item.code,
                text: item.text,
                severity: try row["severity"]
            )
        }
    }
}
