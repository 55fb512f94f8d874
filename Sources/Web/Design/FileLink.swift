import Compliance
import Papers

/// A document as a file of one format, and where it is saved from.
struct FileLink: Sendable {
    let wording: String
    let address: String

    /// One for each of those formats.
    static func all(
        _ texts: Texts,
        _ formats: [PaperFormat] = PaperFormat.allCases,
        at link: (PaperFormat) -> Link,
        query: String = ""
    ) -> [FileLink] {
        formats.map { format in
            FileLink(wording: texts(format.title), address: link(format).api + query)
        }
    }
}
