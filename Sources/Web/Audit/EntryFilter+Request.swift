import Compliance
import HTTPServer
import HummingbirdCore
import Store
import StrictJSON

extension EntryFilter {
    /// Reads `site`, `actor`, `kind`, `verb`, `object`, `from` and `to` of the address.
    init(_ request: Request) throws {
        var problems: [Problem] = []
        func words(_ name: String) -> String? {
            let text = (request.queryValue(name) ?? "").trimmed.cut(to: 300)
            return text.isEmpty ? nil : text
        }
        let kind: EntryKind? = request.word("kind", &problems)
        self.init(
            actor: words("actor"),
            verb: words("verb"),
            object: words("object"),
            from: request.day("from", &problems),
            to: request.day("to", &problems),
            site: words("site")?.cut(to: 100),
            kind: kind
        )
        if let verb, !Store.verbs.contains(verb) {
            let message = Text(
                zh: "参数 verb 应为 \(Store.verbs.joined(separator: ", ")) 之一，现为“\(verb)”。",
                en: "verb must be one of \(Store.verbs.joined(separator: ", ")); it is '\(verb)'."
            )
            problems.append(Problem("unknownWord", at: "?verb", message))
        }
        guard problems.isEmpty else { throw Refusal.invalid(problems) }
    }

    /// The filter as an address carries it.
    var query: String {
        let values: [(String, String?)] = [
            ("site", site), ("actor", actor), ("kind", kind?.rawValue), ("verb", verb), ("object", object),
            ("from", from.map { "\($0)" }), ("to", to.map { "\($0)" }),
        ]
        return values.compactMap { name, value in value.map { "\(name)=\(FormText.encode($0))" } }
            .joined(separator: "&")
    }

    /// How the record says what was asked for; nil for everything.
    var said: String? { query.isEmpty ? nil : query.cut(to: 2000) }
}

extension RequestContext {
    /// The entry that the path names.
    var entryNumber: Int {
        get throws {
            let text = part("number")
            guard let number = Int(text) else {
                throw Refusal.notFound("没有第“\(text)”号记录。", "There is no entry '\(text)'.")
            }
            return number
        }
    }
}
