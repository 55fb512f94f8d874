import Compliance
import HTTPServer
import Store

/// Where the accountability of one site stands: the four conditions with their evidence or what is missing, the ladder, the
/// cases; with the forms of those who may take the next step. The program proposes; people decide.
struct AccountabilityPage: Page {
    static let template = "accountability"

    let code: String
    let siteName: String
    let siteAddress: String
    let address: String
    let infectionAddress: String?
    let notice: String?
    let hasProblems: Bool
    let problems: [String]
    let verdict: String
    let conditions: [PaperLine]
    let rungs: [CaseForms.RungLine]
    let policy: String
    let steps: [StepLine]
    let hasSteps: Bool
    let cases: [CaseLine]
    let hasCases: Bool
    /// The next of reminder and circular, for whoever may take it now.
    let step: StepForm?
    /// Opening a case, for supervision where it may be opened.
    let opening: OpeningForm?

    struct StepForm: Sendable {
        let rung: String
        let title: String
        let items: [Option]
    }

    struct OpeningForm: Sendable {
        let id: String
        let persons: [PersonChoice]

        struct PersonChoice: Sendable {
            let term: String
            let wording: String
            let isChosen: Bool
        }
    }

    init(
        _ standing: SiteAccountability,
        notice: String?,
        _ problems: [Problem],
        rights: Set<Right>,
        id: FactID?,
        now: Instant,
        _ texts: Texts
    ) {
        code = standing.site.code
        siteName = texts(standing.site.name)
        siteAddress = Link.site(code).path
        address = Link.accountability(code).path
        infectionAddress =
            !rights.isDisjoint(with: [.manage, .supervise]) ? Link.infection(code).path : nil
        self.notice = notice.map { texts($0) }
        self.problems = problems.map { texts($0.message) }
        hasProblems = !problems.isEmpty
        verdict = Self.verdict(standing, texts)
        conditions =
            standing.site.kind == .townshipIsolation
            ? PaperLine.all(
                CaseBasis.lines(
                    standing.finding,
                    in: standing.file,
                    visit: { Link.inspection("\($0)").path },
                    notice: { Link.inspection("\($0)").path + "/notice" }
                ),
                texts
            ) : []
        rungs = Rung.allCases.map {
            CaseForms.RungLine($0, standing.ladder, standing.policy, now, texts)
        }
        policy = texts(
            "cases.policy",
            "\(standing.policy.circular)",
            "\(standing.policy.interview)",
            "\(standing.policy.proposal)",
            "\(standing.policy.statement)"
        )
        steps = standing.steps.map { StepLine($0, texts) }
        hasSteps = !steps.isEmpty
        cases = standing.cases.map { CaseLine($0, texts) }
        hasCases = !cases.isEmpty
        step = rights.contains(.manage) ? StepForm(standing, now, texts) : nil
        opening = rights.contains(.supervise) ? OpeningForm(standing, id, texts) : nil
    }

    private static func verdict(_ standing: SiteAccountability, _ texts: Texts) -> String {
        if let open = standing.openCase { return texts("cases.openSince", open.openedAt.shanghai) }
        guard standing.site.kind == .townshipIsolation else { return texts("cases.countySite") }
        guard standing.finding.holds, let since = standing.finding.again?.startedAt else {
            return texts("cases.notYetHolds")
        }
        return texts("cases.mayBeOpened", since.shanghai)
    }

    func windowTitle(_ texts: Texts) -> String { texts("cases.accountabilityOf", siteName) }
}

extension AccountabilityPage.StepForm {
    /// nil where neither a reminder nor a circular may be taken now.
    fileprivate init?(_ standing: SiteAccountability, _ now: Instant, _ texts: Texts) {
        let rung = [Rung.circular, .reminder]
            .first { standing.ladder.state(of: $0, at: now, by: standing.policy).mayBeProposed }
        guard let rung else { return nil }
        let open = standing.file.openItems
        let named =
            rung == .circular ? standing.steps.last { $0.rung == .reminder }?.items ?? [] : open.sorted()
        self.init(
            rung: rung.rawValue,
            title: texts(rung.title),
            items: named.filter(open.contains).map { Option(value: $0, wording: $0, isChosen: true) }
        )
    }
}

extension AccountabilityPage.OpeningForm {
    /// nil where no case may be opened, or one is open.
    fileprivate init?(_ standing: SiteAccountability, _ id: FactID?, _ texts: Texts) {
        guard standing.finding.holds, standing.openCase == nil, let id else { return nil }
        let persons = standing.named.flatMap { named in
            standing.terms.filter { named.holders.contains($0.posting) }
                .map { term in
                    PersonChoice(
                        term: term.term,
                        wording: "\(texts(named.duty)) \(term.posting.person)",
                        isChosen: named.isOne
                    )
                }
        }
        self.init(id: "\(id)", persons: persons)
    }
}

/// A step of the ladder in a list.
struct StepLine: Sendable {
    let title: String
    let when: String
    let address: String

    init(_ step: LadderStep, _ texts: Texts) {
        title = texts("cases.step", texts(step.rung.title), "\(step.year)", "\(step.number)")
        when = step.takenAt.shanghai
        address = Link.step(step.entry).path
    }
}

/// A case in a list.
struct CaseLine: Sendable {
    let site: String
    let standing: String
    let isOpen: Bool
    let address: String
    let persons: String

    init(_ record: CaseRecord, _ texts: Texts) {
        site = record.site
        isOpen = record.isOpen
        standing =
            record.end.map { texts("cases.ended", texts($0.kind.title), $0.at.shanghai) }
            ?? texts("cases.openSince", record.openedAt.shanghai)
        address = Link.accountabilityCase(record.id).path
        persons = texts.list(record.persons.map { "\(texts($0.duty)) \($0.person)" })
    }
}
