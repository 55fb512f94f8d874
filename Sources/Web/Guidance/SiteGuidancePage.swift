import Compliance
import Store

/// All that was issued to one site, received and explained there, with the forms that go on with it.
struct SiteGuidancePage: Page {
    static let template = "site-guidance"

    let code: String
    let name: String
    let siteAddress: String
    let registerAddress: String
    let notice: String?
    let problems: [String]
    let hasProblems: Bool
    let handed: [HandedLine]
    let hasHanded: Bool
    let issues: [IssueLine]
    let hasIssues: Bool
    let guidance: [GuidanceLine]
    let hasGuidance: Bool
    /// Visits of the kind `guidance`.
    let visits: [VisitLine]
    let hasVisits: Bool
    let form: GuidanceFormPart?

    /// A version that was issued.
    struct IssueLine: Sendable {
        let version: String
        let issued: String
        let received: String
        let entry: String
    }

    /// Guidance on record.
    struct GuidanceLine: Sendable {
        let id: String
        let given: String
        let recorded: String
        let version: String
        let shown: String
        let attended: String
        /// Said where it does not count: since it was withdrawn, and why.
        let withdrawn: String?
        /// The form that withdraws it, for administrators.
        let withdrawAddress: String?
    }

    init(_ found: SiteHandedDown, _ state: GuidanceState, reader: Identity?, freshID: String, _ texts: Texts)
    {
        let (site, today) = (found.now.site, Day(found.asOf))
        code = site.code
        name = texts(site.name)
        siteAddress = Link.site(site.code).path
        registerAddress = Link.guidance.path
        notice = GuidancePage.notice(state.notice, texts)
        problems = state.problems.map { texts($0.message) }
        hasProblems = !problems.isEmpty
        let mayAcknowledge = found.now.isDirected && reader?.rights.contains(.respond) == true
        handed = found.now.standards.map {
            HandedLine($0, at: site.code, mayAcknowledge: mayAcknowledge, today: today, texts)
        }
        hasHanded = !handed.isEmpty
        func named(_ version: StandardDigests) -> String {
            found.names[version]
                .map { texts("guidance.named", texts($0.title), $0.version, $0.baselineVersion) }
                ?? String(version.checklist.prefix(12))
        }
        issues = found.issues.map { issue in
            IssueLine(
                version: named(issue.version),
                issued: texts("guidance.by", issue.issuedAt.shanghai, texts.account(issue.issuedBy)),
                received: issue.receipt.map {
                    texts("guidance.receivedBy", $0.at.shanghai, texts($0.duty), $0.by)
                } ?? texts("guidance.notAcknowledged"),
                entry: "\(issue.entry)"
            )
        }
        hasIssues = !issues.isEmpty
        let mayWithdraw = reader?.rights.contains(.manage) == true
        guidance = found.guidance.map { guidance in
            GuidanceLine(
                id: "\(guidance.id)",
                given: guidance.givenAt.shanghai,
                recorded: texts(
                    "guidance.recorded",
                    guidance.recordedAt.shanghai,
                    texts.account(guidance.givenBy)
                ),
                version: named(guidance.version),
                shown: guidance.shown,
                attended: guidance.attended,
                withdrawn: guidance.withdrawal.map {
                    texts("guidance.withdrawnFor", $0.at.shanghai, $0.reason)
                },
                withdrawAddress: mayWithdraw && guidance.withdrawal == nil
                    ? Link.guidanceWithdrawal(site.code).path : nil
            )
        }
        hasGuidance = !guidance.isEmpty
        visits = found.visits.map { VisitLine($0, at: site.code, texts) }
        hasVisits = !visits.isEmpty
        form =
            reader?.rights.contains(.file) == true
            ? GuidanceFormPart(
                .siteGuidance(site.code),
                state.entry ?? GuidanceEntry(id: freshID, givenAt: found.asOf.fieldTime),
                sites: [],
                isOpen: state.entry != nil,
                texts
            ) : nil
    }

    func windowTitle(_ texts: Texts) -> String { texts("guidance.ofSite", name) }
}
