import StrictJSON

/// Joins a checklist to a baseline, and notes everything that does not fit.
struct Binder {
    let checklist: Checklist
    let baseline: Baseline
    /// Whether the checklist is about to be published; one that was may lack what is asked of new ones.
    let isNew: Bool
    let places: NamePlaces
    let scope: ExpressionScope
    private let gradedItems: Set<String>
    private let collector: ProblemCollector

    private(set) var rules: [ItemRule] = []
    private(set) var order: [Int] = []
    private(set) var grades: [GradeCondition] = []
    private(set) var constraints: [BoundConstraint] = []

    /// `broken` names the facts and items in which something wrong has been noted already.
    init(
        _ checklist: Checklist,
        _ baseline: Baseline,
        isNew: Bool,
        broken: Set<String> = [],
        _ collector: ProblemCollector
    ) {
        self.checklist = checklist
        self.isNew = isNew
        self.baseline = baseline
        self.collector = collector
        places = NamePlaces(checklist, baseline)
        scope = ExpressionScope(itemsOf: checklist, baseline, broken: broken)
        gradedItems = Set(
            checklist.items.compactMap { item in
                if case .graded = item.answer { item.code } else { nil }
            }
        )
        guard checklist.baseline == baseline.code else {
            noteOtherBaseline()
            return
        }
        noteMissingParameters()
        noteRepeatedNames()
        bindItems()
        arrange()
        grades = boundGrades()
        constraints = boundConstraints()
    }

    func note(
        _ code: String,
        at pointer: String,
        _ mark: Mark,
        item: String? = nil,
        zh: String,
        en: String
    ) {
        collector.add(Problem(code, at: pointer, mark: mark, item: item, Text(zh: zh, en: en)))
    }

    // MARK: Items

    private mutating func bindItems() {
        let sources = (checklist.sources + baseline.sources).map(\.code)
        for (s, section) in checklist.sections.enumerated() {
            for (i, item) in section.items.enumerated() {
                let pointer = "/sections/\(s)/items/\(i)"
                if let problem = item.citation.unknownSource(
                    at: pointer + "/source",
                    item: item.code,
                    among: sources,
                    collector
                ) {
                    collector.add(problem)
                }
                let applies = item.applies.flatMap {
                    expression($0, .boolean, at: pointer + "/applies", item: item.code)
                }
                rules.append(
                    ItemRule(
                        item: item,
                        section: section.code,
                        pointer: pointer,
                        applies: applies.map(places.item),
                        bound: bound(of: item, at: pointer).map(places.item)
                    )
                )
            }
        }
    }

    private func bound(of item: Item, at pointer: String) -> Expression? {
        guard case .bound(let direction, let formula) = item.minimum else { return nil }
        let pointer = pointer + "/minimum/" + direction.rawValue
        let wanted: ExpressionType = item.answer == .date ? .date : .number
        let bound = expression(formula, wanted, at: pointer, item: item.code)
        if case .number(let value)? = bound?.root, case .number(_, let range, _) = item.answer,
            direction.excludes(range, bound: value)
        {
            note(
                "neverMet",
                at: pointer,
                formula.mark,
                item: item.code,
                zh: "答案在 \(range.lowerBound) 到 \(range.upperBound) 之间，永远达不到 \(value)。",
                en:
                    "Answers run from \(range.lowerBound) to \(range.upperBound) and can never reach \(value)."
            )
        }
        return bound
    }

    /// The formula taken apart and checked; nil where anything is wrong with it.
    func expression(
        _ formula: Formula,
        _ expected: ExpressionType,
        at pointer: String,
        item: String?,
        in scope: ExpressionScope? = nil
    ) -> Expression? {
        guard !collector.isFull else { return nil }
        let expression: Expression
        do {
            expression = try Expression(parsing: formula.text)
        } catch {
            note(error, in: formula, at: pointer, item: item)
            return nil
        }
        let errors =
            (scope ?? self.scope).check(expression, gives: expected, collector) + gradedNames(expression)
        for error in errors { note(error, in: formula, at: pointer, item: item) }
        return errors.isEmpty ? expression : nil
    }

    private func note(_ error: ExpressionError, in formula: Formula, at pointer: String, item: String?) {
        let place =
            formula.mark.line == 0
            ? formula.mark
            : Mark(line: Int(formula.mark.line), column: Int(formula.mark.column) + error.offset)
        collector.add(Problem("formula", at: pointer, mark: place, item: item, error.message))
    }

    private func gradedNames(_ expression: Expression) -> [ExpressionError] {
        expression.references.filter { gradedItems.contains($0.name) }
            .map { name, offset in
                ExpressionError(
                    offset,
                    zh: "\(name) 是扣分制，没有可供计算的值",
                    en: "\(name) is graded and has no value to compute with"
                )
            }
    }

    // MARK: Order

    private mutating func arrange() {
        let arranged = EvaluationOrder(rules.map { $0.needs.sorted() })
        order = arranged.order
        for cycle in arranged.cycles {
            let codes = (cycle + cycle.prefix(1)).map { rules[$0].item.code }.joined(separator: " → ")
            let first = rules[cycle[0]]
            note(
                "cycle",
                at: first.pointer,
                first.item.mark,
                item: first.item.code,
                zh: "检查项的公式互相依赖，无法计算：\(codes)",
                en: "The formulas of these items need each other and cannot be worked out: \(codes)"
            )
        }
    }
}

extension Direction {
    /// Whether no number of the range lies on the right side of the bound.
    fileprivate func excludes(_ range: ClosedRange<Rational>, bound: Rational) -> Bool {
        switch self {
        case .atLeast: bound > range.upperBound
        case .atMost: bound < range.lowerBound
        case .equals: !range.contains(bound)
        }
    }
}
