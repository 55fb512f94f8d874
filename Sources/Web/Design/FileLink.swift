import Compliance
import Papers

/// A document as a file of one format, and where it is saved from.
struct FileLink: Sendable {
    let wording: String
    let address: String

    /// One for each format.
    static func all(_ texts: Texts, at link: (PaperFormat) -> Link, query: String = "") -> [FileLink] {
        PaperFormat.allCases.map { format in
            FileLink(wording: texts(format.title), address: link(format).api + query)
        }
    }
}
