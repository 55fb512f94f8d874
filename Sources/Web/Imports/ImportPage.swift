import ChecklistFiles
import Compliance
import Store
import StrictJSON

/// Where a register is sent, looked at and confirmed.
struct ImportPage: Page {
    static let template = "import"

    let address: String
    /// What was written a moment ago.
    let done: String?
    let preview: ImportPreview?

    init(done: String? = nil, preview: ImportPreview? = nil) {
        address = Link.importSites.path
        self.done = done
        self.preview = preview
    }

    func windowTitle(_ texts: Texts) -> String { texts("imports.title") }
}

/// What a file would do, as the page says it.
struct ImportPreview: Sendable {
    /// What is sent again with the answers: the file itself where it is small, or else only what tells it from another.
    struct Sent: Sendable {
        let name: String
        let digest: String
        /// The whole of it; nil where it has to be chosen again.
        let kept: String?
        let sheet: String?
        let confirmed: [String]
    }

    struct Question: Sendable {
        let text: String
        let field: String
        let isOne: Bool
        let answers: [Option]
    }

    struct SiteLine: Sendable {
        let code: String
        let fields: [FieldLine]
    }

    struct FieldLine: Sendable {
        let name: String
        let before: String
        let after: String
    }

    let name: String
    let sheet: String?
    let digest: String
    let edition: String
    let kept: String?
    let confirmed: [String]
    /// That the register or the file is another than when it was looked at.
    let isOther: Bool
    let problems: [String]
    let hasProblems: Bool
    let sheets: [Option]
    let asksSheet: Bool
    let questions: [Question]
    let hasQuestions: Bool
    let goesOn: Bool
    let isClear: Bool
    let changesNothing: Bool
    let summary: String?
    let new: [SiteLine]
    let hasNew: Bool
    let changed: [SiteLine]
    let hasChanged: Bool
    let more: String?
    let townships: [String]
    let hasTownships: Bool
    /// What it does to weeks that are over, and to who is named for which days.
    let effects: [String]
    let hasEffects: Bool
    let aside: [String]
    let hasAside: Bool

    /// The most lines of each kind that a page shows; the figures count all.
    private static let mostLines = 200

    init(_ preview: RegisterPreview, _ sent: Sent, isOther: Bool = false, _ texts: Texts) {
        let change = preview.change
        (name, digest, kept, confirmed) = (sent.name, sent.digest, sent.kept, sent.confirmed)
        sheet = (preview.files.first?.reading?.sheet ?? sent.sheet).flatMap { $0.isEmpty ? nil : $0 }
        edition = change.map { "\($0.edition)" } ?? ""
        self.isOther = isOther
        asksSheet = preview.problems.contains { $0.problem.code == "whichSheet" }
        sheets = (preview.files.first?.sheets ?? []).map { Option(value: $0, wording: $0, isChosen: false) }
        problems = preview.problems.map { texts($0.problem.message) }
        hasProblems = !problems.isEmpty
        questions = preview.questions.enumerated()
            .map { place, asked in
                Question(
                    text: texts(asked.question.problem.message),
                    field: "confirm-\(place)",
                    isOne: asked.question.answers.count == 1,
                    answers: asked.question.answers.map {
                        Option(value: $0.id, wording: texts($0.text), isChosen: false)
                    }
                )
            }
        hasQuestions = !questions.isEmpty
        isClear = preview.isClear && change?.sites.isEmpty == false
        changesNothing = preview.isClear && change?.sites.isEmpty == true
        goesOn = isClear || hasQuestions || asksSheet
        let sites = change?.sites ?? []
        let lines = sites.prefix(2 * Self.mostLines).map { ($0.isNew, SiteLine($0, texts)) }
        new = lines.filter(\.0).map(\.1)
        changed = lines.filter { !$0.0 }.map(\.1)
        (hasNew, hasChanged) = (!new.isEmpty, !changed.isEmpty)
        more = sites.count > lines.count ? texts("imports.more", "\(sites.count - lines.count)") : nil
        summary = change.map { change in
            let added = change.sites.count(where: \.isNew)
            return texts(
                "imports.summary",
                "\(added)",
                "\(change.sites.count - added)",
                "\(change.unchanged)"
            )
        }
        townships = (change?.townships ?? []).prefix(Self.mostLines).map { "\($0.code) \(texts($0.after))" }
        hasTownships = !townships.isEmpty
        effects = (change?.effects.words ?? []).prefix(Self.mostLines).map { texts($0) }
        hasEffects = !effects.isEmpty
        aside = preview.setAside.prefix(Self.mostLines).map { texts($0.what.message) }
        hasAside = !aside.isEmpty
    }
}

extension ImportPreview.SiteLine {
    init(_ change: SiteChange, _ texts: Texts) {
        code = change.code
        fields = change.fields.map { field in
            ImportPreview.FieldLine(
                name: texts(field.field.title),
                before: field.before ?? "–",
                after: field.after ?? "–"
            )
        }
    }
}
