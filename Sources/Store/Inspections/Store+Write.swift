import Compliance
import Postgres
import StrictJSON

/// What became of a write.
enum WriteOutcome: Sendable {
    case written
    /// The register or the standards had changed; nothing was written.
    case outdated
    /// The id was on record; nothing was written.
    case known
}

extension Store {
    /// Writes the inspection, its gaps and its audit entry, and removes its draft: one statement, which is one
    /// transaction and one round trip. Nothing is written unless the edition is that of the database.
    func write(_ inspection: FiledInspection, edition: Int) async throws -> WriteOutcome {
        do {
            // The lock is taken before the statement looks, so that it sees a draft that was being saved meanwhile.
            let rows = try await pipeline([
                lockQuery(for: inspection.filing.id), statement(inspection, edition: edition),
            ])
            // Whoever may not file cannot hold the county's row.
            guard let row = rows[1].first else { throw StoreError.forbidden }
            if try row["written"] { return .written }
            return try row["edition"] == edition ? .known : .outdated
        } catch let error as PostgresError where error.constraint == "inspection_revised_once" {
            // Somebody else revised it meanwhile: the next look at it says who.
            return .outdated
        }
    }

    /// Waits for whoever is saving or filing under that id, and keeps others waiting until the transaction ends.
    func lockQuery(for id: InspectionID) -> SQL {
        "SELECT pg_advisory_xact_lock(\(county.id), hashtext(\(id.description)))"
    }

    private func statement(_ inspection: FiledInspection, edition: Int) -> SQL {
        let (filing, result, standard) = (inspection.filing, inspection.result, inspection.standard)
        let gaps = result.gaps
        let counts = GapCounts(gaps)
        // Written once, for the row and for its digest: making the canonical form is a good part of a filing's cost.
        let canonical = JSON.write(filing.node)
        let digest = Node.digest(ofText: canonical)
        let stored = JSON.write(result.node)
        let evidence = DigestText(inspection.evidenceDigest(content: digest, result: stored))
        return """
            WITH held AS (
                -- The lock waits for an import or publication that is about to end, and then reads what that left.
                SELECT county_id, edition FROM county WHERE county_id = \(county.id) FOR SHARE
            ), filed AS (
                INSERT INTO inspection (county_id, id, site, site_kind, kind, started_at, finished_at, received_at,
                    inspectors, escort, checklist_digest, baseline_digest, scoring_version,
                    score, grade, grade_rank, below_minimum, floor_holds, critical_gaps, major_gaps, minor_gaps, not_asked,
                    revises, revision_reason, revised_by, content_digest, filing, result)
                SELECT county_id, \(filing.id)::uuid, \(filing.site), \(inspection.site.kind), \(filing.kind),
                    \(filing.startedAt)::timestamptz, \(filing.finishedAt)::timestamptz,
                    \(inspection.receivedAt)::timestamptz, \(filing.inspectors)::text[], \(filing.escort),
                    \(DigestText(standard.checklistDigest))::bytea, \(DigestText(standard.baselineDigest))::bytea,
                    \(result.scoringVersion)::smallint, \(orNull: result.score.map { standard.kept(score: $0, of: result.attainable).cutOff })::numeric, \(orNull: result.grade?.code),
                    \(orNull: standard.rank(of: result.grade))::smallint,
                    \(orNull: result.grade?.isBelowMinimum)::boolean, \(result.floor.holds)::boolean,
                    \(counts.critical)::smallint, \(counts.major)::smallint, \(counts.minor)::smallint,
                    \(result.notAsked)::text[], \(orNull: filing.revises?.inspection)::uuid, \(orNull: filing.revises?.reason),
                    \(orNull: filing.revises?.by), \(DigestText(digest))::bytea, \(canonical)::json,
                    \(stored)::json
                FROM held WHERE edition = \(edition)
                ON CONFLICT (county_id, id) DO NOTHING
                RETURNING county_id, id, site, finished_at, revises, revision_reason
            ), gaps AS (
                INSERT INTO gap (county_id, inspection, site, finished_at, item, severity, status, points_lost,
                    responsible, deadline, fixed_on_spot)
                SELECT filed.county_id, filed.id, filed.site, filed.finished_at, found.*
                FROM filed, unnest(\(gaps.map(\.item))::text[], \(gaps.map(\.severity))::text[],
                    \(gaps.map(\.status))::text[], \(gaps.map(\.pointsLost.cutOff))::numeric[],
                    \(gaps.map(\.responsible))::text[], \(gaps.map { $0.deadline(from: filing.finishedAt) })::timestamptz[],
                    \(gaps.map(\.fixedOnSpot))::boolean[]) AS found
            ), sent AS (
                DELETE FROM draft USING filed WHERE draft.county_id = filed.county_id AND draft.id = filed.id
            ), recorded AS (
                INSERT INTO audit_entry (county_id, verb, object, before_digest, after_digest, reason)
                SELECT filed.county_id, CASE WHEN revises IS NULL THEN 'file' ELSE 'revise' END,
                    'inspection/' || filed.id, (
                        SELECT content_digest FROM inspection
                        WHERE inspection.county_id = filed.county_id AND inspection.id = filed.revises),
                    \(evidence)::bytea, filed.revision_reason
                FROM filed
            )
            SELECT edition, EXISTS (SELECT FROM filed) AS written FROM held
            """
    }
}

extension Result {
    /// Codes of the items that did not apply, or were answered "not applicable".
    var notAsked: [String] {
        outcomes.filter { $0.status == .notInScope || $0.status == .notApplicable }.map(\.item)
    }
}

extension Standard {
    /// The grade's place among the checklist's, 0 for the worst.
    func rank(of grade: GradeRule?) -> Int? {
        grade.flatMap { grade in checklist.grades.firstIndex { $0.code == grade.code } }
    }
}
