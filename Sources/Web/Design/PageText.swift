import Mustache
import StrictJSON

/// How values stand in a page: whatever could be markup is escaped, also where a combining mark stands behind it.
///
/// Mustache's own escape goes by `Character`, and so passes a `"` with a variation selector behind it.
struct PageText: MustacheContentType {
    /// What templates call it.
    static let name = "PAGE"

    func escapeText(_ text: String) -> String {
        // Most values hold none of these.
        guard text.utf8.contains(where: "&<>\"'".utf8.contains) else { return text }
        return text.escaping { scalar in
            switch scalar {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            case "\"": "&quot;"
            case "'": "&#39;"
            default: nil
            }
        }
    }

    /// The template as a page or part of one: its values are escaped so. A part does not take this over from the
    /// page that it stands in, so every template is read like this.
    static func template(_ source: String) -> String { "{{% CONTENT_TYPE: \(name)}}\n" + source }
}
