import ChecklistFiles
import Compliance
import StrictJSON
import Testing

@Suite("What a checklist's formulas say in words")
struct WordsTests {
    /// Every formula of a checklist in words.
    private static func sentences(_ standard: Standard) -> [Text] {
        let (list, words) = (standard.checklist, standard.words)
        let formulas = list.items
            .flatMap { item in
                if case .bound(_, let formula) = item.minimum {
                    [formula] + [item.applies].compactMap { $0 }
                } else {
                    [item.applies].compactMap { $0 }
                }
            }
        return list.items.map { words.requirement(of: $0) } + list.items.compactMap { words.applies($0) }
            + list.grades.map { words.condition(of: $0) } + list.constraints.map { words.condition(of: $0) }
            + formulas.map { words.symbols($0) }
    }

    private static func isCode(_ text: String) -> Bool {
        text.contains(/\$\{| div |\bceiling\b|\bfloor\(|true\(\)|\b[a-z]+_[a-z_0-9]+\b|\d\/\d/)
    }

    @Test("No shipped formula is shown as one", arguments: Shipped.checklists)
    func shipped(name: String) throws {
        let said = Self.sentences(try Shipped.standard(name))
        #expect(said.count > 20)
        for text in said where Self.isCode(text.zh) || Self.isCode(text.en) {
            Issue.record("\(name): \(text.zh) | \(text.en)")
        }
    }

    @Test("Words are asked for where none can be made, and nowhere else", arguments: Shipped.checklists)
    func advice(name: String) throws {
        let standard = try Shipped.standard(name)
        let found = Standard.advice(on: standard.checklist, with: standard.baseline)
        #expect(found.map(\.item) == (name.hasPrefix("home-isolation") ? ["D-01"] : []))
        #expect(found.allSatisfy { $0.code == "needsWords" && $0.mark.line > 400 })
        #expect(found.allSatisfy { $0.pointer.hasSuffix("/minimum/atLeast") })
    }

    @Test("A version in other words decides nothing else, and needs no words", arguments: Shipped.reworded)
    func reworded(name: String) throws {
        let (old, new) = try Shipped.rewordedChecklist(name)
        #expect(new.version == old.version.dropLast() + "3" && new.effectiveFrom > old.effectiveFrom)
        let compared = ChecklistComparison(old, new)
        #expect(compared.header.map(\.field) == ["version", "effectiveFrom"])
        #expect(compared.constraints.isEmpty && compared.facts.isEmpty && compared.grades.isEmpty)
        #expect(compared.reusedCodes.isEmpty)
        let changed = compared.items.changed.flatMap { item in
            item.fields.map { "\(item.entry.code) \($0.field)" }
        }
        let expected: [String] =
            switch name.split(separator: "-").first {
            case "home": ["B-05 text.zh", "B-05 text.en", "D-01 says"]
            case "county": ["E-02 guidance.zh", "E-02 guidance.en", "M-04 text.zh", "M-04 text.en"]
            default:
                [
                    "E-02 guidance.zh", "E-02 guidance.en", "M-04 text.zh", "M-04 text.en",
                    "S-05 guidance.zh",
                    "S-05 guidance.en",
                ]
            }
        #expect(changed == expected)
        // What an answer left blank counts as: not checked, and not "not met".
        for item in new.items where item.guidance?.zh.contains("留空") == true {
            #expect(item.guidance?.zh.hasSuffix("留空，按未检查计，不得分。") == true, "\(item.code)")
            #expect(item.guidance?.en.contains("it counts as not checked") == true, "\(item.code)")
        }
        let baseline = try Shipped.baseline(
            name.contains("2022-07") ? "baseline-2022-07" : "baseline-2021-08"
        )
        #expect(Standard.problems(of: new.node, with: baseline).isEmpty)
        #expect(Standard.advice(on: new, with: baseline).isEmpty)
        #expect(try Checklist(JSON.read(Array(JSON.write(new.node).utf8))) == new)
    }

    private static let formula = "minimum: {atLeast: \"ceiling(${residents} * ${medics_per_50} div 50)\"}"

    private static func sample(_ old: String, _ new: String) throws -> Node {
        try YAMLText.read(Sample.checklist.replacing(old, with: new))
    }

    @Test("Words are part of the version, and shown in the place of the formula")
    func says() throws {
        let said = try Checklist(
            Self.sample(Self.formula, Self.formula + "\n        says: {zh: 够用, en: enough}")
        )
        let plain = try Sample.readChecklist()
        #expect(said.node.digest != plain.node.digest)
        #expect(ChecklistComparison(plain, said).items.changed.flatMap(\.fields).map(\.field) == ["says"])
        #expect(try Checklist(JSON.read(Array(JSON.write(said.node).utf8))) == said)
        let words = FormulaWords(said, try Sample.readBaseline())
        let item = try #require(said.items.first { $0.code == "A-02" })
        #expect(words.requirement(of: item) == Text(zh: "够用", en: "enough"))
        #expect(words.applies(item)?.zh == "人数大于 0，且 A-01“有围栏”为“是”")
    }

    @Test("Words for a formula that is not there are refused, and so are words that are none")
    func faults() throws {
        func codes(_ node: Node) throws -> [String] {
            Standard.problems(of: node, with: try Sample.readBaseline())
                .map { "\($0.code) \($0.item ?? "") \($0.pointer)" }
        }
        let nothing = try Self.sample(
            "points: 2",
            "points: 2\n        says: {zh: 是, en: yes}\n        appliesSays: {zh: 是, en: yes}"
        )
        #expect(
            try codes(nothing) == [
                "noFormula A-01 /sections/0/items/0/says", "noFormula A-01 /sections/0/items/0/appliesSays",
            ]
        )
        let blank = try Self.sample(Self.formula, Self.formula + "\n        says: {zh: \" \", en: enough}")
        #expect(try codes(blank) == ["blank A-02 /sections/0/items/1/says/zh"])
    }

    @Test("An amendment may put items in other words, and nothing else of them")
    func amendment() throws {
        func amendment(_ items: String) throws -> ChecklistAmendment {
            try ChecklistAmendment(
                YAMLText.read(
                    "amends: sample-site\namendedVersion: \"1\"\nversion: \"2\"\neffectiveFrom: 2021-09-01\nitems:\n\(items)"
                )
            )
        }
        let found = #expect(throws: Problems.self) {
            try amendment("  A-01: {severity: minor, says: {zh: 一, en: a}}\n")
        }
        #expect(found?.all.map { "\($0.code) \($0.pointer)" } == ["unknownName /items/A-01/severity"])
        #expect(throws: Problems.self) { try amendment("  {}\n") }
        let sample = try Sample.readChecklist()
        let unknown = #expect(throws: Problems.self) {
            try amendment("  A-3: {text: {zh: 一, en: a}}\n").document(amending: sample)
        }
        #expect(unknown?.all.map(\.code) == ["unknownItem"] && unknown?.all.first?.mark.line == 6)
        let reworded = try Checklist(
            amendment("  A-01: {text: {zh: 四周有围栏, en: A fence all round}}\n").document(amending: sample)
        )
        #expect(reworded.items[0].text.zh == "四周有围栏" && reworded.items[0].severity == .critical)
        #expect(reworded.items.dropFirst() == sample.items.dropFirst())
    }
}
