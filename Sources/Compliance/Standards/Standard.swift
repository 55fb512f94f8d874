package import StrictJSON

/// A checklist bound to a baseline: every formula taken apart, typed, and in an order that can be worked out.
///
/// It never changes once made, and is a class because it is large: whoever scores against it shares the one there is.
package final class Standard: Sendable {
    package let checklist: Checklist
    package let baseline: Baseline
    /// SHA-256 of the checklist's canonical JSON, which identifies its version; lower-case hex.
    package let checklistDigest: String
    package let baselineDigest: String
    /// Its formulas in words.
    package let words: FormulaWords

    /// Every item, in checklist order.
    let rules: [ItemRule]
    /// The places among `rules` of those with a condition, what it needs coming before it.
    let conditional: [Int]
    /// Worst to best; the last always holds.
    let grades: [GradeCondition]
    /// In checklist order.
    let constraints: [BoundConstraint]

    /// The place of each rule's section among the checklist's.
    let sectionOfRule: [Int]
    /// Whether any grade is decided on a section's score.
    let gradesReadSections: Bool
    /// What the grades hold figures against.
    let thresholds: GradeThresholds

    /// Hours to close a gap, by severity; binding has seen to it that the baseline says so.
    private let deadlines: (critical: Rational, major: Rational, minor: Rational)
    private let indices: [String: Int]
    private let parameters: [String: Parameter]

    /// Binds the two; throws everything that does not fit, with its place in the checklist's file.
    ///
    /// Of a checklist that is about to be published more is asked than of one that was, which stays usable: that grades
    /// ask for the score of a section that may be empty only where it is not.
    package init(_ checklist: Checklist, _ baseline: Baseline, isNew: Bool = false) throws(Problems) {
        let collector = ProblemCollector()
        let binder = Binder(checklist, baseline, isNew: isNew, collector)
        try collector.throwIfAny()
        self.checklist = checklist
        self.baseline = baseline
        checklistDigest = checklist.node.digest
        baselineDigest = baseline.node.digest
        words = FormulaWords(checklist, baseline)
        rules = binder.rules
        conditional = binder.order.filter { binder.rules[$0].applies != nil }
        grades = binder.grades
        constraints = binder.constraints
        indices = Dictionary(rules.enumerated().map { ($1.item.code, $0) }) { first, _ in first }
        parameters = Dictionary(baseline.parameters.map { ($0.name, $0) }) { first, _ in first }
        sectionOfRule = checklist.sections.enumerated()
            .flatMap { place, section in section.items.map { _ in place } }
        let parameters = parameters
        let hours = { parameters[RequiredParameter(deadlineOf: $0).rawValue]?.value ?? 0 }
        deadlines = (hours(.critical), hours(.major), hours(.minor))
        thresholds = GradeThresholds(
            binder.grades.map { grade in
                grade.when.written.root.resolved { name in
                    parameters[name].map { .number($0.value) } ?? .name(name, offset: 0)
                }
            }
        )
        gradesReadSections = binder.grades.contains { grade in
            grade.when.resolved.names.contains { if case .scoreOfSection = $0 { true } else { false } }
        }
    }

    /// The place of the item with that code among `rules`.
    func index(of item: String) -> Int? { indices[item] }

    /// The place of the item with exactly that code, looked for where it is expected first: answers mostly come in the
    /// order of the checklist.
    func place(of item: String, expectedAt expected: Int) -> Int? {
        if expected < rules.count, rules[expected].code.isExactly(item) { return expected }
        return indices[item].flatMap { rules[$0].code.isExactly(item) ? $0 : nil }
    }

    /// The rule of the item with that code.
    package func rule(_ item: String) -> ItemRule? { indices[item].map { rules[$0] } }

    /// Hours to close a gap of that severity.
    func deadlineHours(_ severity: Severity) -> Rational {
        switch severity {
        case .critical: deadlines.critical
        case .major: deadlines.major
        case .minor: deadlines.minor
        }
    }

    package func parameter(_ name: String) -> Parameter? { parameters[name] }

    /// Everything wrong with the file of a new checklist, its formulas included, in the order of its text; without a
    /// baseline the formulas are left unread.
    package static func problems(of checklist: Node, with baseline: Baseline?) -> [Problem] {
        let collector = ProblemCollector()
        let reading = ChecklistReading(checklist, collector)
        if let baseline, reading.checklist.items.count <= ChecklistReading.mostItems {
            _ = Binder(reading.checklist, baseline, isNew: true, broken: reading.broken, collector)
        }
        return collector.inOrder.isEmpty ? [] : Problems(collector.inOrder, unsaid: collector.unsaid).all
    }
}

/// An item with its formulas taken apart; a class for the reason that `Standard` is one.
package final class ItemRule: Sendable {
    package let item: Item
    /// The code of its section.
    package let section: String
    /// Where it stands in the checklist: a JSON pointer.
    let pointer: String
    let applies: BoundFormula<ItemName>?
    /// What the answer is held against; nil where the minimum is not a bound.
    let bound: BoundFormula<ItemName>?

    init(
        item: Item,
        section: String,
        pointer: String,
        applies: BoundFormula<ItemName>?,
        bound: BoundFormula<ItemName>?
    ) {
        self.item = item
        self.section = section
        self.pointer = pointer
        self.applies = applies
        self.bound = bound
    }

    var code: String { item.code }

    /// The places of the items that its formulas speak of.
    var needs: Set<Int> {
        let names = [applies, bound].compactMap { $0 }.flatMap(\.resolved.names)
        return Set(names.compactMap { if case .item(let place) = $0 { place } else { nil } })
    }
}

/// A grade with its condition taken apart.
struct GradeCondition: Sendable {
    let rule: GradeRule
    let when: BoundFormula<GradeName>
}
