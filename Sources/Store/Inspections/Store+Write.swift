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
    /// What it corrects was withdrawn; nothing was written.
    case withdrawn
    /// The draft that was looked at is another now; nothing was written.
    case redrafted
}

extension Store {
    /// Writes the inspection, its gaps and its entry, and removes its draft: one act. Nothing is written unless the
    /// edition is that of the database and the draft, where one was looked at, of that version.
    func write(_ inspection: FiledInspection, edition: Int, draft: Int? = nil) async throws -> WriteOutcome {
        let (visit, evidence) = row(of: inspection)
        let gaps = gapRows(of: inspection)
        do {
            let rows = try await act(isDoor: true) { who in
                "SELECT file(\(who), \(edition), \(visit), \(gaps), \(evidence)::bytea, \(orNull: draft)) AS outcome"
            }
            switch try rows.first?["outcome"] as String? {
            case "written": return .written
            case "known": return .known
            case "withdrawn": return .withdrawn
            case "redrafted": return .redrafted
            default: return .outdated
            }
        } catch let error as PostgresError where error.constraint == "inspection_revised_once" {
            // Somebody else revised it meanwhile: the next look at it says who.
            return .outdated
        }
    }

    /// The row to be written, and what its entry has the digest of. (Its members are values of their own, since the
    /// documents would else be quoted twice.)
    private func row(of inspection: FiledInspection) -> (visit: SQL, evidence: DigestText) {
        let (filing, result, standard) = (inspection.filing, inspection.result, inspection.standard)
        let counts = GapCounts(result.gaps)
        // Written once, for the row and for its digest: making the canonical form is a good part of a filing's cost.
        let canonical = JSON.write(filing.node)
        let digest = Node.digest(ofText: canonical)
        let stored = JSON.write(result.node)
        let circumstances = JSON.write(Circumstances(site: inspection.site).node)
        let score = result.score.map { standard.kept(score: $0, of: result.attainable).cutOff }
        let visit: SQL = """
            ROW(\(filing.id), \(filing.site), \(inspection.site.kind), \(filing.kind), \(inspection.startedAt),
                \(inspection.finishedAt), \(inspection.receivedAt), \(filing.inspectors)::text[], \(filing.escort),
                \(DigestText(standard.checklistDigest)), \(DigestText(standard.baselineDigest)), \(result.scoringVersion),
                \(orNull: score), \(orNull: result.grade?.code), \(orNull: standard.rank(of: result.grade)),
                \(orNull: result.grade?.isBelowMinimum), \(result.floor.holds), \(counts.critical), \(counts.major),
                \(counts.minor), \(result.notAsked)::text[], \(orNull: filing.revises?.inspection),
                \(orNull: filing.revises?.reason), \(orNull: filing.revises?.by), \(DigestText(digest)), \(canonical),
                \(circumstances), \(stored), \(orNull: result.score?.exact))::filed_inspection
            """
        let evidence = inspection.evidenceDigest(
            content: digest,
            result: stored,
            circumstances: circumstances
        )
        return (visit, DigestText(evidence))
    }

    private func gapRows(of inspection: FiledInspection) -> SQL {
        let gaps = inspection.result.gaps
        let finishedAt = inspection.finishedAt
        return """
            ROW(\(gaps.map(\.item))::text[], \(gaps.map(\.severity.rawValue))::text[],
                \(gaps.map(\.status.rawValue))::text[], \(gaps.map(\.pointsLost.cutOff.description))::numeric[],
                \(gaps.map(\.responsible.rawValue))::text[],
                \(gaps.map { $0.deadline(from: finishedAt).description })::timestamptz[],
                \(gaps.map(\.fixedOnSpot))::boolean[])::found_gaps
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
