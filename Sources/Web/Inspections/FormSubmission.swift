import Compliance
import HTTPServer
import StrictJSON

/// What a form was sent for, and with what.
struct FormSubmission: Sendable {
    let fields: FormFields
    /// The filing as far as it goes.
    let document: Node
    /// The same as a draft keeps it.
    let kept: Node
    let id: InspectionID
    /// The version of the draft that the form was opened with; 0 where there was none.
    let edition: Int
    let action: Action

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
            isSeen: fields.one("seen") != nil
        )
        edition = fields.one("edition").flatMap { Int($0) } ?? 0
        // Whoever wants to read on in the other language goes on with the same form.
        let isLanguage = fields.one("language") != nil
        action = isLanguage ? .leave(Link.draft("\(id)", site: site).path) : Self.action(fields)
    }

    private static func action(_ fields: FormFields) -> Action {
        if let place = fields.one("then"), place.utf8.count <= 2000, Link.isHere(place) {
            return .leave(place)
        }
        let words = (fields.one("action") ?? "").split(at: "#", atMost: 1)
        return switch words.first {
        case "take": .take
        case "review": .review
        case "correct": .correct
        default: .draft(at: words.dropFirst().first.map(String.init))
        }
    }

    private static func requireSingle(_ fields: FormFields) throws {
        let repeated = fields.repeated { $0 == "inspector" || $0.begins(with: "deduct.") }
        guard let first = repeated.first?.shown else { return }
        throw Refusal.malformed("表单里的“\(first)”重复出现。", "The form's field '\(first)' stands more than once.")
    }
}
