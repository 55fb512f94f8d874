import Cases
import Compliance
import StrictJSON
import Testing

/// Rules of real forms that leave out a part in which nothing applies, which the language cannot say yet: where a part
/// is empty there is no grade, never a good one; where every part is there, the official one.
@Suite("Parts of real forms that may be empty")
struct MechanismTests {
    @Test(
        "No grade with a part missing, the official one otherwise",
        arguments: [
            ("m05-na-within-section", ["sheet-missing-low": "score_C"]),
            ("m29-xccdf-default", ["c3-empty-group": "score_C"]),
            ("m35-worst-of-parts", ["part-na": "score_B"]),
        ]
    )
    func grades(name: String, missing: [String: String]) throws {
        let mechanism = try Mechanism(name)
        let standard = try Standard(Checklist(mechanism.node()), mechanism.baseline)
        var empty: [String] = []
        for one in mechanism.cases {
            let sheet = try SheetDocument(one.document, for: standard).sheet
            let result = standard.score(sheet)
            if let name = missing[one.id] {
                empty.append(one.id)
                #expect(result.grade == nil, "\(one.id)")
                #expect(result.undecided?.missing.map(\.name) == [name], "\(one.id)")
                #expect(result.gaps.allSatisfy { $0.ifClosed.grade == nil }, "\(one.id)")
                // Version 1 of the rules gave the best grade there is, and still says that it did.
                #expect(
                    standard.score(sheet, by: 1).grade == standard.checklist.grades.last,
                    "\(one.id)"
                )
            } else {
                #expect(result.grade?.code == one.grade && one.grade != nil, "\(one.id)")
                #expect(result.undecided == nil, "\(one.id)")
            }
        }
        #expect(Set(empty) == Set(missing.keys))
    }

    @Test(
        "As a new version each of them needs a guard",
        arguments: ["m05-na-within-section", "m29-xccdf-default", "m35-worst-of-parts"]
    )
    func lint(name: String) throws {
        let mechanism = try Mechanism(name)
        let problems = Standard.problems(of: try mechanism.node(), with: mechanism.baseline)
        #expect(!problems.isEmpty)
        #expect(problems.allSatisfy { $0.code == "formula" && $0.pointer.hasPrefix("/grades/") })
        #expect(problems.allSatisfy { $0.mark.line > 0 && $0.message.zh.contains("${attainable_") })
    }

    @Test("With guards the lowest part decides as the form has it, and lint is content")
    func guarded() throws {
        let mechanism = try Mechanism("m35-worst-of-parts")
        let parts = ["A", "B"].map { "if(${attainable_\($0)} > 0, ${score_\($0)}, 100)" }
        let node = try mechanism.node(
            replacing: "min(${score_A}, ${score_B})",
            by: "min(\(parts.joined(separator: ", ")))"
        )
        #expect(Standard.problems(of: node, with: mechanism.baseline) == [])
        let standard = try Standard(Checklist(node), mechanism.baseline, isNew: true)
        #expect(mechanism.cases.count == 3)
        for one in mechanism.cases {
            let result = standard.score(try SheetDocument(one.document, for: standard).sheet)
            #expect(result.grade?.code == one.grade, "\(one.id)")
        }
    }
}
