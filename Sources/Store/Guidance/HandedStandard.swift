package import Compliance
import Postgres

/// A version of the standard, by its names.
package struct NamedVersion: Sendable, Hashable {
    package let digests: StandardDigests
    package let siteKind: SiteKind
    package let checklist: String
    package let version: String
    package let title: Text
    package let baseline: String
    package let baselineVersion: String
    package let effectiveFrom: Day

    package init(
        digests: StandardDigests,
        siteKind: SiteKind,
        checklist: String,
        version: String,
        title: Text,
        baseline: String,
        baselineVersion: String,
        effectiveFrom: Day
    ) {
        self.digests = digests
        self.siteKind = siteKind
        self.checklist = checklist
        self.version = version
        self.title = title
        self.baseline = baseline
        self.baselineVersion = baselineVersion
        self.effectiveFrom = effectiveFrom
    }

    init(_ standard: Standard) {
        self.init(
            digests: StandardDigests(standard),
            siteKind: standard.checklist.siteKind,
            checklist: standard.checklist.code,
            version: standard.checklist.version,
            title: standard.checklist.title,
            baseline: standard.baseline.code,
            baselineVersion: standard.baseline.version,
            effectiveFrom: max(standard.checklist.effectiveFrom, standard.baseline.effectiveFrom)
        )
    }
}

extension NamedVersion {
    /// Whether it is in force on the day already; of versions that are not replaced then.
    package func hasBegun(on day: Day) -> Bool { effectiveFrom <= day }
}

/// Where a version that is in force, or will be, stands at a site.
package struct HandedStandard: Sendable, Hashable {
    package let version: NamedVersion
    package let state: HandingDown
    /// What was issued, the first; nil where nothing was.
    package let issuance: Issuance?

    package init(version: NamedVersion, state: HandingDown, issuance: Issuance?) {
        self.version = version
        self.state = state
        self.issuance = issuance
    }

    init(_ version: NamedVersion, _ facts: HandedFacts, at code: String, now: Instant) {
        self.init(
            version: version,
            state: facts.file(of: code).handingDown(of: version.digests, at: now),
            issuance: facts.issues[code]?.first { $0.version == version.digests }
        )
    }
}

/// A site with the versions in force for its kind, as a rule one, and those to come; none where none is published.
package struct HandedSite: Sendable, Hashable {
    package let site: Site
    package let standards: [HandedStandard]
    /// Whether whoever asks directs the site today, and may acknowledge; of a list nothing is said.
    package let isDirected: Bool

    package init(site: Site, standards: [HandedStandard], isDirected: Bool = false) {
        self.site = site
        self.standards = standards
        self.isDirected = isDirected
    }
}

/// Every site in operation, or to open, and where the standard stands there.
package struct HandedCounty: Sendable, Hashable {
    /// In force today or later, the ones in force first.
    package let versions: [NamedVersion]
    /// By code, in the register's order.
    package let sites: [HandedSite]
    /// When that was, by the database's clock.
    package let asOf: Instant
    package let unreadable: UnreadableRows

    package init(
        versions: [NamedVersion],
        sites: [HandedSite],
        asOf: Instant,
        unreadable: UnreadableRows = UnreadableRows()
    ) {
        self.versions = versions
        self.sites = sites
        self.asOf = asOf
        self.unreadable = unreadable
    }
}

/// All that was issued to one site and explained there.
package struct SiteHandedDown: Sendable, Hashable {
    package let now: HandedSite
    /// Every version that was issued, the latest first, those under former codes too.
    package let issues: [Issuance]
    /// Guidance on record, the latest first, what was withdrawn too.
    package let guidance: [Guidance]
    /// Visits of the kind `guidance` that stand, the latest first.
    package let visits: [InspectionSummary]
    /// What the versions are called that issues and guidance name.
    package let names: [StandardDigests: NamedVersion]
    package let asOf: Instant
    package let unreadable: UnreadableRows

    package init(
        now: HandedSite,
        issues: [Issuance],
        guidance: [Guidance],
        visits: [InspectionSummary],
        names: [StandardDigests: NamedVersion],
        asOf: Instant,
        unreadable: UnreadableRows = UnreadableRows()
    ) {
        self.now = now
        self.issues = issues
        self.guidance = guidance
        self.visits = visits
        self.names = names
        self.asOf = asOf
        self.unreadable = unreadable
    }
}
