import Compliance
import HTTPServer
import Store
import StrictJSON

/// What is entered here beside what is kept, where the two were written apart from one another: one of the two is chosen
/// for each part that they have otherwise, what is entered here unless somebody chooses differently.
///
/// Nothing is lost before that: the other language shows the same again, and the menu keeps what is entered here as a
/// draft of its own, since keeping it under its id would replace what is kept.
struct DraftChoicePage: Page {
    static let template = "choice"

    let siteName: String
    let address: String
    let fields: [HiddenField]
    /// What happened, and who keeps what is kept since when.
    let sentence: String
    let differences: [Difference]
    let hasDifferences: Bool
    /// How many more there are than can be chosen among; nil where there are none.
    let more: String?
    /// Whether there is something to choose from: what is kept may be gone.
    let isChoice: Bool
    /// What the form is sent for, in the button that takes what was chosen and in the one that takes all of here.
    let merge: String
    let action: String
    let edition: String
    /// Where what is entered here is kept by whoever leaves without having chosen.
    let apart: String
    let isHeld: Bool

    /// More would not fit into what a form may send.
    static let most = 1_000

    /// A part that the two have otherwise.
    struct Difference: Sendable {
        let id: String
        let name: String
        let label: String
        let here: String
        let there: String
        let isThere: Bool
    }

    struct State: Sendable {
        let here: FormSubmission
        let there: Draft?
        /// All that was sent, what was chosen before included.
        let entered: [(name: String, value: String)]
        let isHeld: Bool
        let apart: String
    }

    init(_ site: Site, _ checklist: Checklist, _ state: State, _ texts: Texts) {
        let (here, there) = (state.here, state.there)
        siteName = texts(site.name)
        address = Link.inspect(site.code).path
        fields = HiddenField.entered(state.entered)
            .filter { !["edition", "choosing", "apart"].contains($0.name) && !$0.name.begins(with: "pick.") }
        let happened = state.isHeld ? "choice.held" : "choice.changed"
        sentence = there.map { texts(happened, $0.by, $0.savedAt.shanghai) } ?? texts("choice.gone")
        let all = DraftParts.differences(here.kept, there?.fields ?? .object([]), checklist, texts)
        differences = all.prefix(Self.most).enumerated()
            .map { number, part in
                Difference(
                    id: "pick-\(number)",
                    name: "pick.\(part.key)",
                    label: part.label,
                    here: part.here.isEmpty ? "–" : part.here,
                    there: part.there.isEmpty ? "–" : part.there,
                    isThere: here.fields.one("pick.\(part.key)") == "there"
                )
            }
        hasDifferences = !all.isEmpty
        more = all.count > Self.most ? texts("choice.more", "\(all.count - Self.most)") : nil
        isChoice = there != nil && hasDifferences
        let isReview = (here.choosing ?? here.action) == .review
        action = state.isHeld ? "take" : isReview ? "review" : "draft"
        merge = FormSubmission.merging + action
        edition = "\(there?.version ?? 0)"
        apart = state.apart
        isHeld = state.isHeld
    }

    var form: FormInFrame? { FormInFrame(action: isChoice ? merge : action, isSavedOnLeaving: true) }

    func windowTitle(_ texts: Texts) -> String { texts("choice.title") }
}
