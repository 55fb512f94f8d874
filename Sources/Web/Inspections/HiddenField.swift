import HTTPServer
import StrictJSON

/// A field that keeps what cannot be changed here.
struct HiddenField: Sendable {
    let name: String
    let value: String

    init(name: String, value: String) {
        self.name = name
        self.value = value
    }

    /// What somebody entered into the form that files an inspection, as the form sent it; nothing that another form could
    /// bring, and none of what is new each time.
    static func entered(_ fields: [(name: String, value: String)]) -> [HiddenField] {
        fields.filter { field in
            !field.value.isEmpty
                && (names.contains { field.name.isExactly($0) }
                    || prefixes.contains { field.name.begins(with: $0) })
        }
        .map { HiddenField(name: $0.name, value: $0.value) }
    }

    private static let names = [
        "id", "checklist", "version", "begun", "edition", "seen", "kind", "inspector", "escort", "startedAt",
        "finishedAt", "revises", "revises-reason", "revises-by", "choosing", "apart",
    ]
    private static let prefixes = [
        "fact.", "answer.", "na.", "reason.", "deduct.", "further.", "note.", "evidence.", "fixed.",
        "confirm.", "given.", "pick.", "filename.",
    ]
}
