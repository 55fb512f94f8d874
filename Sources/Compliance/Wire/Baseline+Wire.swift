package import StrictJSON

extension Baseline {
    /// Reads a baseline file (`docs/checklists.md`); throws everything wrong with it.
    package init(_ node: Node) throws(Problems) {
        let collector = ProblemCollector()
        self.init(Field(node, collector))
        try collector.throwIfAny()
    }

    /// Reads what it can, and notes the rest.
    init(_ field: Field) {
        let fields = field.fields(
            "baseline",
            "version",
            "title",
            "effectiveFrom",
            "effectiveTo",
            "sources",
            "parameters"
        )
        code = fields.require("baseline").name(.series)
        version = fields.require("version").name(.version)
        title = fields.require("title").text()
        let from = fields.require("effectiveFrom").day()
        effectiveFrom = from
        let last = fields["effectiveTo"]
        effectiveTo = last?.day()
        if let last, let effectiveTo, effectiveTo < from {
            last.note(
                "endsBeforeStart",
                zh: "失效日 \(effectiveTo) 早于生效日 \(from)。",
                en: "The last day \(effectiveTo) is before the first, \(from)."
            )
        }
        let sources = Source.list(fields.require("sources"))
        self.sources = sources
        parameters = fields.require("parameters").entries(1...500)
            .map { Parameter($0.name, $0.field, from: from, sources: sources) }
    }

    /// The file as JSON, what equals its default left out; the same baseline always gives the same tree.
    package var node: Node {
        .object([
            ("baseline", .string(code)),
            ("version", .string(version)),
            ("title", title.node),
            ("effectiveFrom", .string(effectiveFrom.description)),
            ("effectiveTo", effectiveTo.map { .string($0.description) }),
            ("sources", Source.node(sources)),
            ("parameters", .object(parameters.map { ($0.name, $0.node(in: self)) })),
        ])
    }
}

extension Parameter {
    /// The values a parameter may have.
    static let values: ClosedRange<Rational> = 0...1_000_000_000

    fileprivate init(_ name: String, _ field: Field, from: Day, sources: [Source]) {
        field.check(name, .snake)
        if ExpressionScope.reserved(name) {
            field.note(
                "reservedName",
                zh: "“\(name)”另有含义，请换个名字。",
                en: "'\(name)' means something else; use another."
            )
        }
        let fields = field.fields(
            "title",
            "value",
            "unit",
            "direction",
            "source",
            "clause",
            "verified",
            "effectiveFrom",
            "note"
        )
        self.name = name
        title = fields.require("title").text()
        value = fields.require("value").number(Self.values, decimals: 6)
        unit = fields.require("unit").text(longest: 40)
        direction = fields.require("direction").oneOf(Direction.self)
        citation = Citation(fields)
        if let source = fields["source"] { citation.noteUnknownSource(source, sources.map(\.code)) }
        let begins = fields["effectiveFrom"]
        effectiveFrom = begins?.day() ?? from
        if let begins, effectiveFrom > from {
            begins.note(
                "beginsLater",
                zh: "此参数 \(effectiveFrom) 才生效，晚于本基准的 \(from)：请放进下一版基准。",
                en:
                    "This begins on \(effectiveFrom), after the baseline's \(from): it belongs in the next version."
            )
        }
        note = fields["note"]?.text(longest: 1_000)
        mark = field.mark
    }

    /// The entry as the baseline's file has it, its date left out where it is the baseline's own.
    func node(in baseline: Baseline?) -> Node {
        .object([
            ("title", title.node),
            ("value", .number(value)),
            ("unit", unit.node),
            ("direction", .string(direction.rawValue)),
            ("source", .string(citation.source)),
            ("clause", .string(citation.clause)),
            ("verified", .string(citation.verified.rawValue)),
            (
                "effectiveFrom",
                effectiveFrom == baseline?.effectiveFrom ? nil : .string(effectiveFrom.description)
            ),
            ("note", note?.node),
        ])
    }
}
