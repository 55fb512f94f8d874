import Foundation
import Testing

/// What the documents say of the layout is so.
@Suite struct ArchitectureTests {
    private static func text(_ path: String) throws -> String {
        try String(contentsOfFile: Shell.project + "/" + path, encoding: .utf8)
    }

    /// The files and folders of the project that are set as code.
    private static func places(in text: some StringProtocol) -> [String] {
        String(text).matches(of: /`((?:Sources|Tests|sql|docs|scripts|checklists)\/[^`\s]*)`/)
            .map { String($0.1) }
    }

    @Test func everyPlaceThatADocumentNamesIsThere() throws {
        let documents = try FileManager.default.contentsOfDirectory(atPath: Shell.project + "/docs")
            .filter { $0.hasSuffix(".md") }
        #expect(documents.count > 8)
        for document in ["README.md"] + documents.map({ "docs/" + $0 }) {
            for place in Self.places(in: try Self.text(document)) {
                #expect(
                    FileManager.default.fileExists(atPath: Shell.project + "/" + place),
                    "\(document): \(place)"
                )
            }
        }
    }

    /// What answers, what keeps and finds, what judges, what is written down.
    private static let floors = [
        ["Sources/HTTPServer/", "Sources/Web/", "Sources/lazaret/"], ["Sources/Store/"],
        ["Sources/Compliance/", "Sources/AuditLog/"], ["sql/", "checklists/"],
    ]

    @Test func theWaysThroughTheHouseGoDownAndNeverBackUp() throws {
        let chapters = try Self.text("docs/architecture.md").components(separatedBy: "\n## ")
        let ways = try #require(chapters.first { $0.hasPrefix("Three ways") })
            .components(separatedBy: "\n### ")
        #expect(ways.count == 4)
        for way in ways.dropFirst() {
            let name = way.prefix { $0 != "\n" }
            let floors = try Self.places(in: way)
                .map { place in
                    try #require(
                        Self.floors.firstIndex { $0.contains { place.hasPrefix($0) } },
                        "\(name): \(place)"
                    )
                }
            #expect(floors == floors.sorted() && Set(floors) == [0, 1, 2, 3], "\(name): \(floors)")
        }
    }

    /// Each step names functions and types of the files that it names.
    @Test func everyStepSpeaksOfWhatItsFilesHold() throws {
        let chapters = try Self.text("docs/architecture.md").components(separatedBy: "\n## ")
        let ways = try #require(chapters.first { $0.hasPrefix("Three ways") })
        let steps = ways.split(separator: #/\n\d\. /#).dropFirst()
        #expect(steps.count > 20)
        for step in steps {
            let held = try Self.places(in: step).map(Self.text).joined()
            for word in String(step).matches(of: /`(\w+)(?:\([^`]*\))?`/) {
                #expect(held.contains(word.1), "\(step): \(word.1)")
            }
        }
    }
}
