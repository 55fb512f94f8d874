import Compliance
import Postgres

extension InspectionSummary {
    /// The columns that `summary` reads, of an inspection `i`.
    static let columns: SQL = """
        i.id AS inspection, i.site AS code, i.kind AS inspection_kind, i.finished_at, i.received_at, \
        i.checklist_digest, i.score, i.grade, i.floor_holds, i.critical_gaps, i.major_gaps, i.minor_gaps
        """

    /// Reads the inspection of the row; nil where it has none. `checklists` name and colour the grades.
    init?(_ row: Row, _ checklists: [String: Checklist]) throws(PostgresError) {
        guard let id = try row["inspection"] as InspectionID? else { return nil }
        self.id = id
        site = try row["code"]
        kind = try row["inspection_kind"]
        finishedAt = try row["finished_at"]
        receivedAt = try row["received_at"]
        score = try row["score"]
        grade = try Grade(row, checklists)
        floorHolds = try row["floor_holds"]
        gaps = GapCounts(
            critical: try row["critical_gaps"],
            major: try row["major_gaps"],
            minor: try row["minor_gaps"]
        )
    }
}

extension InspectionSummary.Grade {
    /// Reads `grade` and `checklist_digest`; nil where there was nothing to score.
    init?(_ row: Row, _ checklists: [String: Checklist]) throws(PostgresError) {
        let code = try row["grade"] as String?
        let rules = checklists[(try row["checklist_digest"] as DigestText).hex]?.grades ?? []
        guard let rule = rules.first(where: { $0.code == code }) else { return nil }
        self.init(code: rule.code, title: rule.title, colour: rule.colour)
    }
}

extension Recurrence {
    /// Reads what `gap_past` answers.
    init(_ row: Row) throws(PostgresError) {
        self.init(inPrevious: try row["in_previous"], everBefore: try row["ever_before"])
    }
}

extension StandingGap {
    init?(_ row: Row, _ checklists: [String: Checklist]) throws(PostgresError) {
        let code = try row["item"] as String
        let checklist = checklists[(try row["checklist_digest"] as DigestText).hex]
        guard let item = checklist?.items.first(where: { $0.code == code }) else { return nil }
        site = try Site(row)
        inspection = try row["inspection"]
        self.item = code
        text = item.text
        severity = try row["severity"]
        status = try row["status"]
        pointsLost = try row["points_lost"]
        responsible = try row["responsible"]
        recurrence = try Recurrence(row)
        since = try row["since"]
        deadline = try row["deadline"]
    }
}

extension Store {
    /// The checklists that the rows speak of in `checklist_digest`.
    func checklists(of rows: [Rows]) async throws -> [String: Checklist] {
        var digests: Set<String> = []
        for rows in rows where rows.columns.contains("checklist_digest") {
            for row in rows {
                if let digest = try row["checklist_digest"] as DigestText? { digests.insert(digest.hex) }
            }
        }
        return try await checklists(digests)
    }

    func summaries(_ rows: Rows) async throws -> [InspectionSummary] {
        let checklists = try await checklists(of: [rows])
        return try rows.compactMap { row in try InspectionSummary(row, checklists) }
    }
}
