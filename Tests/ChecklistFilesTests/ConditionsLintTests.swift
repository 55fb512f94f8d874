import ChecklistFiles
import Compliance
import StrictJSON
import Testing

@Suite("Conditions in a checklist's file")
struct ConditionsLintTests {
    /// The sample with these lines under `constraints:`; the first of them stands in line 61.
    private static func problems(_ lines: String...) throws -> [Problem] {
        let text = Sample.checklist + "constraints:\n" + lines.map { "  - {\($0)}\n" }.joined()
        return try Standard.problems(of: YAMLText.read(text), with: Sample.readBaseline())
    }

    private static func line(
        _ code: String = "within-capacity",
        _ formula: String,
        kind: String = "doubtful"
    ) -> String {
        "code: \(code), constraint: \"\(formula)\", kind: \(kind), message: {zh: 不对, en: Wrong}"
    }

    @Test("A sound one, over facts, answers, the day, parameters and the register")
    func sound() throws {
        let found = try Self.problems(
            Self.line("a", "${residents} <= ${capacity}"),
            Self.line("b", "${A-02} <= ${residents} and ${B-02} != 'shared'", kind: "impossible"),
            Self.line("c", "${visit_date} - ${opened_on} < ${observation_days} * 100")
        )
        #expect(found.isEmpty, "\(found.map(\.line))")
    }

    @Test("Every problem at once, each with its line and column")
    func faults() throws {
        let found = try Self.problems(
            Self.line("a", "${resident} <= ${capacity}"),
            Self.line("b", "${residents} + 1"),
            Self.line("c", "${residents} <= 'many'"),
            Self.line("c", "${B-01} > 1"),
            Self.line("visit-length", "${residents} > 0"),
            Self.line("Not A Code", "${residents} >"),
            Self.line("d", "${residents} > 0", kind: "odd"),
            "code: e"
        )
        let start = Sample.checklist.split(separator: "\n", omittingEmptySubsequences: false).count
        #expect(
            found.map { "\($0.code) \(Int($0.mark.line) - start) \($0.pointer)" } == [
                "formula 1 /constraints/0/constraint", "formula 2 /constraints/1/constraint",
                "formula 3 /constraints/2/constraint", "repeated 4 /constraints/3/code",
                "formula 4 /constraints/3/constraint", "reservedName 5 /constraints/4/code",
                "badName 6 /constraints/5/code", "formula 6 /constraints/5/constraint",
                "unknownWord 7 /constraints/6/kind", "missing 8 /constraints/7/constraint",
                "missing 8 /constraints/7/kind", "missing 8 /constraints/7/message",
            ],
            "\(found.map(\.line))"
        )
    }

    @Test("The register is spoken of in conditions only, and no fact there is called like what it says")
    func register() throws {
        let item = try Sample.problems("applies: \"${residents} > 0", "applies: \"${capacity} > 0")
        #expect(item.map(\.code) == ["formula"])
        let fact = try YAMLText.read(
            Sample.checklist.replacing("residents", with: "capacity")
                + "constraints:\n  - {\(Self.line("a", "${capacity} > 0"))}\n"
        )
        let found = Standard.problems(of: fact, with: try Sample.readBaseline())
        #expect(found.map { "\($0.code) \($0.pointer)" } == ["reservedName /facts/capacity"])
        // A version that was published with such a fact and without conditions stays as it is.
        let old = try YAMLText.read(Sample.checklist.replacing("residents", with: "capacity"))
        #expect(Standard.problems(of: old, with: try Sample.readBaseline()).isEmpty)
    }

    @Test("Two versions are compared by their conditions too")
    func comparison() throws {
        func checklist(_ line: String) throws -> Checklist {
            try Checklist(YAMLText.read(Sample.checklist + "constraints:\n  - {\(line)}\n"))
        }
        let before = try checklist(Self.line("a", "${residents} > 0"))
        let after = try checklist(Self.line("a", "${residents} >= 0"))
        let changed = ChecklistComparison(before, after)
        #expect(changed.constraints.changed.map(\.entry.code) == ["a"] && changed.header.isEmpty)
        let added = ChecklistComparison(try Sample.readChecklist(), after)
        #expect(added.constraints.added.map(\.code) == ["a"] && !added.isEmpty)
    }

    @Test(
        "A shipped amendment adds conditions to its version, and changes nothing else",
        arguments: Shipped.amendments
    )
    func amendment(name: String, amended: String) throws {
        let node = try YAMLText.read(Shipped.text(name))
        let amendment = try ChecklistAmendment(node)
        let base = try Shipped.checklist(amended)
        #expect(amendment.checklist == base.code && amendment.amended == base.version)
        let document = try amendment.document(amending: base)
        // The first versions go on beside the later baseline too, where a county has published that.
        for baseline in Shipped.baselines where !name.contains("2022-07") || baseline == "baseline-2022-07" {
            let problems = Standard.problems(of: document, with: try Shipped.baseline(baseline))
            for problem in problems { Issue.record("\(name):\(problem.line)") }
        }
        let checklist = try Checklist(document)
        #expect(checklist.version == base.version + ".2" && checklist.effectiveFrom > base.effectiveFrom)
        #expect(!checklist.constraints.isEmpty)
        let comparison = ChecklistComparison(base, checklist)
        #expect(comparison.header.map(\.field) == ["version", "effectiveFrom"])
        #expect(comparison.items.isEmpty && comparison.facts.isEmpty && comparison.grades.isEmpty)
        #expect(try Checklist(JSON.read(Array(JSON.write(checklist.node).utf8))) == checklist)
    }

    @Test("An amendment with something else in it is refused")
    func wrongAmendment() throws {
        let node = try YAMLText.read("amends: sample-site\nversion: \"2\"\nfacts: []\nconstraints: []\n")
        let found = #expect(throws: Problems.self) { try ChecklistAmendment(node) }
        #expect(found?.all.map(\.code).sorted() == ["missing", "missing", "unknownName"])
    }
}
