import Compliance
import Store

/// Every site of a kind with where the standard stands there, and the forms that issue it and record guidance.
struct GuidancePage: Page {
    static let template = "guidance"

    let kinds: [KindLine]
    let notice: String?
    let problems: [String]
    let hasProblems: Bool
    let versions: [VersionPart]
    let hasVersions: Bool
    let mayIssue: Bool
    let form: GuidanceFormPart?

    /// A kind of site, and of how many of its sites nothing is missing.
    struct KindLine: Sendable {
        let address: String
        let wording: String
        let count: String
        let isCurrent: Bool
    }

    /// A version in force, or to come, with all sites of its kind.
    struct VersionPart: Sendable {
        let id: String
        let title: String
        let version: String
        let toCome: String?
        let summary: String
        let sites: [Line]
        let hasSites: Bool
        /// How many lack it, as the button says; nil where none does.
        let issueAll: String?
        let issueAddress: String
        let standard: String
        let kind: String
    }

    /// A site.
    struct Line: Sendable {
        let code: String
        let name: String
        let address: String
        let issued: String
        let received: String
        let guided: String
        let missing: String
        let isComplete: Bool
        let canBeIssued: Bool
    }

    init(_ county: HandedCounty, _ state: GuidanceState, reader: Identity?, freshID: String, _ texts: Texts) {
        let today = Day(county.asOf)
        let entry = state.entry
        let own = entry.flatMap { entry in county.sites.first { $0.site.code == entry.site }?.site.kind }
        let kinds = SiteKind.allCases.filter { kind in county.sites.contains { $0.site.kind == kind } }
        let kind =
            state.kind ?? own ?? (kinds.contains(.townshipIsolation) ? .townshipIsolation : kinds.first)
        self.kinds = kinds.map { KindLine($0, county, today: today, isCurrent: $0 == kind, texts) }
        notice = GuidancePage.notice(state.notice, texts)
        problems = state.problems.map { texts($0.message) }
        hasProblems = !problems.isEmpty
        let sites = county.sites.filter { $0.site.kind == kind }
        versions = county.versions.filter { $0.siteKind == kind }
            .map { VersionPart($0, sites, today: today, texts) }
        hasVersions = !versions.isEmpty
        mayIssue = reader?.rights.contains(.manage) == true
        form =
            reader?.rights.contains(.file) == true
            ? GuidanceFormPart(
                .guidance,
                entry ?? GuidanceEntry(id: freshID, givenAt: county.asOf.fieldTime),
                sites: sites.map(\.site),
                isOpen: entry != nil,
                texts
            ) : nil
    }

    func windowTitle(_ texts: Texts) -> String { texts("guidance.title") }

    /// What was just done, in words.
    static func notice(_ done: String?, _ texts: Texts) -> String? {
        let known = ["issued", "already", "guided", "withdrawn", "acknowledged"]
        return done.flatMap { known.contains($0) ? texts("guidanceDone.\($0)") : nil }
    }
}

extension GuidancePage.KindLine {
    fileprivate init(_ kind: SiteKind, _ county: HandedCounty, today: Day, isCurrent: Bool, _ texts: Texts) {
        let sites = county.sites.filter { $0.site.kind == kind }
        let complete = sites.count { site in
            let inForce = site.standards.filter { $0.version.hasBegun(on: today) }
            return !inForce.isEmpty && inForce.allSatisfy(\.state.isComplete)
        }
        address = Link.guidance.path + "?kind=" + kind.rawValue
        wording = texts(kind)
        count = texts("guidance.complete", "\(complete)", "\(sites.count)")
        self.isCurrent = isCurrent
    }
}

extension GuidancePage.VersionPart {
    fileprivate init(_ version: NamedVersion, _ sites: [HandedSite], today: Day, _ texts: Texts) {
        let found = sites.compactMap { site in
            site.standards.first { $0.version == version }.map { (site.site, $0) }
        }
        let lacking = found.count { $0.1.issuance == nil }
        let received = found.count { [.acknowledged, .lapsed].contains($0.1.state.receipt.word) }
        id = "version-\(version.digests.checklist.prefix(8))-\(version.digests.baseline.prefix(8))"
        title = texts(version.title)
        self.version = texts("handed.version", version.version, version.baselineVersion)
        let hasBegun = version.hasBegun(on: today)
        toCome = hasBegun ? nil : texts("handed.from", "\(version.effectiveFrom)")
        summary = texts(
            "guidance.summary",
            "\(found.count)",
            "\(found.count - lacking)",
            "\(received)",
            "\(found.count { $0.1.state.guidedAt != nil })"
        )
        self.sites = found.map { GuidancePage.Line($0, $1, today: today, texts) }
        hasSites = !found.isEmpty
        issueAll = lacking > 0 ? texts("guidance.issueAll", "\(lacking)") : nil
        issueAddress = Link.issues.path
        standard = version.digests.field
        kind = version.siteKind.rawValue
    }
}

extension GuidancePage.Line {
    fileprivate init(_ site: Site, _ standard: HandedStandard, today: Day, _ texts: Texts) {
        let line = HandedLine(standard, at: site.code, mayAcknowledge: false, today: today, texts)
        code = site.code
        name = texts(site.name)
        address = Link.siteGuidance(site.code).path
        (issued, received, guided) = (line.issued, line.received, line.guided)
        isComplete = line.missing.isEmpty
        missing =
            line.toCome != nil
            ? texts("guidance.notYet") : isComplete ? texts("guidance.nothing") : texts.list(line.missing)
        canBeIssued = standard.issuance == nil
    }
}
