import Foundation

/// The folder `sql/` as it was when this was built.
enum SQLFiles {
    /// The names and contents of the `.sql` files of one of its folders, in the order of the names.
    static func all(in folder: String) throws -> [(name: String, text: String)] {
        guard let root = Bundle.module.resourceURL else { throw Missing(place: folder) }
        let place = root.appending(path: "sql").appending(path: folder)
        let files = try FileManager.default.contentsOfDirectory(at: place, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "sql" }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
        guard !files.isEmpty else { throw Missing(place: folder) }
        return try files.map { ($0.lastPathComponent, try String(contentsOf: $0, encoding: .utf8)) }
    }

    /// The program was installed without its resource bundle.
    struct Missing: Error, CustomStringConvertible {
        let place: String
        var description: String {
            "sql/\(place) is missing beside the program: install its resource bundle too"
        }
    }
}
