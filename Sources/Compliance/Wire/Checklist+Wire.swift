package import StrictJSON

extension Checklist {
    /// Reads a checklist file (`docs/checklists.md`); throws everything wrong with it but its formulas, which need a
    /// baseline (`Standard`).
    package init(_ node: Node) throws(Problems) {
        let collector = ProblemCollector()
        self = ChecklistReading(node, collector).checklist
        try collector.throwIfAny()
    }

    /// The file as JSON, what equals its default left out; the same checklist always gives the same tree.
    package var node: Node {
        .object([
            ("checklist", .string(code)),
            ("version", .string(version)),
            ("siteKind", .string(siteKind.rawValue)),
            ("title", title.node),
            ("effectiveFrom", .string(effectiveFrom.description)),
            ("baseline", .string(baseline)),
            ("sources", sources.isEmpty ? nil : Source.node(sources)),
            ("facts", .object(facts.map { ($0.name, $0.node) })),
            ("grades", GradeRule.node(grades)),
            ("sections", .array(sections.map(\.node))),
            ("constraints", constraints.isEmpty ? nil : .array(constraints.map(\.node))),
        ])
    }
}

/// A checklist as far as it could be read.
struct ChecklistReading {
    let checklist: Checklist
    /// The facts and items in which something was wrong, so that what follows from it is not reported again.
    let broken: Set<String>

    /// The most items of one checklist.
    static let mostItems = 1_000

    init(_ node: Node, _ collector: ProblemCollector) {
        let fields = Field(node, collector)
            .fields(
                "checklist",
                "version",
                "siteKind",
                "title",
                "effectiveFrom",
                "baseline",
                "sources",
                "facts",
                "grades",
                "sections",
                "constraints"
            )
        let baseline = fields.require("baseline")
        let kind = fields.require("siteKind").oneOf(SiteKind.self)
        var broken: Set<String> = []
        let facts = fields.require("facts").entries(0...200)
            .map { entry in
                let before = collector.count
                let fact = Fact(entry.name, entry.field)
                if collector.count > before { broken.insert(entry.name) }
                return fact
            }
        let list = fields.require("sections")
        let sections = list.list(1...60).map { Section($0, kind, broken: &broken) }
        checklist = Checklist(
            code: fields.require("checklist").name(.series),
            version: fields.require("version").name(.version),
            siteKind: kind,
            title: fields.require("title").text(),
            effectiveFrom: fields.require("effectiveFrom").day(),
            baseline: baseline.name(.series),
            baselineMark: baseline.mark,
            sources: fields["sources"].map { Source.list($0) } ?? [],
            facts: facts,
            grades: GradeRule.list(fields.require("grades")),
            sections: sections,
            constraints: fields["constraints"].map { Constraint.list($0) } ?? []
        )
        self.broken = broken
        noteRepeats(list)
        let items = checklist.items.count
        if items > Self.mostItems {
            list.note(
                "tooMany",
                zh: "共有 \(items) 个检查项，最多 \(Self.mostItems) 个。",
                en: "There are \(items) items; at most \(Self.mostItems) are kept."
            )
        }
    }

    /// Section and item codes are unique in the whole checklist.
    private func noteRepeats(_ sections: Field) {
        var seen: [String: Mark] = [:]
        for section in sections.node?.array.map(sections.elements) ?? [] {
            let items = section.inner("items", section.node?["items"])
            for field in [section] + (items.node?.array.map(items.elements) ?? []) {
                guard let node = field.node?["code"], let code = node.string else { continue }
                var place = field.inner("code", node)
                place.item = code.holds("-") ? code : nil
                if let first = seen[code] {
                    place.noteRepeated(code.shown, line: first.line)
                } else {
                    seen[code] = node.mark
                }
            }
        }
    }
}

extension Field {
    fileprivate func elements(_ nodes: [Node]) -> [Field] {
        nodes.enumerated().map { inner("\($0.offset)", $0.element) }
    }
}

extension Fact {
    fileprivate init(_ name: String, _ field: Field) {
        field.check(name, .snake)
        if ExpressionScope.reserved(name) {
            field.note(
                "reservedName",
                zh: "“\(name)”另有含义，请换个名字。",
                en: "'\(name)' means something else; use another."
            )
        }
        let fields = field.fields("title", "answer")
        self.name = name
        title = fields.require("title").text()
        mark = field.mark
        let answer = fields.require("answer")
        type = AnswerType(answer)
        if case .graded = type {
            answer.note("gradedFact", zh: "点位情况不能是扣分制。", en: "A fact about the site cannot be graded.")
        }
    }

    var node: Node { .object([("title", title.node), ("answer", type.node)]) }
}

extension Section {
    fileprivate init(_ field: Field, _ kind: SiteKind, broken: inout Set<String>) {
        let fields = field.fields("code", "title", "items")
        code = fields.require("code").name(.section)
        title = fields.require("title").text()
        var items: [Item] = []
        for element in fields.require("items").list(1...400) {
            let before = element.collector.count
            let item = Item(element, section: code, kind)
            if element.collector.count > before { broken.insert(item.code) }
            items.append(item)
        }
        self.items = items
    }

    fileprivate var node: Node {
        .object([
            ("code", .string(code)), ("title", title.node), ("items", .array(items.map(\.node))),
        ])
    }
}
