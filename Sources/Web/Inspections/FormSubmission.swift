import Compliance
import HTTPServer
import Store
import StrictJSON

/// What a form was sent for, and with what.
struct FormSubmission: Sendable {
    let fields: FormFields
    /// The filing as far as it goes.
    private(set) var document: Node
    /// The same as a draft keeps it.
    private(set) var kept: Node
    let id: InspectionID
    /// The version of the draft that the form was opened with; 0 where there was none.
    let edition: Int
    let action: Action
    /// What the choice is for, where the form is one between two contents; nil where it is not.
    let choosing: Action?
    /// Under which id what is entered is kept by whoever leaves without having chosen.
    let apart: InspectionID?
    /// Whether what was chosen field by field is to be taken.
    let merges: Bool

    /// What was pressed. Whatever is no word of these keeps a draft: nothing but a deliberate act does more.
    enum Action: Sendable, Hashable {
        /// Keeps a draft, and goes on at that part of the form.
        case draft(at: String?)
        /// The same, and goes to another page of this site.
        case leave(String)
        /// Keeps it in the place of what another account keeps.
        case take
        /// Keeps it, and shows what filing it would come to.
        case review
        /// Makes a correction of it, where an inspection is on record under its id.
        case correct
        /// Shows again what there is to choose from, in the other language.
        case choose
        /// Leaves what is kept as it is, and goes on with that.
        case useThere
    }

    /// Throws where a field stands twice that may stand once, and where the form has no id.
    init(_ fields: FormFields, site: String, _ checklist: Checklist) throws {
        try Self.requireSingle(fields)
        let document = FormDocument.node(fields, site: site, checklist)
        guard let id = fields.one("id").flatMap({ InspectionID($0) }) else {
            throw Refusal.malformed("表单里的编号无效，请重新打开表单。", "The form's id is not valid; open the form anew.")
        }
        self.fields = fields
        self.id = id
        self.document = document
        kept = FormDocument.draft(
            document,
            begun: fields.one("begun") ?? fields.one("version") ?? checklist.version,
            shown: fields.one("version") ?? checklist.version,
            isSeen: fields.one("seen") != nil,
            aside: FormDocument.aside(fields),
            names: FormDocument.names(fields)
        )
        edition = fields.one("edition").flatMap { Int32($0) }.map(Int.init) ?? 0
        // Whoever wants to read on in the other language goes on with the same form.
        let isLanguage = fields.one("language") != nil
        apart = fields.one("apart").flatMap { InspectionID($0) }
        choosing = fields.one("choosing").map { Self.action($0) }
        let pressed = fields.one("action") ?? ""
        merges = choosing != nil && pressed.begins(with: Self.merging)
        if isLanguage {
            // What is entered and not chosen yet stays in the form, and what is kept stays as it is.
            action = choosing == nil ? .leave(Link.draft("\(id)", site: site).path) : .choose
        } else if let place = fields.one("then"), place.utf8.count <= 2000, Link.isHere(place) {
            action = .leave(place)
        } else {
            let word = pressed.unicodeScalars.dropFirst(merges ? Self.merging.unicodeScalars.count : 0)
            let action = Self.action(String(word))
            // Where two contents stand beside one another, only a word that says so replaces one.
            let isSilent = action == .draft(at: nil) && String(word) != "draft"
            self.action = choosing != nil && isSilent ? .choose : action
        }
    }

    /// What stands before the word of a button that takes what was chosen field by field.
    static let merging = "merge#"

    /// The same with what was chosen of that draft in the place of what was entered.
    func merged(with there: Draft) -> FormSubmission {
        let chosen = fields.names(after: "pick.").filter { fields.one("pick.\($0)") == "there" }
        var merged = self
        merged.kept = DraftParts.merged(kept, there.fields, taking: Set(chosen))
        merged.document = FormDocument.filing(ofDraft: merged.kept)
        return merged
    }

    private static func action(_ pressed: String) -> Action {
        let words = pressed.split(at: "#", atMost: 1)
        return switch words.first {
        case "take": .take
        case "review": .review
        case "correct": .correct
        case "there": .useThere
        default: .draft(at: words.dropFirst().first.map(String.init))
        }
    }

    private static func requireSingle(_ fields: FormFields) throws {
        let repeated = fields.repeated { $0 == "inspector" || $0.begins(with: "deduct.") }
        guard let first = repeated.first?.shown else { return }
        throw Refusal.malformed("表单里的“\(first)”重复出现。", "The form's field '\(first)' stands more than once.")
    }
}
