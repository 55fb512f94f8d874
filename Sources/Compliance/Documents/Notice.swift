/// A notice (整改通知书): what a site has to mend after a visit and by when, as it was issued (`domain.md` §6, §14).
///
/// It is sealed as its canonical JSON (`node`); page, print and API are made from that alone, so that a served notice says
/// for ever what it said.
package struct Notice: Sendable, Hashable {
    /// As it is printed: `豫宁隔检整〔2021〕12号`.
    package let number: String
    /// One series of numbers a year.
    package let year: Int
    package let serial: Int
    package let issuedAt: Instant
    package let office: Text
    /// What stands in red above the number, where the county wants it.
    package let redHead: String?
    package let content: Content

    package init(
        number: String,
        year: Int,
        serial: Int,
        issuedAt: Instant,
        office: Text,
        redHead: String?,
        content: Content
    ) {
        self.number = number
        self.year = year
        self.serial = serial
        self.issuedAt = issuedAt
        self.office = office
        self.redHead = redHead
        self.content = content
    }

    /// All below the head: what it would say before it has a number.
    package struct Content: Sendable, Hashable {
        package let site: AddressedSite
        /// Who directs the site on the day of issue, as the register calls them; nil where nobody does.
        package let director: String?
        package let visit: Visit
        package let checklist: Version
        package let baseline: Version
        /// The gravest first, then in the order of the checklist; at least one.
        package let items: [Line]
        /// The values of the baseline that these rest on, deadlines among them.
        package let values: [Value]
        /// How to show what was mended.
        package let showing: Text
        /// What follows where it is not.
        package let otherwise: Text
    }

    /// The site as it was on the day of the visit.
    package struct AddressedSite: Sendable, Hashable {
        package let code: String
        package let kind: SiteKind
        package let name: Text
        package let township: Text?
    }

    package struct Visit: Sendable, Hashable {
        package let id: InspectionID
        package let kind: InspectionKind
        package let startedAt: Instant
        package let finishedAt: Instant
        /// As they signed.
        package let inspectors: [String]
        package let escort: String
    }

    /// A checklist or a baseline.
    package struct Version: Sendable, Hashable {
        package let code: String
        package let version: String
        package let title: Text
        /// SHA-256 of its canonical JSON, lower-case hex.
        package let digest: String
    }

    /// What has to be mended: a gap that was `notMet` and left open.
    package struct Line: Sendable, Hashable {
        package let item: String
        package let text: Text
        package let source: Text
        /// Empty where the paper numbers none.
        package let clause: String
        package let verified: Verification
        package let required: Text
        package let found: Text
        package let severity: Severity
        package let responsible: Responsible
        package let evidence: [EvidenceKind]
        /// What the severity gives, by the baseline.
        package let hours: Rational
        /// What binds: where an earlier visit found it first, the deadline of that one.
        package let deadline: Instant
        package let keepsEarlierDeadline: Bool
    }

    /// A value of the baseline.
    package struct Value: Sendable, Hashable {
        package let name: String
        package let title: Text
        package let value: Text
        package let source: Text
        package let clause: String
        package let verified: Verification
    }
}
