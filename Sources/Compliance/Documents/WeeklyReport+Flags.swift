// Sites below the minimum, with what is on record.
extension WeeklyReport {
    /// A township site whose last visits found it below the minimum.
    package struct Flag: Sendable, Hashable {
        /// The code; the site itself stands in the ranking.
        package let site: String
        /// The run's visits, oldest first; of one over twenty the first ten and the last ten.
        package let evidence: [Evidence]
        /// Length of the whole run.
        package let inspections: Int
        package let since: Day
        /// How many visits since then have no grade.
        package let undecided: Int
        /// Who directed the site on the days of the visits.
        package let holders: [Holder]
        /// Who directed it on the week's last day.
        package let present: Posting?
        package let vacantSince: Day?
        /// What a case needs that is not on record.
        package let missing: [Text]

        package init(
            site: String,
            evidence: [Evidence],
            inspections: Int,
            since: Day,
            undecided: Int,
            holders: [Holder],
            present: Posting? = nil,
            vacantSince: Day? = nil,
            missing: [Text]
        ) {
            self.site = site
            self.evidence = evidence
            self.inspections = inspections
            self.since = since
            self.undecided = undecided
            self.holders = holders
            self.present = present
            self.vacantSince = vacantSince
            self.missing = missing
        }
    }

    /// A visit of the run, with the critical items by which its floor is broken.
    package struct Evidence: Sendable, Hashable {
        package let visit: Visit
        /// Its place in the run, from 1.
        package let number: Int
        package let notMet: [Named]
        package let notChecked: [Named]

        package init(visit: Visit, number: Int, notMet: [Named], notChecked: [Named]) {
            self.visit = visit
            self.number = number
            self.notMet = notMet
            self.notChecked = notChecked
        }
    }

    /// An item by its code, as its checklist words it.
    package struct Named: Sendable, Hashable {
        package let code: String
        package let text: Text

        package init(code: String, text: Text) {
            self.code = code
            self.text = text
        }
    }

    /// One director's visits of the run; of a vacancy, those while nobody directed the site.
    package struct Holder: Sendable, Hashable {
        package let posting: Posting?
        /// The code visited.
        package let site: String
        package let visits: Int
        package let first: Day
        package let last: Day

        package init(posting: Posting? = nil, site: String, visits: Int, first: Day, last: Day) {
            self.posting = posting
            self.site = site
            self.visits = visits
            self.first = first
            self.last = last
        }
    }
}
