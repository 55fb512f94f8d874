import ChecklistFiles
import Compliance
import StrictJSON
import Testing

@Suite("Which grades of a checklist are below the minimum")
struct BelowMinimumTests {
    /// Four grades that say so in the file; nil where nothing is said.
    private static func list(_ said: [Bool?]) -> String {
        let lines = said.enumerated()
            .map { index, said in
                let when = index == 3 ? "true()" : "${score} < \(60 + 10 * index)"
                let key = said.map { ", belowMinimum: \($0)" } ?? ""
                return
                    "  - {grade: g\(index), colour: red, title: {zh: 级, en: Grade}, when: \"\(when)\"\(key)}\n"
            }
        return "grades:\n" + lines.joined()
    }

    private static func checklist(_ said: [Bool?]) throws -> Checklist {
        try Sample.readChecklist("grades: default\n", list(said))
    }

    @Test(
        "The worst is, unless it says otherwise; another is where it says so",
        arguments: [
            ([nil, nil, nil, nil], [true, false, false, false]),
            ([true, nil, nil, nil], [true, false, false, false]),
            ([nil, true, nil, nil], [true, true, false, false]),
            ([true, true, true, false], [true, true, true, false]),
            ([false, nil, nil, nil], [false, false, false, false]),
        ] as [([Bool?], [Bool])]
    )
    func list(said: [Bool?], below: [Bool]) throws {
        let checklist = try Self.checklist(said)
        #expect(checklist.grades.map(\.isBelowMinimum) == below)
        let again = try Checklist(JSON.read(Array(JSON.write(checklist.node).utf8)))
        #expect(again == checklist && again.node.digest == checklist.node.digest)
        _ = try Standard(checklist, Sample.readBaseline(), isNew: true)
    }

    @Test("What goes without saying changes no digest")
    func digest() throws {
        let silent = try Self.checklist([nil, nil, nil, nil])
        #expect(try Self.checklist([true, false, nil, false]).node.digest == silent.node.digest)
        #expect(try Self.checklist([nil, true, nil, nil]).node.digest != silent.node.digest)
        #expect(!JSON.write(silent.node).contains("belowMinimum"))
        #expect(GradeRule.provincial.map(\.isBelowMinimum) == [true, false, false])
    }

    @Test("A grade cannot be below the minimum where a worse one is not")
    func order() throws {
        let problems = try Sample.problems("grades: default\n", Self.list([nil, nil, true, nil]))
        #expect(problems.map(\.code) == ["belowMinimumAbove"])
        #expect(problems.first?.pointer == "/grades/2/belowMinimum")
        #expect(problems.first?.mark.line == 12)
    }
}
