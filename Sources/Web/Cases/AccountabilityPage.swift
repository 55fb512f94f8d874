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
    /// Of a township site.
    let conditions: [PaperLine]
    let hasConditions: Bool
    let rungs: [CaseForms.RungLine]
    let policy: String
    let ladderAddress = Link.ladder.path
    let steps: [StepLine]
    let hasSteps: Bool
    let cases: [CaseLine]
    let hasCases: Bool
    /// Circular and reminder, for whoever may take them now.
    let step: [StepForm]
    /// Opening a case, for supervision where it may be opened.
    let opening: OpeningForm?

    struct StepForm: Sendable {
        let rung: String
        let title: String
        /// A circular is read by all townships: the form says what it does not have.
        let isCircular: Bool
        let items: [Option]
        /// What was typed and refused.
        let typed: String
    }

    /// What the page is shown with.
    struct State: Sendable {
        var notice: String?
        var problems: [Problem] = []
        /// What was sent and refused.
        var typed: FormFields?
        var fresh: @Sendable () -> FactID?
    }

    struct OpeningForm: Sendable {
        let id: String
        let persons: [PersonChoice]
        /// What was typed and refused.
        let typed: String

        struct PersonChoice: Sendable {
            let term: String
            let wording: String
            let isChosen: Bool
        }
    }

    init(
        _ standing: SiteAccountability,
        _ state: State,
        rights: Set<Right>,
        _ texts: Texts
    ) {
        code = standing.site.code
        siteName = texts(standing.site.name)
        siteAddress = Link.site(code).path
        address = Link.accountability(code).path
        infectionAddress =
            !rights.isDisjoint(with: [.manage, .supervise]) ? Link.infection(code).path : nil
        notice = state.notice.map { texts($0) }
        problems = state.problems.map { texts($0.message) }
        hasProblems = !problems.isEmpty
        let isOwn = !rights.isDisjoint(with: [.manage, .supervise]) && standing.isOwnMatter
        verdict = Self.verdict(standing, texts) + (isOwn ? " " + texts("cases.ownMatter") : "")
        conditions = PaperLine.all(standing.conditions.lines, texts)
        hasConditions = !conditions.isEmpty
        rungs = Rung.allCases.map {
            CaseForms.RungLine($0, standing.ladder, standing.policy, standing.asOf, texts)
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
        cases = standing.cases.map { CaseLine($0.summary, texts) }
        hasCases = !cases.isEmpty
        step = rights.contains(.manage) ? StepForm.all(standing, state.typed, texts) : []
        opening = rights.contains(.supervise) ? OpeningForm(standing, state, texts) : nil
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
    /// None where neither a reminder nor a circular may be sent now. What a reminder names because the site is below the
    /// minimum, and not because it is overdue, is left to be chosen.
    fileprivate static func all(
        _ standing: SiteAccountability,
        _ typed: FormFields?,
        _ texts: Texts
    ) -> [Self] {
        standing.nextSteps.map { next in
            let sent = typed?.one("action") == next.rung.rawValue ? typed : nil
            let chosen = sent?.all("item")
            return Self(
                rung: next.rung.rawValue,
                title: texts(next.rung.title),
                isCircular: next.rung == .circular,
                items: next.gaps.map { gap in
                    Option(
                        value: gap.item,
                        wording: "\(gap.item) \(texts(gap.text))",
                        isChosen: chosen?.contains(gap.item)
                            ?? (next.rung == .circular || standing.isOverdue(gap))
                    )
                },
                typed: sent?.one("words") ?? ""
            )
        }
    }
}

extension AccountabilityPage.OpeningForm {
    /// nil where no case may be opened, or one is open.
    fileprivate init?(
        _ standing: SiteAccountability,
        _ state: AccountabilityPage.State,
        _ texts: Texts
    ) {
        guard standing.finding.holds, standing.site.kind == .townshipIsolation, standing.openCase == nil,
            let found = standing.finding.found, !standing.isOwnMatter(since: found.startedAt),
            let id = state.fresh()
        else { return nil }
        let chosen = state.typed?.all("term")
        let persons = standing.named.flatMap { named in
            named.holders.compactMap { standing.terms.last(of: $0) }
                .map { term in
                    PersonChoice(
                        term: term.term,
                        wording: "\(texts(named.duty)) \(term.posting.person)",
                        isChosen: chosen?.contains(term.term) ?? named.isOne
                    )
                }
        }
        self.init(id: "\(id)", persons: persons, typed: state.typed?.one("reason") ?? "")
    }
}

/// A step of the ladder in a list.
struct StepLine: Sendable {
    let title: String
    let when: String
    let address: String

    init(_ step: LadderStep, _ texts: Texts) {
        title = texts("cases.step", texts(step.rung.title), step.numbered)
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

    init(_ record: CaseSummary, _ texts: Texts) {
        site = record.site
        isOpen = record.isOpen
        standing =
            record.end.map { texts("cases.ended", texts($0.kind.title), $0.at.shanghai) }
            ?? texts("cases.openSince", record.openedAt.shanghai)
        address = Link.accountabilityCase(record.id).path
        persons = texts.list(record.persons.map { "\(texts($0.duty)) \($0.person)" })
    }
}
