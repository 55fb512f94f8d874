import Compliance
import Postgres

extension InspectionSummary {
    /// The columns that `summary` reads, of an inspection `i`.
    static let columns: SQL = """
        i.id AS inspection, i.site AS code, i.kind AS inspection_kind, i.finished_at, i.received_at, \
        i.checklist_digest, i.baseline_digest, i.score, i.grade, i.floor_holds, i.critical_gaps, i.major_gaps, i.minor_gaps, \
        i.not_asked
        """

    /// Reads the inspection of the row; nil where it has none. The standards name and colour the grades, and know the
    /// marks beside which scores are shown.
    init?(_ row: Row, _ standards: Standards) throws(PostgresError) {
        guard let id = try row["inspection"] as InspectionID? else { return nil }
        self.id = id
        site = try row["code"]
        kind = try row["inspection_kind"]
        finishedAt = try row["finished_at"]
        receivedAt = try row["received_at"]
        let standard = try standards.of(row)
        score = try row["score"]
        let notAsked = Set(try row["not_asked"] as [String])
        shown = score.map { score in
            standard.map { $0.shown(score: score, of: $0.attainable(without: notAsked)) } ?? score.exact
        }
        grade = try Grade(row, standard)
        floorHolds = try row["floor_holds"]
        gaps = GapCounts(
            critical: try row["critical_gaps"],
            major: try row["major_gaps"],
            minor: try row["minor_gaps"]
        )
    }
}

extension InspectionSummary.Grade {
    /// Reads `grade`; nil where there is none.
    init?(_ row: Row, _ standard: Standard?) throws(PostgresError) {
        let code = try row["grade"] as String?
        guard let rule = standard?.checklist.grades.first(where: { $0.code == code }) else { return nil }
        self.init(rule)
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

/// The standards that inspections were held against.
struct Standards {
    private var bound: [Digests: Standard] = [:]

    private struct Digests: Hashable {
        let checklist: String
        let baseline: String
    }

    /// Those of the inspections that the rows have in `checklist_digest` and `baseline_digest`.
    init(of rows: [Rows], in store: Store) async throws {
        for rows in rows where rows.columns.contains("baseline_digest") {
            for row in rows {
                guard let digests = try Self.digests(row), bound[digests] == nil else { continue }
                bound[digests] = try await store.standard(
                    checklist: digests.checklist,
                    baseline: digests.baseline
                )
            }
        }
    }

    /// The one of the row's inspection; nil where it has none.
    func of(_ row: Row) throws(PostgresError) -> Standard? { try Self.digests(row).flatMap { bound[$0] } }

    private static func digests(_ row: Row) throws(PostgresError) -> Digests? {
        guard let checklist = try row["checklist_digest"] as DigestText?,
            let baseline = try row["baseline_digest"] as DigestText?
        else { return nil }
        return Digests(checklist: checklist.hex, baseline: baseline.hex)
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
        let standards = try await Standards(of: [rows], in: self)
        return try rows.compactMap { row in try InspectionSummary(row, standards) }
    }
}
