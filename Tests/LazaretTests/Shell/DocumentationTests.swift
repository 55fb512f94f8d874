import ArgumentParser
import ChecklistFiles
import Compliance
import Foundation
import StrictJSON
import Testing

@testable import lazaret

/// What the documents list is what the code has.
@Suite struct DocumentationTests {
    private func document(_ name: String) throws -> String {
        try String(contentsOfFile: Shell.project + "/" + name, encoding: .utf8)
    }

    /// The first cells of the table's rows that are set as code.
    private func codes(in text: Substring) -> [String] {
        text.split(separator: "\n").compactMap { $0.firstMatch(of: /^\| `([^`]+)` \|/).map { String($0.1) } }
    }

    private func section(_ heading: String, of name: String) throws -> Substring {
        let text = try document(name)
        let start = try #require(text.range(of: "\n## \(heading)\n"))
        let rest = text[start.upperBound...]
        return rest.range(of: "\n## ").map { rest[..<$0.lowerBound] } ?? rest
    }

    @Test func everySettingIsListed() throws {
        #expect(
            codes(in: try section("Settings", of: "docs/operations.md")) == Setting.allCases.map(\.rawValue)
        )
    }

    @Test func everyCommandIsListed() throws {
        let listed = codes(in: try section("Commands", of: "docs/operations.md"))
        #expect(Set(listed) == Set(Self.commands(of: Lazaret.self, under: "")))
    }

    @Test func everyExitCodeIsListed() throws {
        let section = try section("Commands", of: "docs/operations.md")
        let listed = section.matches(of: /\n\| (\d+) \|/).compactMap { Int32($0.1) }
        #expect(listed == [0] + CommandFailure.Code.allCases.map(\.rawValue))
    }

    @Test func everyRoleIsListedWithItsRights() throws {
        let rows = try section("Roles and rights", of: "docs/access.md").split(separator: "\n")
            .compactMap { $0.wholeMatch(of: /\| `(\w+)` \| (`.+`) \|.*/) }
        let listed = rows.map { row in
            "\(row.1) " + row.2.matches(of: /\w+/).map { String($0.0) }.sorted().joined(separator: " ")
        }
        #expect(
            listed
                == Role.allCases.map {
                    "\($0.rawValue) " + $0.rights.map(\.rawValue).sorted().joined(separator: " ")
                }
        )
    }

    @Test func everyChecklistIsListedWithItsItems() throws {
        let folder = Shell.project + "/checklists"
        var counts: [String: Int] = [:]
        var (versions, amended): (Set<String>, Set<String>) = ([], [])
        for file in try FileManager.default.contentsOfDirectory(atPath: folder)
        where file.hasSuffix(".yaml") && !file.hasPrefix("baseline") {
            let node = try YAMLText.read(String(contentsOfFile: folder + "/" + file, encoding: .utf8))
            if node["amends"] != nil {
                let amendment = try ChecklistAmendment(node)
                amended.insert("\(amendment.checklist) \(amendment.amended)")
                continue
            }
            let checklist = try Checklist(node)
            counts[String(file.dropLast(5))] = checklist.items.count
            versions.insert("\(checklist.code) \(checklist.version)")
        }
        #expect(amended.isSuperset(of: versions), "each has an amendment beside it")
        let listed = try document("README.md").matches(of: #/\| `([a-z0-9-]+)` \| (\d+) \|/#)
            .map { (String($0.1), Int($0.2)) }
        #expect(Dictionary(listed) { first, _ in first } == counts)
    }

    /// The names of the commands that do something, such as `show site`.
    static func commands(of command: any ParsableCommand.Type, under path: String) -> [String] {
        let subcommands =
            command.configuration.subcommands
            + command.configuration.groupedSubcommands.flatMap(\.subcommands)
        guard !subcommands.isEmpty else { return [path] }
        return subcommands.flatMap { subcommand in
            let name = subcommand.configuration.commandName ?? String(describing: subcommand).lowercased()
            return commands(of: subcommand, under: path.isEmpty ? name : "\(path) \(name)")
        }
    }
}
