package import StrictJSON

/// Answers in a document of their own, as `lazaret score` reads them (`docs/checklists.md`, lazaret score): an object
/// with the day of the visit, facts and answers; a whole filing; or the answers alone.
package struct SheetDocument: Sendable {
    package let sheet: AnswerSheet
    /// The conditions that were passed over for want of a register.
    package let passedOver: [Judgement]

    /// Reads it as the checklist asks; throws everything wrong with it at once.
    ///
    /// `facts` and `visitDate` stand in for what the document does not say itself.
    package init(
        _ node: Node,
        for standard: Standard,
        facts given: Node? = nil,
        visitDate: Day? = nil
    ) throws(Problems) {
        let collector = ProblemCollector()
        guard Self.ownMembers.contains(where: { node[$0] != nil }) else {
            let day = Self.required(visitDate, Field(node, collector))
            sheet = AnswerSheet(given?.withoutMarks, node, day ?? .first, at: "", for: standard, collector)
            passedOver = try Self.judge(sheet, hasDay: day != nil, nil, standard, collector)
            return
        }
        let fields = Field(node, collector)
            .fields(
                "id",
                "visitDate",
                "facts",
                "answers",
                "site",
                "checklist",
                "version",
                "kind",
                "inspectors",
                "escort",
                "startedAt",
                "finishedAt",
                "confirmations",
                "revises"
            )
        if let checklist = fields["checklist"] { Self.check(checklist, standard) }
        let day =
            fields["visitDate"]?.day() ?? fields["finishedAt"].map { $0.instant().map(Day.init) ?? .first }
        let known = Self.required(day ?? visitDate, fields.field)
        sheet = AnswerSheet(
            Self.facts(node["facts"], given),
            fields.require("answers").node,
            known ?? .first,
            at: "",
            for: standard,
            collector
        )
        // A day that could not be read is the first of all.
        let hasDay = known.map { $0 != .first } ?? false
        let confirmations = fields["confirmations"]?.node
        passedOver = try Self.judge(sheet, hasDay: hasDay, confirmations, standard, collector)
    }

    /// Holds what could be read against the conditions, without a register.
    private static func judge(
        _ sheet: AnswerSheet,
        hasDay: Bool,
        _ confirmations: Node?,
        _ standard: Standard,
        _ collector: ProblemCollector
    ) throws(Problems) -> [Judgement] {
        let unread = UnreadInputs(collector.all, hasDay: hasDay)
        let reasons = standard.confirmations(confirmations, at: "/confirmations", collector)
        // Of what is only counted nobody knows what it leaves unread.
        let passedOver =
            collector.isFull
            ? []
            : ScoringContext(unread.leftOut(of: sheet), standard)
                .check(reasons, leavingOut: unread, collector)
        try collector.throwIfAny()
        return passedOver
    }

    /// What the writer calls a document, to find its result again among many; nil where it has no name.
    package static func id(of node: Node) -> Node? {
        guard let id = node["id"], let text = id.string ?? id.number, text.utf8.count <= 200 else {
            return nil
        }
        return id
    }

    /// The members by which a document is told from answers alone: no item is called like that.
    private static let ownMembers = ["answers", "facts", "visitDate", "finishedAt"]

    private static func check(_ field: Field, _ standard: Standard) {
        let code = standard.checklist.code
        guard let named = field.node?.string, named != code else { return }
        field.note(
            "otherChecklist",
            zh: "这是检查表“\(named.shown)”的答案，现按“\(code)”评分。",
            en: "These answers are to the checklist '\(named.shown)', and are being scored by '\(code)'."
        )
    }

    private static func required(_ day: Day?, _ field: Field) -> Day? {
        if day == nil, field.node?.object != nil {
            field.note(
                "missing",
                zh: "没有检查日期：请写 visitDate，或用 --visit-date 给出。",
                en: "There is no day of the visit: say visitDate, or give --visit-date."
            )
        }
        return day
    }

    /// The document's facts, and of those given beside it the ones that it does not have.
    private static func facts(_ own: Node?, _ given: Node?) -> Node? {
        guard let given = given?.withoutMarks.object else { return own }
        guard let own, !own.isNull else { return Node(.object(given)) }
        guard let members = own.object else { return own }
        return Node(.object(members + given.filter { own[$0.name] == nil }), at: own.mark)
    }
}

extension Node {
    /// The members without their places, which are places in another text.
    fileprivate var withoutMarks: Node {
        guard let object else { return Node(value) }
        return Node(.object(object.map { Member($0.name, Node($0.value.value)) }))
    }
}
