import Compliance
import Foundation
import StrictJSON
import Testing

@testable import lazaret

@Suite("The shell says in Chinese what the pages say")
struct SameWordsTests {
    @Test(
        "The heads of tables are those of the pages",
        arguments: ["Weeks/WeekText.swift", "Sites/SiteText.swift"]
    )
    func heads(file: String) throws {
        let folder = Shell.project + "/Sources"
        var words = Set(Responsible.allCases.map(\.title.zh))
        for subject in try FileManager.default.subpathsOfDirectory(atPath: "\(folder)/Web")
        where subject.hasSuffix(".zh.json") {
            let text = try Data(contentsOf: URL(filePath: "\(folder)/Web/\(subject)"))
            for group in try JSON.read(Array(text)).object ?? [] {
                words.formUnion((group.value.object ?? []).compactMap(\.value.string))
            }
        }
        let source = try String(contentsOfFile: "\(folder)/lazaret/\(file)", encoding: .utf8)
        let heads = source.matches(of: /\? \[("\p{Han}[^\]]*")\]/).map(\.1)
        #expect(heads.count == 3)
        for head in heads.flatMap({ $0.matches(of: /"([^"]*)"/).map { String($0.1) } }) where !head.isEmpty {
            let isThere = words.contains(head)
            #expect(isThere, "\(file): \(head)")
        }
    }

    @Test(
        "A week that nobody can ask for is none, in the words of the pages",
        arguments: ["0001-W01", "1900-W01"]
    )
    func weeks(week: String) async throws {
        let said = try await Shell().run("week", week)
        #expect(said.code == 2 && said.error.contains("There is no week '\(week)'"))
    }
}
