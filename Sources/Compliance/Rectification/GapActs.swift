/// What a visit that asked for an item says of it, in the place that the visit has among the others of the site.
package struct GapFinding: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// `notMet`, and left so, or mended on the spot with evidence that is still to come: with the deadline that this visit
        /// alone gives.
        case found(Severity, Responsible, deadline: Instant)
        /// `notMet`, and mended while the inspectors were there, as its evidence shows.
        case fixedOnSpot
        /// Asked for, and not short.
        case met
    }

    package let inspection: InspectionID
    package let finishedAt: Instant
    /// When the last of what was filed of it came in.
    package let receivedAt: Instant
    /// Where visits that end together stand among each other.
    package let place: Int
    /// The accounts that filed it and whatever it corrects; nil where the operator at the shell filed one of those.
    package let filedBy: Set<String>?
    package let kind: Kind

    package init(
        inspection: InspectionID,
        finishedAt: Instant,
        receivedAt: Instant,
        place: Int,
        filedBy: Set<String>?,
        kind: Kind
    ) {
        self.inspection = inspection
        self.finishedAt = finishedAt
        self.receivedAt = receivedAt
        self.place = place
        self.filedBy = filedBy
        self.kind = kind
    }
}

/// What a site sent about a gap: in words, with the digests of what shows it.
package struct GapSubmission: Sendable, Hashable {
    /// The most files that one may name, and the most characters.
    package static let mostFiles = 20
    package static let mostCharacters = 4000

    package let id: InspectionID
    /// The visit whose finding it answers.
    package let inspection: InspectionID
    package let words: String
    /// SHA-256 of each file in lower-case hex.
    package let evidence: [String]
    package let at: Instant
    package let by: String
    /// Roles and duties of whoever sent it, as of then.
    package let duty: String
    package let entry: Int

    package init(
        id: InspectionID,
        inspection: InspectionID,
        words: String,
        evidence: [String],
        at: Instant,
        by: String,
        duty: String,
        entry: Int
    ) {
        self.id = id
        self.inspection = inspection
        self.words = words
        self.evidence = evidence
        self.at = at
        self.by = by
        self.duty = duty
        self.entry = entry
    }
}

/// What an inspector said of a submission, or of a visit that found the item met and waited.
package struct GapVerification: Sendable, Hashable {
    package enum Verdict: String, Sendable, Hashable, CaseIterable {
        case verified, returned
    }

    package enum Subject: Sendable, Hashable {
        case submission(InspectionID)
        case visit(InspectionID)

        package var id: InspectionID {
            switch self {
            case .submission(let id), .visit(let id): id
            }
        }
    }

    package let of: Subject
    package let verdict: Verdict
    package let reason: String?
    package let at: Instant
    package let by: String
    /// What that account is called; nil where whoever asks may not know it.
    package var display: String?
    package let entry: Int

    package init(of: Subject, verdict: Verdict, reason: String?, at: Instant, by: String, entry: Int) {
        self.of = of
        self.verdict = verdict
        self.reason = reason
        self.at = at
        self.by = by
        self.entry = entry
    }
}

/// A deadline given to a gap in the place of the one it had.
package struct DeadlineChange: Sendable, Hashable {
    package let was: Instant
    package let deadline: Instant
    package let reason: String
    package let at: Instant
    package let by: String
    package let entry: Int

    package init(was: Instant, deadline: Instant, reason: String, at: Instant, by: String, entry: Int) {
        self.was = was
        self.deadline = deadline
        self.reason = reason
        self.at = at
        self.by = by
        self.entry = entry
    }
}

/// Days, both counted, on which the holder of an account held a duty at the site.
package struct DutyHeld: Sendable, Hashable {
    package let account: String
    package let from: Day
    package let to: Day

    package init(account: String, from: Day, to: Day) {
        self.account = account
        self.from = from
        self.to = to
    }
}
