import ChecklistFiles
import Compliance
import StrictJSON
import Testing

@Suite("What differs between versions")
struct ComparisonTests {
    @Test("A version does not differ from itself", arguments: Shipped.checklists)
    func same(name: String) throws {
        let checklist = try Shipped.checklist(name)
        #expect(ChecklistComparison(checklist, checklist).isEmpty)
    }

    @Test("Items added, removed and changed, field by field")
    func items() throws {
        let old = try Sample.readChecklist()
        let new = try Checklist(
            YAMLText.read(
                Sample.checklist.replacing("code: B-01", with: "code: B-03")
                    .replacing("version: \"1\"", with: "version: \"2\"")
                    .replacing("atLeast: \"ceil", with: "equals: \"ceil")
                    .replacing("partial: proportional", with: "partial: none")
                    .replacing("zh: 有围栏", with: "zh: 有围墙").replacing("title: {zh: 乙", with: "title: {zh: 丙")
            )
        )
        let comparison = ChecklistComparison(old, new)
        #expect(comparison.header == [FieldChange("version", "1", "2")])
        #expect(comparison.items.added.map(\.code) == ["B-03"])
        #expect(comparison.items.removed.map(\.code) == ["B-01"])
        #expect(comparison.items.changed.map(\.entry.code) == ["A-01", "A-02"])
        #expect(comparison.items.changed.first?.fields == [FieldChange("text.zh", "有围栏", "有围墙")])
        let bound = Node.string("ceiling(${residents} * ${medics_per_50} div 50)")
        #expect(
            comparison.items.changed.last?.fields == [
                FieldChange("minimum.atLeast", bound, nil), FieldChange("minimum.equals", nil, bound),
                FieldChange("partial", "proportional", nil),
            ]
        )
        #expect(comparison.sections.changed.map(\.entry.code) == ["B"])
        #expect(comparison.facts.isEmpty && comparison.grades.isEmpty && comparison.sources.isEmpty)
        #expect(comparison.reusedCodes.isEmpty)
    }

    @Test("A code given to another requirement of another clause is named; a rewording is not")
    func reused() throws {
        func changed(_ text: String, _ clause: String) throws -> ChecklistComparison {
            let new = Sample.checklist.replacing("text: {zh: 有围栏, en: There is a fence}", with: text)
                .replacing("clause: 一\n", with: "clause: \(clause)\n")
            return ChecklistComparison(try Sample.readChecklist(), try Checklist(YAMLText.read(new)))
        }
        let other = "text: {zh: 每日消毒两次, en: Disinfected twice a day}"
        #expect(try changed(other, "九").reusedCodes.map(\.item) == ["A-01"])
        #expect(try changed(other, "一").reusedCodes.isEmpty)
        #expect(try changed("text: {zh: 四周有围栏, en: A fence goes all round}", "九").reusedCodes.isEmpty)
    }

    @Test(
        "No shipped file gives a code another meaning",
        arguments: [
            ("county-isolation", "township-isolation"), ("county-isolation", "county-isolation-2022-07"),
            ("township-isolation", "township-isolation-2022-07"),
            ("home-isolation", "home-isolation-2022-07"),
            ("checkpoint", "checkpoint-2022-07"),
        ]
    )
    func shipped(old: String, new: String) throws {
        let comparison = ChecklistComparison(try Shipped.checklist(old), try Shipped.checklist(new))
        #expect(comparison.reusedCodes.isEmpty, "\(comparison.reusedCodes.map(\.message.en))")
    }

    @Test(
        "A parameter's move says whether it is stricter",
        arguments: [
            ("value: 70", "value: 75", true), ("value: 24", "value: 25", false),
            ("value: 72", "value: 48", true),
            ("value: 14", "value: 21", nil),
        ] as [(String, String, Bool?)]
    )
    func parameters(old: String, new: String, isStricter: Bool?) throws {
        let comparison = BaselineComparison(try Sample.readBaseline(), try Sample.readBaseline(old, new))
        #expect(comparison.parameters.changed.count == 1)
        #expect(comparison.parameters.changed.first?.fields.map(\.field) == ["value"])
        #expect(comparison.shifts.map(\.isStricter) == [isStricter])
    }

    @Test("A later baseline of the same values differs only in its head")
    func laterBaseline() throws {
        let later = try Sample.readBaseline("effectiveFrom: 2021-08-01", "effectiveFrom: 2021-09-01")
        let comparison = BaselineComparison(try Sample.readBaseline(), later)
        #expect(comparison.header.map(\.field) == ["effectiveFrom"])
        #expect(comparison.parameters.isEmpty && comparison.shifts.isEmpty)
    }
}
