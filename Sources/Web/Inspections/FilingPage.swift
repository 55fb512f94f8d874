import AuditLog
import Compliance
import Store
import StrictJSON

/// The plain form that files an inspection: what was entered, and what has to be put right.
struct FilingPage: Page {
    static let template = "filing"

    let siteName: String
    let address: String
    let checklistTitle: String
    let version: String
    let checklistAddress: String
    let id: String
    let checklist: String
    let notice: String?
    let problems: [ProblemLine]
    let hasProblems: Bool
    let problemCount: String
    /// Where an inspection under this id is on record already.
    let onRecord: String?
    let kinds: [Option]
    let header: [HeaderField]
    let facts: [FactField]
    let hasFacts: Bool
    let sections: [FormSection]
    let revises: Revision?
    /// What is doubtful.
    let questions: [FormQuestion]
    let hasQuestions: Bool
    /// The version that the form was begun for.
    let begun: String
    /// The version of the draft that it shows; 0 where nothing is kept yet.
    let edition: String
    /// What was entered and is not used, of items that are not asked any more.
    let unused: [HiddenField]
    /// What changed since, where another holds on the day of the visit.
    let change: FormChange?

    /// What a correction says of itself.
    struct Revision: Sendable {
        let inspection: String
        let address: String
        let why: HeaderField
        let corrector: HeaderField
    }

    /// Where the form stands: what is entered, what is wrong, what the reader is told.
    struct State: Sendable {
        var document: Node
        var problems: [Problem] = []
        var notice: String?
        var onRecord: String?
        /// The version of the draft that it is shown from; 0 where nothing is kept.
        var edition = 0
        /// The site's last visit.
        var last: InspectionRecord?
        /// The version that it was begun for; nil where that is the one it is shown for.
        var begun: String?
        var change: VersionChange?
        /// Whether the writer said to have seen what is not filed.
        var isSeen = false
        /// Of the files that it names, those that whoever looks has sent.
        var own: [Hash: OwnEvidence] = [:]
    }

    init(_ site: Site, _ standard: Standard, _ state: State, _ texts: Texts) {
        let (list, document) = (standard.checklist, state.document)
        let found = FormProblems(state.problems, list, texts)
        siteName = texts(site.name)
        address = Link.inspect(site.code).path
        checklistTitle = texts(list.title)
        version = list.version
        checklistAddress = Link.checklist(code: list.code, version: list.version).path
        checklist = list.code
        id = document["id"]?.string ?? ""
        notice = state.notice
        problems = found.lines
        hasProblems = !problems.isEmpty
        problemCount = texts("form.problems", "\(problems.count)")
        onRecord = state.onRecord
        let kind = document["kind"]?.string ?? InspectionKind.routine.rawValue
        kinds = InspectionKind.allCases.map {
            Option(value: $0.rawValue, wording: texts($0), isChosen: $0.rawValue == kind)
        }
        header = HeaderField.all(document, last: state.last, found, texts)
        let (given, entries) = (document["facts"].byName, FormDocument.entries(document))
        facts = list.facts.map { FactField($0, given[$0.name], last: state.last, found, texts) }
        hasFacts = !facts.isEmpty
        let added = Set((state.change?.added ?? []).filter { !$0.isFact }.map(\.code))
        let bounds = standard.bounds(settledBy: document)
        let names = FormDocument.names(ofDraft: document)
        sections = list.sections.map {
            FormSection(
                $0,
                entries,
                standard,
                bounds,
                added: added,
                own: state.own,
                names: names,
                found,
                texts
            )
        }
        let asked = Set(list.items.map(\.code))
        unused =
            (document["aside"]?.object ?? [])
            .flatMap { aside -> [HiddenField] in
                guard !asked.contains(aside.name), let unused = entries[aside.name]?.unused else { return [] }
                return (unused.object ?? [])
                    .map { HiddenField(name: "\($0.name).\(aside.name)", value: $0.value.string ?? "") }
            }
            + names.sorted { $0.key < $1.key }
            .map { HiddenField(name: "filename.\($0.key)", value: $0.value) }
        questions = FormQuestion.all(document, state.problems, standard, texts)
        hasQuestions = !questions.isEmpty
        begun = state.begun ?? list.version
        edition = "\(state.edition)"
        change = state.change.map { FormChange($0, isSeen: state.isSeen, found, texts) }
        revises = document["revises"]
            .map { revises in
                let inspection = revises["inspection"]?.string ?? ""
                return Revision(
                    inspection: inspection,
                    address: Link.inspection(inspection).path,
                    why: HeaderField(
                        "revises-reason",
                        "form.why",
                        revises["reason"]?.string,
                        "/revises/reason",
                        found,
                        texts
                    ),
                    corrector: HeaderField(
                        "revises-by",
                        "form.corrector",
                        revises["by"]?.string,
                        "/revises/by",
                        found,
                        texts
                    )
                )
            }
    }

    var form: FormInFrame? { FormInFrame(action: "draft", isSavedOnLeaving: true) }

    func windowTitle(_ texts: Texts) -> String { texts("form.title") }
}

extension Node? {
    /// The members of an object, to be found by name in no more time where they are many.
    fileprivate var byName: [String: Node] {
        Dictionary((self?.object ?? []).map { ($0.name, $0.value) }) { first, _ in first }
    }
}
