/// What is on record of one township site that its accountability is worked out from (`domain.md` §7): visits, versions
/// issued, guidance, notices, and who directed it. Everything is a dated fact; nothing here is a state.
package struct SiteFile: Sendable, Hashable {
    /// In the order of visits (`domain.md` §2a), none that was withdrawn or replaced.
    package var visits: [Visit]
    package var issues: [Issue]
    package var guidance: [Guidance]
    package var notices: [Notice]
    /// When items were seen mended, whoever said it.
    package var mendings: [Mending]
    /// Who directed the site, from when to when.
    package var directors: [Posting]
    /// The cases that visits led to.
    package var cases: [Led]

    package init(
        visits: [Visit],
        issues: [Issue] = [],
        guidance: [Guidance] = [],
        notices: [Notice] = [],
        mendings: [Mending] = [],
        directors: [Posting] = [],
        cases: [Led] = []
    ) {
        self.visits = visits
        self.issues = issues
        self.guidance = guidance
        self.notices = notices
        self.mendings = mendings
        self.directors = directors
        self.cases = cases
    }

    /// A visit and what it found.
    package struct Visit: Sendable, Hashable {
        package let id: InspectionID
        package let startedAt: Instant
        package let finishedAt: Instant
        /// The standard that it was filed against: the one in force.
        package let version: StandardDigests
        /// nil where it has no grade: then it is neither below nor above.
        package let isBelowMinimum: Bool?
        /// The items not met by which it is below the minimum: none, where that is by what was not checked alone.
        package let causes: Set<String>
        package let notMet: Set<String>

        package init(
            id: InspectionID,
            startedAt: Instant,
            finishedAt: Instant? = nil,
            version: StandardDigests,
            isBelowMinimum: Bool?,
            causes: Set<String> = [],
            notMet: Set<String> = []
        ) {
            self.id = id
            self.startedAt = startedAt
            self.finishedAt = finishedAt ?? startedAt
            self.version = version
            self.isBelowMinimum = isBelowMinimum
            self.causes = causes
            self.notMet = notMet
        }
    }

    /// A version of the standard handed down to the site.
    package struct Issue: Sendable, Hashable {
        package let version: StandardDigests
        package let at: Instant
        /// When the director acknowledged it; nil where nobody did.
        package let receivedAt: Instant?

        package init(version: StandardDigests, at: Instant, receivedAt: Instant? = nil) {
            self.version = version
            self.at = at
            self.receivedAt = receivedAt
        }

        /// From when it counts as received where nobody acknowledged it: 24 hours after the issue.
        package var unacknowledgedCountsFrom: Instant { at.adding(seconds: 24 * 3600) }
    }

    /// Guidance on a version, given at the site.
    package struct Guidance: Sendable, Hashable {
        package let version: StandardDigests
        /// As it was stated; of a visit its end.
        package let at: Instant
        /// When the record had it, by the server's clock.
        package let recordedAt: Instant

        /// Without another moment it was recorded as it was given.
        package init(version: StandardDigests, at: Instant, recordedAt: Instant? = nil) {
            self.version = version
            self.at = at
            self.recordedAt = recordedAt ?? at
        }
    }

    /// That an item was seen mended: what is found of it later is found anew (`domain.md` §6). That is what ends a run of
    /// findings (`GapLife.runs`): a visit of people who may close it, or an inspector's word; and a visit that waited for an
    /// inspector and was confirmed, also after the item had been found again. One that waits still says nothing.
    package struct Mending: Sendable, Hashable {
        package let item: String
        /// The end of the visit, or the moment of the inspector's word.
        package let at: Instant
        /// The visit that saw it; nil where an inspector verified it.
        package let visit: InspectionID?

        package init(item: String, at: Instant, visit: InspectionID? = nil) {
            self.item = item
            self.at = at
            self.visit = visit
        }
    }

    /// That two visits led to a case, whatever became of it since.
    package struct Led: Sendable, Hashable {
        package let id: FactID
        package let found: InspectionID
        package let again: InspectionID

        package init(id: FactID, found: InspectionID, again: InspectionID) {
            self.id = id
            self.found = found
            self.again = again
        }
    }

    /// The notice of a visit's gaps: whom it reached when, and by when they had to be mended.
    package typealias Notice = ServedNotice
}
