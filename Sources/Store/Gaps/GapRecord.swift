package import Compliance
import Postgres

/// One item at one site with all that is on record of it: what its life is worked out from, and where each of that stands.
package struct GapRecord: Sendable {
    package let site: Site
    /// As the checklist of the last visit that found it says.
    package let item: Item
    package let life: GapLife
    /// What the visits say, by their order, `notChecked` too.
    package let visits: [GapVisit]
    /// By the order of acts, those of a visit that does not stand any more among them.
    package let verifications: [GapVerification]
    /// What answers name as files, with what has arrived of it: by the answer, in their order.
    package let files: [InspectionID: [NamedEvidence]]
    /// The site that goes on from this one, where it is in operation no more: acts are done there.
    package let goesOnAs: String?
    /// Under which code goes on what was found here before the site moved away, where its code was opened again since.
    package let earlierAs: String?
    /// The duties that whoever asks holds at the site today.
    package let ownDuties: Set<Responsible>
    package let runs: [GapRun]

    package init(
        site: Site,
        item: Item,
        life: GapLife,
        visits: [GapVisit],
        verifications: [GapVerification],
        files: [InspectionID: [NamedEvidence]] = [:],
        goesOnAs: String?,
        earlierAs: String? = nil,
        ownDuties: Set<Responsible>
    ) {
        self.site = site
        self.item = item
        self.life = life
        self.visits = visits
        self.verifications = verifications
        self.files = files
        self.goesOnAs = goesOnAs
        self.earlierAs = earlierAs
        self.ownDuties = ownDuties
        runs = life.runs()
    }

    /// The last run, which may have ended.
    package var run: GapRun? { runs.last }
    /// The run that has not ended.
    package var openRun: GapRun? { runs.last.flatMap { $0.endedAt == nil ? $0 : nil } }
}

/// What one visit says of the item.
package struct GapVisit: Sendable, Hashable {
    package enum Finding: String, Sendable, Hashable, CaseIterable {
        case found, fixed
        /// Fixed on the spot, with evidence that is still to come: found like any other until it has.
        case owed
        case met, notChecked
    }

    package let inspection: InspectionID
    package let site: String
    package let kind: InspectionKind
    package let inspectors: [String]
    package let finishedAt: Instant
    /// The number of its entry in the record.
    package let receipt: Int
    package let finding: Finding

    package init(
        inspection: InspectionID,
        site: String,
        kind: InspectionKind,
        inspectors: [String],
        finishedAt: Instant,
        receipt: Int,
        finding: Finding
    ) {
        self.inspection = inspection
        self.site = site
        self.kind = kind
        self.inspectors = inspectors
        self.finishedAt = finishedAt
        self.receipt = receipt
        self.finding = finding
    }
}

extension GapVisit.Finding: Readable {}
extension GapVerification.Verdict: Bindable, Readable {}
extension GapState: Bindable, Readable {}

extension GapVisit {
    init(_ row: Row) throws {
        self.init(
            inspection: try row["inspection"],
            site: try row["site"],
            kind: try row["inspection_kind"],
            inspectors: try row["inspectors"],
            finishedAt: try row["finished_at"],
            receipt: try row["receipt"],
            finding: try row["finding"]
        )
    }
}

extension GapFinding {
    /// nil where nobody checked.
    init?(_ row: Row) throws {
        let kind: Kind
        switch try row["finding"] as GapVisit.Finding {
        case .found, .owed:
            kind = .found(try row["severity"], try row["responsible"], deadline: try row["deadline"])
        case .fixed: kind = .fixedOnSpot
        case .met: kind = .met
        case .notChecked: return nil
        }
        self.init(
            inspection: try row["inspection"],
            finishedAt: try row["finished_at"],
            receivedAt: try row["received_at"],
            place: try row["place"],
            filedBy: (try row["filers"] as [String]?).map { Set($0) },
            kind: kind
        )
    }
}

extension GapSubmission {
    init(_ row: Row) throws {
        self.init(
            id: try row["id"],
            inspection: try row["inspection"],
            words: try row["words"],
            evidence: try (row["evidence"] as [String]).map { String($0.dropFirst(2)) },
            at: try row["submitted_at"],
            by: try row["submitted_by"],
            duty: try row["duty"],
            entry: try row["entry"]
        )
    }
}

extension GapVerification {
    init(_ row: Row) throws {
        let submission = try row["submission"] as InspectionID?
        let visit = try row["inspection"] as InspectionID?
        guard let of = submission.map({ Subject.submission($0) }) ?? visit.map({ Subject.visit($0) }) else {
            throw row.unreadable("submission", "it judges nothing")
        }
        self.init(
            of: of,
            verdict: try row["verdict"],
            reason: try row["reason"],
            at: try row["verified_at"],
            by: try row["verified_by"],
            entry: try row["entry"]
        )
        display = try row["display"]
    }
}

extension DeadlineChange {
    init(_ row: Row) throws {
        self.init(
            was: try row["was"],
            deadline: try row["deadline"],
            reason: try row["reason"],
            at: try row["changed_at"],
            by: try row["changed_by"],
            entry: try row["entry"]
        )
    }
}
