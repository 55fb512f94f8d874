import Compliance
import Mustache
import StrictJSON

/// The wordings of one language, by key; templates read them as `{{t.group.name}}`.
struct Texts: Sendable {
    let language: Language
    let all: [String: String]

    /// Reads catalogues: groups of names and wordings.
    init(_ language: Language, catalogues: [Node]) {
        self.language = language
        var all: [String: String] = [:]
        for group in catalogues.flatMap({ $0.object ?? [] }) {
            for entry in group.value.object ?? [] {
                all["\(group.name).\(entry.name)"] = entry.value.string
            }
        }
        self.all = all
    }

    /// The wording; `{0}`, `{1}` … in it stand for the values, and `{0|day|days}` for a count with the word that goes with
    /// it: the first behind 1, else the second. A test holds every key to be in both catalogues, so the key itself is never
    /// shown.
    func callAsFunction(_ key: String, _ values: String...) -> String {
        guard !values.isEmpty else { return all[key] ?? key }
        // In one go: a value is never searched for the place of another.
        let pieces = (all[key] ?? key).split(at: "{", keepingEmpty: true)
        return pieces.dropFirst()
            .reduce(into: String(pieces[0])) { text, piece in
                let parts = piece.split(at: "}", atMost: 1, keepingEmpty: true)
                let words = parts[0].split(at: "|", keepingEmpty: true)
                if parts.count == 2, let place = Int(words[0]), values.indices.contains(place) {
                    text += values[place]
                    if words.count == 3 { text += " " + words[values[place] == "1" ? 1 : 2] }
                    text += parts[1]
                } else {
                    text += "{" + piece
                }
            }
    }

    /// The wording of a text that carries both languages.
    func callAsFunction(_ text: Text) -> String { text[language] }
}

extension Texts: MustacheParent {
    func child(named group: String) -> Any? { Group(texts: self, name: group) }

    private struct Group: MustacheParent {
        let texts: Texts
        let name: String

        func child(named key: String) -> Any? { texts.all["\(name).\(key)"] }
    }
}
