package import StrictJSON

/// A version of the standard as documents name it: `{"checklist": …, "baseline": …}`, both digests in lower-case hex.
extension StandardDigests {
    /// nil where one of the two is no digest, which is noted.
    init?(_ field: Field) {
        let fields = field.fields("checklist", "baseline")
        let (checklist, baseline) = (
            fields.require("checklist").digest(), fields.require("baseline").digest()
        )
        guard let checklist, let baseline else { return nil }
        self.init(checklist: checklist, baseline: baseline)
    }

    /// The same form of it.
    package var node: Node { .object([("checklist", .string(checklist)), ("baseline", .string(baseline))]) }
}

extension Field {
    /// A SHA-256 in lower-case hex; nil where it is none, which is noted.
    fileprivate func digest() -> String? {
        guard let text = string() else { return nil }
        let isDigest = text.utf8.count == 64 && text.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
        if isDigest { return text }
        note("badDigest", zh: "应为 64 位小写十六进制的摘要。", en: "A digest is 64 lower-case hexadecimal digits.")
        return nil
    }
}

/// That a version of the standard is to be issued to sites, as far as it can be read before those are known.
package struct IssueForm: Sendable {
    package let sites: [String]
    package let version: StandardDigests?
    package let problems: [Problem]

    /// At most so many at once.
    package static let mostSites = 10_000

    /// The form of it.
    package static func node(of version: StandardDigests?, to sites: [String]) -> Node {
        .object([("sites", .array(sites.map { .string($0) })), ("standard", version?.node)])
    }

    /// Reads `sites`, codes, and `standard`.
    package init(_ node: Node) {
        let collector = ProblemCollector()
        let fields = Field(node, collector).fields("sites", "standard")
        sites = fields.require("sites").list(1...Self.mostSites).map { $0.words(longest: 60) }
        version = StandardDigests(fields.require("standard"))
        problems = collector.inOrder
    }
}

/// Guidance to be put on record, as far as it can be read before its site and version are known.
package struct GuidanceForm: Sendable {
    package let id: InspectionID?
    package let site: String?
    /// nil for the version in force on the day.
    package let version: StandardDigests?
    package let givenAt: Instant?
    /// The account that gave it; nil for whoever records it.
    package let givenBy: String?
    /// What was shown: at most 2,000 characters, of one line or several.
    package let shown: String
    /// Who was there, by duty: at most 500 characters.
    package let attended: String
    package let problems: [Problem]

    /// Reads `id`, `site`, `standard`, `givenAt`, `givenBy`, `shown` and `attended`; the second and the fourth may be left out.
    package init(_ node: Node) {
        let collector = ProblemCollector()
        let fields = Field(node, collector)
            .fields("id", "site", "standard", "givenAt", "givenBy", "shown", "attended")
        id = fields.require("id").inspectionID()
        site = fields.require("site").wordsIfAny(longest: 60)
        version = fields["standard"].flatMap { StandardDigests($0) }
        givenAt = fields.require("givenAt").instant()
        givenBy = fields["givenBy"]?.wordsIfAny(longest: 100)
        shown = fields.require("shown").prose()
        attended = fields.require("attended").words(longest: 500)
        problems = collector.inOrder
    }

    /// Up to so many seconds ahead of the server it counts as given now: a phone's clock.
    package static let mostAhead = 600

    /// What is wrong with when and where it was given; `site` is as it was on that day, nil where there is none.
    package func problems(at site: Site?, now: Instant) -> [Problem] {
        var problems = self.problems
        if let code = self.site, site == nil { problems.append(.noSuchSite(code, at: "/site")) }
        guard let givenAt else { return problems }
        if givenAt > now.adding(seconds: Self.mostAhead) {
            problems.append(
                Problem(
                    "inFuture",
                    at: "/givenAt",
                    Text(zh: "指导的时间还没有到。", en: "The time of the guidance has not come yet.")
                )
            )
        }
        guard let site else { return problems }
        let day = Day(givenAt)
        if day < site.openedOn || site.closedOn.map({ $0 < day }) ?? false {
            problems.append(
                Problem(
                    "notInOperation",
                    at: "/givenAt",
                    Text(
                        zh: "\(day) 点位“\(site.code)”没有在运行。",
                        en: "Site '\(site.code)' was not in operation on \(day)."
                    )
                )
            )
        }
        return problems
    }
}

extension Problem {
    /// The register has no such site.
    package static func noSuchSite(_ code: String, at pointer: String) -> Problem {
        Problem(
            "unknownSite",
            at: pointer,
            Text(zh: "没有编号为“\(code.shown)”的点位。", en: "There is no site '\(code.shown)'.")
        )
    }
}
