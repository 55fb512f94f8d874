// What became of the gaps that had to be closed, and what the commission owes of it.
extension WeeklyReport {
    /// The week's orders to rectify, at the township and county sites of the week: runs of findings of one item at one site
    /// (`domain.md` §6). What ended, and what was open, is by the moments of findings and ends; states and deadlines are
    /// those of the cut-off.
    package struct Orders: Sendable, Hashable {
        /// First found in the week.
        package var opened: Int
        /// Ended in the week: verified by an inspector, found met by a visit, mended on the spot.
        package var verified: Int
        package var mended: Int
        package var fixedOnSpot: Int
        /// Not ended at the week's end.
        package var open: Int
        /// Of these: past the deadline, and not answered by it.
        package var overdue: Int
        /// Hours from the first finding to the end of those that ended in the week, the middle one; nil where none did.
        package var medianHours: Rational?

        package init(
            opened: Int = 0,
            verified: Int = 0,
            mended: Int = 0,
            fixedOnSpot: Int = 0,
            open: Int = 0,
            overdue: Int = 0,
            medianHours: Rational? = nil
        ) {
            self.opened = opened
            self.verified = verified
            self.mended = mended
            self.fixedOnSpot = fixedOnSpot
            self.open = open
            self.overdue = overdue
            self.medianHours = medianHours
        }

        package var ended: Int { verified + mended + fixedOnSpot }

        /// The figures by their names in the document, in its order; the median is beside them.
        package var figures: [(name: String, title: Text, count: Int)] {
            [
                ("opened", Text(zh: "本周新开", en: "opened in the week"), opened),
                ("verified", Text(zh: "本周核验销号", en: "verified in the week"), verified),
                ("mended", Text(zh: "本周复查销号", en: "closed by a visit in the week"), mended),
                ("fixedOnSpot", Text(zh: "本周当场整改销号", en: "closed on the spot in the week"), fixedOnSpot),
                ("open", Text(zh: "周末未销号", en: "open at the week's end"), open),
                ("overdue", Text(zh: "其中超期", en: "overdue of these"), overdue),
            ]
        }

        package static let medianTitle = Text(zh: "销号所用小时（中位数）", en: "median hours to close")
    }

    /// An order that waited for an inspector at the week's end: answered, or found met by a visit that ends nothing.
    package struct Waiting: Sendable, Hashable {
        /// The code; the site itself stands in the report.
        package let site: String
        package let item: String
        /// When it was answered, or found met.
        package let since: Instant

        package init(site: String, item: String, since: Instant) {
            self.site = site
            self.item = item
            self.since = since
        }
    }

    /// A version in force on the week's last day that a site had not been given, or not been explained, by its end.
    package struct OwedStandard: Sendable, Hashable {
        package let site: String
        package let checklist: String
        package let title: Text
        package let version: String
        /// The issue; guidance where it was issued.
        package let owed: Owed

        package init(site: String, checklist: String, title: Text, version: String, owed: Owed) {
            self.site = site
            self.checklist = checklist
            self.title = title
            self.version = version
            self.owed = owed
        }

        /// What comes next: before the issue no guidance counts.
        package enum Owed: String, Sendable, CaseIterable {
            case issue, guidance

            package var title: Text {
                switch self {
                case .issue: Text(zh: "未下发", en: "not issued")
                case .guidance: Text(zh: "已下发，未指导", en: "issued, no guidance given")
                }
            }
        }
    }
}
