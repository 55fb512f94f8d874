import ChecklistFiles
import Compliance
import StrictJSON

/// Registers as they lie on disk, read together, so that what is wrong with any of them is said at once.
struct RegisterFiles {
    /// Of all files, in their order.
    let entries: [RegisterEntry]
    /// The file of each entry.
    private let files: [String]

    init(_ paths: [String]) throws {
        var (entries, files): ([RegisterEntry], [String]) = ([], [])
        var refused: [FileProblems] = []
        for path in paths {
            let format: SiteRegister.Format = path.hasSuffix(".yaml") || path.hasSuffix(".yml") ? .yaml : .csv
            do {
                let read = try SiteRegister.read(FileBytes.read(path), as: format)
                entries += read
                files += read.map { _ in path }
            } catch let problems as Problems {
                refused.append(FileProblems(file: path, problems: problems.all))
            }
        }
        guard refused.isEmpty else { throw RegisterProblems(files: refused) }
        (self.entries, self.files) = (entries, files)
    }

    /// The problems that the store had with the entries, which count them (`/3/kind`), by file, row and column.
    func located(_ problems: Problems) -> RegisterProblems {
        RegisterProblems(
            files: problems.all.map { problem in
                let parts = problem.pointer.split(separator: "/")
                guard let index = parts.first.flatMap({ Int($0) }), entries.indices.contains(index) else {
                    return FileProblems(file: files.first ?? "", problems: [problem])
                }
                let (row, column) = (entries[index].row, parts.dropFirst().first.map(String.init) ?? "")
                let message = Text(
                    zh: "第 \(row) 行“\(column)”：\(problem.message.zh)",
                    en: "row \(row), column '\(column)': \(problem.message.en)"
                )
                let place = Mark(line: row, column: 1)
                return FileProblems(
                    file: files[index],
                    problems: [Problem(problem.code, at: problem.pointer, mark: place, message)]
                )
            }
        )
    }
}

/// Everything wrong with the files of a register.
struct RegisterProblems: Error, CustomStringConvertible {
    let files: [FileProblems]

    var description: String { files.map(\.description).joined(separator: "\n") }
}
