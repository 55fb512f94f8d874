/// What is on record of one township site that its accountability is worked out from (`domain.md` §7): visits, versions
/// issued, guidance, notices, and who directed it. Everything is a dated fact; nothing here is a state.
package struct SiteFile: Sendable, Hashable {
    /// In the order of visits (`domain.md` §2a), none that was withdrawn or replaced.
    package var visits: [Visit]
    package var issues: [Issue]
    package var guidance: [Guidance]
    package var notices: [Notice]
    /// Who directed the site, from when to when.
    package var directors: [Posting]

    package init(
        visits: [Visit],
        issues: [Issue] = [],
        guidance: [Guidance] = [],
        notices: [Notice] = [],
        directors: [Posting] = []
    ) {
        self.visits = visits
        self.issues = issues
        self.guidance = guidance
        self.notices = notices
        self.directors = directors
    }

    /// A visit and what it found.
    package struct Visit: Sendable, Hashable {
        package let id: InspectionID
        package let startedAt: Instant
        /// The standard that it was filed against: the one in force.
        package let version: StandardDigests
        package let isBelowMinimum: Bool
        /// The items not met by which it is below the minimum: none, where that is by what was not checked alone.
        package let causes: Set<String>
        package let notMet: Set<String>
        package let met: Set<String>

        package init(
            id: InspectionID,
            startedAt: Instant,
            version: StandardDigests,
            isBelowMinimum: Bool,
            causes: Set<String> = [],
            notMet: Set<String> = [],
            met: Set<String> = []
        ) {
            self.id = id
            self.startedAt = startedAt
            self.version = version
            self.isBelowMinimum = isBelowMinimum
            self.causes = causes
            self.notMet = notMet
            self.met = met
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
        package let at: Instant

        package init(version: StandardDigests, at: Instant) {
            self.version = version
            self.at = at
        }
    }

    /// The notice of a visit's gaps: whom it reached when, and by when they had to be mended.
    package typealias Notice = ServedNotice
}
