/// The report of a week as it is sealed (周报, `domain.md` §8): pages, print, tables and the API of a closed week are made
/// from its bytes alone, so all that they show stands in it as it was called then.
package struct WeeklyReport: Sendable, Hashable {
    /// The format that is written. Earlier ones are read beside it, and written again as they were: in format 1 the failing items
    /// count what nobody checked, too.
    package static let format = 2

    package let format: Int
    package let county: String
    package let countyName: Text
    package let week: ISOWeek
    /// From 1.
    package let revision: Int
    /// Why it was revised; nil for the first.
    package let reason: String?
    /// All that was received before this moment is counted; `inspections` says what is.
    package let cutOff: Instant
    /// The last sealed report of the latest earlier week closed by then; nil where none was.
    package let previous: Quotation?
    /// nil where nothing of the record was sealed yet.
    package let head: Head?
    /// What this revision says otherwise than the one before it, in the order of the report.
    package let changes: [Change]
    /// By which inspections; where there are none, register or earlier weeks were put otherwise.
    package let causes: [Cause]
    package let content: Content

    package init(
        format: Int = Self.format,
        county: String,
        countyName: Text,
        week: ISOWeek,
        revision: Int,
        reason: String? = nil,
        cutOff: Instant,
        previous: Quotation?,
        head: Head?,
        changes: [Change] = [],
        causes: [Cause] = [],
        content: Content
    ) {
        self.format = format
        self.county = county
        self.countyName = countyName
        self.week = week
        self.revision = revision
        self.reason = reason
        self.cutOff = cutOff
        self.previous = previous
        self.head = head
        self.changes = changes
        self.causes = causes
        self.content = content
    }

    /// Whether its failing items count what nobody checked.
    package var countsUnchecked: Bool { format == 1 }

    /// How many of anything a report lists; nothing that a county has comes near it.
    static let most = 1_000_000
}

extension WeeklyReport {
    /// What the week came to: a section a property, in the order of the document. Two reports whose contents are equal
    /// say the same.
    package struct Content: Sendable, Hashable {
        /// Every township site in operation at any time of the week, in the order of the ranking.
        package var ranking: [Standing]
        /// Townships that had no site of their own in operation that week.
        package var townshipsWithoutSite: [Township]
        package var countySites: [Standing]
        /// How many critical gaps all the week's visits to these sites found.
        package var criticalFound: Int
        package var criticalGaps: [Gap]
        package var orders: Orders
        package var failingItems: [FailingItem]
        package var flags: [Flag]
        /// Cases that were open at any time of the week, and the week's reminders and circulars.
        package var cases: [Case]
        package var steps: [SiteStep]
        /// This week last.
        package var trend: [TrendWeek]
        /// What the commission itself owes, beside the sites that it did not visit, which the ranking says.
        package var rechecks: [Recheck]
        package var waiting: [Waiting]
        package var owedStandards: [OwedStandard]
        package var others: [Coverage]
        package var versions: [Version]
        /// All inspections of the week that the figures count, by their end.
        package var inspections: [Counted]
        /// Rows on record that could not be read and are counted nowhere: table and key.
        package var leftOut: [String]

        package init(
            ranking: [Standing] = [],
            townshipsWithoutSite: [Township] = [],
            countySites: [Standing] = [],
            criticalFound: Int = 0,
            criticalGaps: [Gap] = [],
            orders: Orders = Orders(),
            failingItems: [FailingItem] = [],
            flags: [Flag] = [],
            cases: [Case] = [],
            steps: [SiteStep] = [],
            trend: [TrendWeek] = [],
            rechecks: [Recheck] = [],
            waiting: [Waiting] = [],
            owedStandards: [OwedStandard] = [],
            others: [Coverage] = [],
            versions: [Version] = [],
            inspections: [Counted] = [],
            leftOut: [String] = []
        ) {
            self.ranking = ranking
            self.townshipsWithoutSite = townshipsWithoutSite
            self.countySites = countySites
            self.criticalFound = criticalFound
            self.criticalGaps = criticalGaps
            self.orders = orders
            self.failingItems = failingItems
            self.flags = flags
            self.cases = cases
            self.steps = steps
            self.trend = trend
            self.rechecks = rechecks
            self.waiting = waiting
            self.owedStandards = owedStandards
            self.others = others
            self.versions = versions
            self.inspections = inspections
            self.leftOut = leftOut
        }

        package var inspected: [Standing] { ranking.filter { $0.visit != nil } }
        /// Township sites that were not inspected, and county sites: the commission owes them a visit.
        package var notVisited: [Standing] { (ranking + countySites).filter { $0.visit == nil } }
        /// The site of that code; nil where the report has none.
        package func site(_ code: String) -> Site? {
            (ranking + countySites).first { $0.site.code == code }?.site
        }
    }
}
