package import StrictJSON

extension Result {
    /// The result as it is stored beside its filing: everything that was worked out, nothing that was answered.
    package var node: Node {
        .object([
            ("scoringVersion", .number(scoringVersion)),
            ("grade", grade.map { .string($0.code) }),
            ("items", Node(.object(outcomes.map { Node.Member($0.item, $0.node) }))),
            ("gaps", Node(.object(gaps.map { Node.Member($0.item, $0.node) }))),
            ("lift", lift?.node),
        ])
    }

    /// Reads a stored result; the standard and the sheet are those it was worked out from.
    ///
    /// Sums follow from the outcomes; what was decided on them (grade, closing gaps) is taken as it was stored.
    package init(_ node: Node, _ sheet: AnswerSheet, for standard: Standard) throws(Problems) {
        let collector = ProblemCollector()
        let fields = Field(node, collector).fields("scoringVersion", "grade", "items", "gaps", "lift")
        let version = fields.require("scoringVersion").number(1...1_000_000, decimals: 0)
        let items = fields.require("items").members
        var outcomes = standard.rules.map { Outcome(items.require($0.item.code), $0.item, sheet) }
        let gaps = fields.require("gaps").members
        let grade = fields["grade"].flatMap { standard.grade($0) }
        let lift = fields["lift"].map { Lift($0) }
        let closings = outcomes.filter(\.isGap).map { IfClosed(gaps.require($0.item)) }
        try collector.throwIfAny()
        let unbound = outcomes.indices.filter { outcomes[$0].lacksBound(standard.rules[$0]) }
        if !unbound.isEmpty {
            let context = ScoringContext(sheet, standard)
            for index in unbound { outcomes[index].missing = context.missing(at: index) }
        }
        self = standard.result(
            of: ScoredGaps(outcomes, standard.answers(of: sheet), standard),
            outcomes,
            Decisions(scoringVersion: version.integer ?? 0, grade: grade, closings: closings, lift: lift)
        )
    }
}

extension Standard {
    /// The grade of that code; nil where there is none, which is noted.
    fileprivate func grade(_ field: Field) -> GradeRule? {
        let code = field.words(longest: 60)
        if let grade = checklist.grades.first(where: { $0.code == code }) { return grade }
        field.note(
            "unknownGrade",
            zh: "检查表没有等级“\(code.shown)”。",
            en: "The checklist has no grade '\(code.shown)'."
        )
        return nil
    }
}

extension Outcome {
    /// Whether the item has a bound that could not be worked out.
    fileprivate func lacksBound(_ rule: ItemRule) -> Bool {
        status == .notChecked && required == nil && rule.bound != nil
    }

    /// The status alone where the points follow from it, else an object.
    fileprivate var node: Node {
        let earnedByStatus = status == .met ? attainable : 0
        guard required != nil || earned != earnedByStatus else { return .string(status.rawValue) }
        var members: [Node.Member] = []
        members.reserveCapacity(3)
        members.append(Node.Member("status", .string(status.rawValue)))
        if earned != earnedByStatus { members.append(Node.Member("earned", .string(earned.exact))) }
        if let required { members.append(Node.Member("required", required.value.report)) }
        return Node(.object(members))
    }

    fileprivate init(_ field: Field, _ item: Item, _ sheet: AnswerSheet) {
        self.item = item.code
        let plain = field.node?.string != nil
        let fields = plain ? nil : field.fields("status", "earned", "required")
        status = (fields?.require("status") ?? field).oneOf(Status.self)
        attainable = status == .notInScope || status == .notApplicable ? 0 : item.points
        earned = fields?["earned"].map { $0.exact() } ?? (status == .met ? attainable : 0)
        required = fields?["required"].flatMap { Required($0, item) }
        let answer = sheet.answers[item.code]?.value
        observed = status == .notInScope || answer == .notChecked ? nil : answer
    }
}

extension Outcome.Required {
    fileprivate init?(_ field: Field, _ item: Item) {
        guard case .bound(let direction, _) = item.minimum else { return nil }
        self.direction = direction
        value = item.answer == .date ? .date(field.day()) : .number(field.exact())
    }
}

extension Gap {
    fileprivate var node: Node {
        var members: [Node.Member] = []
        if let score = ifClosed.score { members.append(Node.Member("score", .string(score.exact))) }
        if let grade = ifClosed.grade { members.append(Node.Member("grade", .string(grade))) }
        return Node(.object(members))
    }
}

extension IfClosed {
    fileprivate init(_ field: Field) {
        let fields = field.fields("score", "grade")
        score = fields["score"].map { $0.exact() }
        grade = fields["grade"]?.words(longest: 60)
    }
}

extension Lift {
    fileprivate var node: Node {
        .object([
            ("items", .array(items.map(Node.string))), ("grade", .string(grade)),
            ("score", .string(score.exact)),
        ])
    }

    fileprivate init(_ field: Field) {
        let fields = field.fields("items", "grade", "score")
        items = fields.require("items").list(1...2_000).map { $0.words(longest: 60) }
        grade = fields.require("grade").words(longest: 60)
        score = fields.require("score").exact()
    }
}

extension Field {
    /// A number in the form of `Rational.exact`, as text or as a number.
    func exact() -> Rational {
        guard let node else { return 0 }
        if let number = (node.string ?? node.number).flatMap({ Rational(exact: $0) }) { return number }
        noteWrongType(zh: "精确数字，如 86.5 或 200/3", en: "an exact number, such as 86.5 or 200/3")
        return 0
    }
}
