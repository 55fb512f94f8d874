import Compliance
import HTTPServer
import Store

/// An accountability case as a file is read: what it rests on, whom it names, what happened when, and what the reader may do.
struct CasePage: Page {
    static let template = "case"

    let address: String
    let dossierAddress: String
    let siteCode: String
    let siteAddress: String
    let title: String
    let standing: String
    let notice: String?
    let hasProblems: Bool
    let problems: [String]
    /// What it rests on, as it was on record when the case was opened.
    let ground: [PaperLine]
    let persons: [PersonLine]
    let hasPersons: Bool
    /// The oldest first.
    let timeline: [TimeLine]
    let forms: CaseForms?
    /// Why a reader who leads cases is offered nothing in this one.
    let ownMatter: String?
    /// What the reader answers for: the own statement.
    let statement: StatementForm?

    struct PersonLine: Sendable {
        let duty: String
        let person: String
        let asked: String
        let stated: String
        let decided: String
    }

    struct TimeLine: Sendable {
        let when: String
        let what: String
        let about: String?
        let words: String?
        let reason: String?
        let sourceAddress: String?
        let files: [CaseFileLine]
        let hasFiles: Bool
    }

    struct StatementForm: Sendable {
        let id: String
        /// The own terms that the case names: each is answered for by itself.
        let terms: [Option]
        let hasSeveral: Bool
        let most: Int
        /// What was typed and refused.
        let typed: String
        /// The files that have come for it.
        let attached: [CaseAttachment]
        let hasAttached: Bool
    }

    /// What the page is shown with.
    struct State: Sendable {
        var notice: String?
        var problems: [Problem] = []
        /// What was sent and refused.
        var typed: FormFields?
        /// The digests of the files that came with it, or before.
        var attached: [String] = []
        /// The ids that its forms carry, so that sending one twice does nothing twice.
        var fresh: @Sendable () -> FactID?
    }

    init(_ file: CaseFile, _ state: State, rights: Set<Right>, _ texts: Texts) {
        let record = file.record
        address = Link.accountabilityCase(record.id).path
        dossierAddress = Link.dossier(record.id).path
        siteCode = record.site
        siteAddress = Link.site(record.site).path
        title = texts("cases.of", record.site)
        standing =
            record.end.map { texts("cases.ended", texts($0.kind.title), $0.at.shanghai) }
            ?? texts("cases.openSince", record.openedAt.shanghai)
            + (file.stands || !rights.contains(.county) ? "" : texts(Self.restsNoMore))
        ownMatter =
            rights.contains(.supervise) && file.isOwnMatter && record.isOpen ? texts("cases.ownMatter") : nil
        notice = state.notice.map { texts($0) }
        problems = state.problems.map { texts($0.message) }
        hasProblems = !problems.isEmpty
        ground = PaperLine.all(CaseBasis(sealed: record.basis)?.lines ?? [], texts)
        persons = record.persons.map { PersonLine($0, record, texts) }
        hasPersons = !persons.isEmpty
        timeline = TimeLine.all(file, seesRecord: rights.contains(.audit), texts)
        let mayLead = rights.contains(.supervise) && !file.isOwnMatter
        forms = mayLead && record.isOpen ? CaseForms(file, state, texts) : nil
        let own = record.persons.filter { file.ownTerms.contains($0.term) }
        let chosen = state.typed?.one("term")
        statement =
            record.isOpen && rights.contains(.respond)
                && !own.isEmpty
            ? StatementForm(
                id: state.fresh().map { "\($0)" } ?? "",
                terms: own.map {
                    Option(
                        value: $0.term,
                        wording: texts($0.duty),
                        isChosen: $0.term == chosen
                    )
                },
                hasSeveral: own.count > 1,
                most: CaseAct.mostWords,
                typed: CaseForms.Typed(state.typed).paper,
                attached: state.attached.map { CaseAttachment($0) },
                hasAttached: !state.attached.isEmpty
            ) : nil
    }

    func windowTitle(_ texts: Texts) -> String { title }

    private static let restsNoMore = Text(
        zh: "；它所依据的已经不成立（检查或指导已撤销、更正，或补报的检查看到其间已整改），不能再约谈、建议或决定，只能撤回。",
        en:
            "; what it rests on does not hold any more (a visit or guidance was withdrawn or corrected, or a visit that came in late saw it mended in between), and it can only be withdrawn."
    )
}

/// A line of a document, with what it rests on.
struct PaperLine: Sendable {
    let words: String
    /// Where that is.
    let sourceAddress: String?
    /// The same, for a reader who is not led there.
    let sourceName: String?

    static func all(_ lines: [StepPaper.Line], isLed: Bool = true, _ texts: Texts) -> [PaperLine] {
        lines.map {
            let source = $0.source.flatMap { Link.isHere($0) ? $0 : nil }
            return PaperLine(
                words: texts($0.words),
                sourceAddress: isLed ? source : nil,
                sourceName: isLed ? nil : source
            )
        }
    }
}

extension CasePage.PersonLine {
    init(_ person: CaseRecord.Person, _ record: CaseRecord, _ texts: Texts) {
        func last(_ kind: CaseAct.Kind) -> CaseRecord.Act? {
            record.acts.last { $0.kind == kind && $0.term == person.term }
        }
        duty = texts(person.duty)
        self.person = person.person
        asked = last(.statementAsked).map { $0.at.shanghai } ?? texts("cases.notYet")
        stated = last(.statement).map { $0.at.shanghai } ?? texts("cases.notYet")
        decided = last(.decision).map { $0.at.shanghai } ?? texts("cases.notYet")
    }
}

extension CasePage.TimeLine {
    /// Everything that is on record of the case, by its entries.
    fileprivate static func all(_ file: CaseFile, seesRecord: Bool, _ texts: Texts) -> [Self] {
        let record = file.record
        func source(_ entry: Int) -> String? { seesRecord ? Link.auditEntry(entry).path : nil }
        let names = Dictionary(record.persons.map { ($0.term, "\(texts($0.duty)) \($0.person)") }) {
            first,
            _ in first
        }
        let opened = (
            record.entry,
            Self(
                when: record.openedAt.shanghai,
                what: texts(Dossier.Kind.opened.title),
                about: nil,
                words: record.reason,
                reason: nil,
                sourceAddress: source(record.entry),
                files: [],
                hasFiles: false
            )
        )
        let named = record.persons.map { person in
            (
                person.entry,
                Self(
                    when: person.namedAt.shanghai,
                    what: texts(Dossier.Kind.named.title),
                    about: names[person.term],
                    words: nil,
                    reason: file.namedWhy[person.term],
                    sourceAddress: source(person.entry),
                    files: [],
                    hasFiles: false
                )
            )
        }
        let steps = record.steps.map { step in
            (
                step.entry,
                Self(
                    when: step.takenAt.shanghai,
                    what: texts("cases.step", texts(step.rung.title), step.numbered),
                    about: nil,
                    words: nil,
                    reason: nil,
                    sourceAddress: Link.step(step.entry).path,
                    files: [],
                    hasFiles: false
                )
            )
        }
        let acts = record.acts.map { act in
            (
                act.entry,
                Self(
                    when: act.at.shanghai,
                    what: texts(act.kind.title) + (act.onPaper ? texts("cases.onPaper") : ""),
                    about: act.term.flatMap { names[$0] },
                    words: act.words,
                    reason: act.reason,
                    sourceAddress: source(act.entry),
                    files: (file.files[act.id] ?? [])
                        .map { CaseFileLine($0, of: act.id, in: record.id, texts) },
                    hasFiles: !act.evidence.isEmpty
                )
            )
        }
        return ([opened] + named + steps + acts).sorted { $0.0 < $1.0 }.map(\.1)
    }
}
