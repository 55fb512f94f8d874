import ChecklistFiles
package import Compliance
import Foundation
package import StrictJSON

/// A rule of scoring taken from a real form, as well as the checklist language can say it, with official figures.
///
/// The files stand beside the project, in `../shared/cases/mechanisms`.
package struct Mechanism: Sendable {
    /// The checklist as it is written.
    package let text: String
    package let baseline: Baseline
    package let cases: [Case]

    /// One visit and what the form's own rule makes of it.
    package struct Case: Sendable {
        package let id: String
        package let document: Node
        /// The official grade; nil where the rule gives none.
        package let grade: String?
    }

    /// Reads the files of that name, such as `m35-worst-of-parts`; throws where one is missing.
    package init(_ name: String) throws {
        text = try Self.read(name + ".yaml")
        baseline = try Baseline(YAMLText.read(Self.read("baseline-mechanisms.yaml")))
        let expected = try JSON.read(Array(Self.read(name + ".expected.json").utf8))
        cases = (expected["cases"]?.array ?? [])
            .map { node in
                Case(
                    id: node["id"]?.string ?? "",
                    document: .object([
                        ("visitDate", expected["visitDate"]), ("facts", node["facts"]),
                        ("answers", node["answers"]),
                    ]),
                    grade: node["official"]?["grade"]?.string
                )
            }
    }

    /// The checklist as it is read, with one wording replaced by another.
    package func node(replacing old: String? = nil, by new: String = "") throws -> Node {
        try YAMLText.read(old.map { text.replacing($0, with: new) } ?? text)
    }

    private static func read(_ name: String) throws -> String {
        let project = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
        let file = project.appending(path: "../shared/cases/mechanisms").appending(path: name)
        guard FileManager.default.fileExists(atPath: file.path) else {
            throw Lexington.Misread(
                "\(name) is missing: these tests read rules of real forms, which are not part of the project but stand "
                    + "in shared/cases/mechanisms beside it; put that folder there to run them"
            )
        }
        return try String(contentsOf: file, encoding: .utf8)
    }
}
