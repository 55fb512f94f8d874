// What a week found at the sites.
extension WeeklyReport {
    /// A grade as its checklist named and coloured it.
    package struct Grade: Sendable, Hashable {
        package let code: String
        package let title: Text
        package let colour: GradeRule.Colour
        package let isBelowMinimum: Bool

        package init(code: String, title: Text, colour: GradeRule.Colour, isBelowMinimum: Bool) {
            self.code = code
            self.title = title
            self.colour = colour
            self.isBelowMinimum = isBelowMinimum
        }
    }

    /// One inspection as the report lists it.
    package struct Visit: Sendable, Hashable {
        package let id: InspectionID
        /// The code under which it was made.
        package let site: String
        package let kind: InspectionKind
        package let finishedAt: Instant
        package let receivedAt: Instant
        /// Exact; nil when there was nothing to score.
        package let score: Rational?
        /// The score as it stands beside the thresholds of its checklist.
        package let shown: String?
        /// nil when there was nothing to score, or when it could not be worked out.
        package let grade: Grade?
        package let floorHolds: Bool
        /// The floor is broken by items alone that nobody checked.
        package let isFloorUnproven: Bool
        /// How many gaps of each severity.
        package let critical: Int
        package let major: Int
        package let minor: Int

        package init(
            id: InspectionID,
            site: String,
            kind: InspectionKind,
            finishedAt: Instant,
            receivedAt: Instant,
            score: Rational? = nil,
            shown: String? = nil,
            grade: Grade? = nil,
            floorHolds: Bool,
            isFloorUnproven: Bool,
            critical: Int,
            major: Int,
            minor: Int
        ) {
            self.id = id
            self.site = site
            self.kind = kind
            self.finishedAt = finishedAt
            self.receivedAt = receivedAt
            self.score = score
            self.shown = shown
            self.grade = grade
            self.floorHolds = floorHolds
            self.isFloorUnproven = isFloorUnproven
            self.critical = critical
            self.major = major
            self.minor = minor
        }
    }

    /// A site in operation at any time of the week, as it was at the week's end.
    package struct Standing: Sendable, Hashable {
        package let site: Site
        /// Its last inspection of the week; nil: not inspected, which is no zero.
        package let visit: Visit?
        /// What the sealed report of the week before says of it, also under the code that it goes on from; nil where that week is not sealed, or had none.
        package let previousScore: Rational?
        /// Sites of equal grade and score share one.
        package let rank: Int?
        /// The last visit on record up to the week's end; nil when there never was one.
        package let lastVisit: Day?
        package let director: String?

        package init(
            site: Site,
            visit: Visit? = nil,
            previousScore: Rational? = nil,
            rank: Int? = nil,
            lastVisit: Day? = nil,
            director: String? = nil
        ) {
            self.site = site
            self.visit = visit
            self.previousScore = previousScore
            self.rank = rank
            self.lastVisit = lastVisit
            self.director = director
        }
    }

    /// Homes, checkpoints and zones: how many there are, and how their week came out.
    package struct Coverage: Sendable, Hashable {
        package let kind: SiteKind
        package let sites: Int
        package let inspected: Int
        package let belowMinimum: Int
        package let undecided: Int

        package init(kind: SiteKind, sites: Int, inspected: Int, belowMinimum: Int, undecided: Int) {
            self.kind = kind
            self.sites = sites
            self.inspected = inspected
            self.belowMinimum = belowMinimum
            self.undecided = undecided
        }
    }
}
