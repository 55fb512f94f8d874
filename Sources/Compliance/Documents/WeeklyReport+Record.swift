// What ties a report to the record, and to the one that it takes the place of.
extension WeeklyReport {
    /// An inspection that the report counts, by the digest of its content (lower-case hex).
    package struct Counted: Sendable, Hashable {
        package let id: InspectionID
        package let site: String
        package let siteKind: SiteKind
        package let digest: String
        /// The receipt of the first of its line of corrections: a correction stands in the place of what it corrects.
        package let place: Int

        package init(id: InspectionID, site: String, siteKind: SiteKind, digest: String, place: Int) {
            self.id = id
            self.site = site
            self.siteKind = siteKind
            self.digest = digest
            self.place = place
        }
    }

    /// The last sealed head of the record at the cut-off.
    package struct Head: Sendable, Hashable {
        /// How many entries it speaks of.
        package let size: Int
        /// Lower-case hex.
        package let root: String
        /// The head as it was signed, several lines.
        package let head: String

        package init(size: Int, root: String, head: String) {
            self.size = size
            self.root = root
            self.head = head
        }
    }

    /// What a revision says otherwise than the one before it.
    package struct Change: Sendable, Hashable {
        package let part: Part
        /// What it is about: a site's code, an item, a week; empty where the part is one figure.
        package let key: String
        package let what: Text
        /// nil: it was not there.
        package let from: Text?
        /// nil: it is not there any more.
        package let to: Text?

        package init(part: Part, key: String, what: Text, from: Text? = nil, to: Text? = nil) {
            self.part = part
            self.key = key
            self.what = what
            self.from = from
            self.to = to
        }
    }

    /// An inspection by which a revision counts otherwise.
    package struct Cause: Sendable, Hashable {
        package let kind: Cause.Kind
        package let inspection: InspectionID
        package let site: String
        /// Which one it corrects.
        package let replaces: InspectionID?

        package init(kind: Cause.Kind, inspection: InspectionID, site: String, replaces: InspectionID? = nil)
        {
            self.kind = kind
            self.inspection = inspection
            self.site = site
            self.replaces = replaces
        }
    }
}
