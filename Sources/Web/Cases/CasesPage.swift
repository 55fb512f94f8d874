import Compliance
import Store

/// All accountability cases: those that are open first, then those that have ended.
struct CasesPage: Page {
    static let template = "cases"

    let open: [CaseLine]
    let ended: [CaseLine]
    let hasOpen: Bool
    let hasEnded: Bool
    /// Whether none is open, as far as this page goes.
    let isNoneOpen: Bool
    let found: String
    let pager: Pager?
    let tables: [FileLink]
    let circularsAddress = Link.circulars.path
    let ladderAddress = Link.ladder.path

    init(_ page: ListPage<CaseSummary>, _ pager: Pager?, tables: [FileLink], _ texts: Texts) {
        open = page.elements.filter(\.isOpen).map { CaseLine($0, texts) }
        ended = page.elements.filter { !$0.isOpen }.map { CaseLine($0, texts) }
        hasOpen = !open.isEmpty
        hasEnded = !ended.isEmpty
        isNoneOpen = open.isEmpty && page.previous == nil
        found = texts("cases.found", "\(page.total)")
        self.pager = pager
        self.tables = tables
    }

    func windowTitle(_ texts: Texts) -> String { texts("cases.navigation") }
}

/// A document of the ladder, made from what was sealed and nothing else; it prints on A4.
struct StepPage: Page {
    static let template = "step"

    let title: String
    let numbered: String
    let office: String
    let redHead: String?
    let issuedOn: String
    let siteCode: String
    let siteName: String
    /// nil where the reader does not see the site: of a circular that speaks of another.
    let siteAddress: String?
    let to: String
    let parts: [PartLine]
    let signatures: [String]
    /// Said where what was sealed cannot be read.
    let isUnreadable: Bool
    /// The sealed document as files.
    let files: [FileLink]

    struct PartLine: Sendable {
        let title: String
        let lines: [PaperLine]
    }

    init(_ step: LadderStep, seesSite: Bool = true, _ texts: Texts) {
        let paper = StepPaper(sealed: step.document)
        title = texts(step.rung.paperTitle)
        numbered = step.numbered
        office = paper.map { texts($0.head.office) } ?? ""
        redHead = paper?.head.redHead
        issuedOn = paper.map { "\($0.issuedOn)" } ?? step.takenAt.shanghai
        siteCode = step.site
        siteName = paper.map { texts($0.site.name) } ?? step.site
        siteAddress = seesSite ? Link.accountability(step.site).path : nil
        to = texts.list(paper?.to.map { texts($0) } ?? [])
        parts =
            paper?.parts
            .map { PartLine(title: texts($0.title), lines: PaperLine.all($0.lines, isLed: seesSite, texts)) }
            ?? []
        signatures = paper?.signatures.map { texts($0) } ?? []
        isUnreadable = paper == nil
        files = paper == nil ? [] : FileLink.all(texts, at: { Link.stepPaper(step.entry, $0) })
    }

    func windowTitle(_ texts: Texts) -> String { "\(title) \(numbered)" }
}

/// The form that puts an infection inside a site on record.
struct InfectionPage: Page {
    static let template = "infection"

    let code: String
    let siteName: String
    let siteAddress: String
    let address: String
    let id: String
    let caseID: String
    let today: String
    let day: String
    let source: String
    let hasProblems: Bool
    let problems: [String]

    init(
        _ site: Site,
        ids: (FactID?, FactID?),
        typed: (day: String?, source: String?),
        _ problems: [Problem],
        today: Day,
        _ texts: Texts
    ) {
        code = site.code
        siteName = texts(site.name)
        siteAddress = Link.accountability(code).path
        address = Link.infection(code).path
        id = ids.0.map { "\($0)" } ?? ""
        caseID = ids.1.map { "\($0)" } ?? ""
        self.today = "\(today)"
        day = typed.day ?? ""
        source = typed.source ?? ""
        self.problems = problems.map { texts($0.message) }
        hasProblems = !problems.isEmpty
    }

    func windowTitle(_ texts: Texts) -> String { texts("cases.infection") }
}
