package import Compliance

/// What is open at a site, and what is on record of it, for somebody who holds a duty there.
package struct OwnSite: Sendable {
    package let site: Site
    /// Those that whoever asks holds there today.
    package let duties: Set<Responsible>
    /// The last visit that stands; nil where there is none.
    package let latest: InspectionSummary?
    /// Where the versions of the standard stand that are in force here, or will be.
    package let standards: [HandedStandard]
    /// What was explained here and counts, the latest first; three at most.
    package let guidance: [Guidance]
    /// Notices that have not reached the director, in the order of issue.
    package let notices: [NoticeRecord]
    /// Notices that were handed over on paper, and whose photograph has not come from whoever put that on record.
    package let unshown: [NoticeRecord]
    /// Three-colour orders that have not, in the same order.
    package let orders: [OrderRecord]
    /// What whoever asks may answer for, the earliest deadline first; `Store.mostOwnGaps` at most.
    package let gaps: [GapRecord]
    /// How many whoever asks may answer for.
    package let ownGaps: Int
    /// How many gaps are open here in all.
    package let openGaps: Int
    /// nil where no case can be opened by the four conditions: on other than township sites.
    package let accountability: Accountability?
    /// The cases of the site that have not ended and name whoever asks, the latest first.
    package let cases: [FactID]

    /// Where the four conditions of a case stand, and what (a) and (b) rest on.
    package struct Accountability: Sendable, Hashable {
        package let finding: CaseFinding
        /// Of the version that the visit of (c) went by, as it was then; nil where there is no such visit.
        package let handingDown: HandingDown?

        package init(finding: CaseFinding, handingDown: HandingDown?) {
            self.finding = finding
            self.handingDown = handingDown
        }
    }

    package init(
        site: Site,
        duties: Set<Responsible>,
        latest: InspectionSummary?,
        standards: [HandedStandard],
        guidance: [Guidance],
        notices: [NoticeRecord],
        unshown: [NoticeRecord] = [],
        orders: [OrderRecord] = [],
        gaps: [GapRecord],
        ownGaps: Int,
        openGaps: Int,
        accountability: Accountability?,
        cases: [FactID] = []
    ) {
        self.site = site
        self.duties = duties
        self.latest = latest
        self.standards = standards
        self.guidance = guidance
        self.notices = notices
        self.unshown = unshown
        self.orders = orders
        self.gaps = gaps
        self.ownGaps = ownGaps
        self.openGaps = openGaps
        self.accountability = accountability
        self.cases = cases
    }
}

/// The sites where whoever asks holds a duty today.
package struct OwnSites: Sendable {
    /// In the register's order; `Store.mostOwnSites` at most.
    package let sites: [OwnSite]
    /// Those beyond that.
    package let others: [Site]
    /// Further cases that name whoever asks, ended ones and those of duties that ended too, the latest first;
    /// `Store.mostOwnCases` at most.
    package let cases: [FactID]
    package let unreadable: UnreadableRows

    package init(
        sites: [OwnSite],
        others: [Site] = [],
        cases: [FactID] = [],
        unreadable: UnreadableRows = UnreadableRows()
    ) {
        self.sites = sites
        self.others = others
        self.cases = cases
        self.unreadable = unreadable
    }
}
