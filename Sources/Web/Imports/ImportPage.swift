import ChecklistFiles
import Compliance
import Store
import StrictJSON

/// Where a register is sent, looked at and confirmed.
struct ImportPage: Page {
    static let template = "import"

    let address = Link.importSites.path
    let visits = Link.importVisits.path
    /// What was written a moment ago.
    let done: String?
    let preview: ImportPreview?

    init(done: String? = nil, preview: ImportPreview? = nil) {
        self.done = done
        self.preview = preview
    }

    func windowTitle(_ texts: Texts) -> String { texts("imports.title") }
}

/// What a file would do, as the page says it.
struct ImportPreview: Sendable {
    /// The first lines of one kind, and how many more there are; never empty.
    struct Lines: Sendable {
        let lines: [String]
        let rest: String?
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
    /// What names all that is shown; nil where it cannot be written.
    let seen: String?
    /// The whole file, where it is small enough to be sent again by the form; nil where it has to be chosen again.
    let kept: String?
    let confirmed: [String]
    /// That the register or the file is another than when it was looked at.
    let isOther: Bool
    let problems: Lines?
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
    let townships: Lines?
    /// What it does to weeks that are over, and to who is named for which days.
    let effects: Lines?
    let aside: Lines?

    init(
        _ preview: RegisterPreview,
        _ sent: SentRegister,
        kept: String?,
        isOther: Bool = false,
        _ texts: Texts
    ) {
        let change = preview.change
        (name, confirmed, self.kept, self.isOther) = (sent.name, sent.confirmed, kept, isOther)
        sheet = (preview.files.first?.reading?.sheet ?? sent.sheet).flatMap { $0.isEmpty ? nil : $0 }
        seen = preview.seen(of: sent)
        asksSheet = preview.problems.contains { $0.problem.code == "whichSheet" }
        sheets = (preview.files.first?.sheets ?? []).map { Option(value: $0, wording: $0, isChosen: false) }
        problems = Lines(preview.problems.map(\.problem.message), unsaid: preview.unsaid, texts)
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
        let lines = sites.prefix(2 * Lines.most).map { ($0.isNew, SiteLine($0, texts)) }
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
        townships = Lines(
            (change?.townships ?? [])
                .map { Text(zh: "\($0.code) \($0.after.zh)", en: "\($0.code) \($0.after.en)") },
            texts
        )
        effects = Lines(change?.effects.words ?? [], texts)
        aside = Lines(preview.setAside.map(\.what.message), texts)
    }
}

extension ImportPreview.Lines {
    /// The most lines of each kind that a page shows; the figures count all.
    fileprivate static let most = 200

    /// nil where there are none.
    init?(_ all: [Text], unsaid: Int = 0, _ texts: Texts) {
        guard !all.isEmpty else { return nil }
        lines = all.prefix(Self.most).map { texts($0) }
        let left = all.count - lines.count + unsaid
        rest = left > 0 ? texts("imports.moreLines", "\(left)") : nil
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
