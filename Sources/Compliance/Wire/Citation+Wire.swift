package import StrictJSON

extension Source {
    /// The papers of a file, by code.
    static func list(_ field: Field) -> [Source] {
        field.entries(0...300).map { Source($0.name, $0.field) }
    }

    private init(_ code: String, _ field: Field) {
        field.check(code, .source)
        let fields = field.fields("title", "issuer", "issued")
        self.code = code
        title = fields.require("title").text()
        issuer = fields.require("issuer").text()
        issued = fields["issued"]?.name(.printedDate)
        mark = field.mark
    }

    static func node(_ sources: [Source]) -> Node {
        .object(sources.map { ($0.code, $0.node) })
    }

    private var node: Node {
        .object([("title", title.node), ("issuer", issuer.node), ("issued", issued.map { .string($0) })])
    }
}

extension Citation {
    /// Reads the three members of a parameter or item that say where it stands written.
    init(_ fields: Fields) {
        let source = fields.require("source")
        self.source = source.words(longest: 60)
        clause = fields.require("clause").wordsOrEmpty(longest: 100)
        verified = fields.require("verified").oneOf(Verification.self)
        mark = source.mark
    }

    /// Notes it when no paper has the code.
    func noteUnknownSource(_ field: Field, _ known: [String]) {
        let found = unknownSource(at: field.pointer, item: field.item, among: known, field.collector)
        if let found { field.collector.add(found) }
    }

    /// What is wrong when no paper has the code; nil where one has.
    func unknownSource(
        at pointer: String,
        item: String?,
        among known: [String],
        _ collector: ProblemCollector
    ) -> Problem? {
        guard !source.isEmpty, !known.contains(source) else { return nil }
        let near = nearest(to: source, among: collector.suggestions(known))
        return Problem(
            "unknownSource",
            at: pointer,
            mark: mark,
            item: item,
            Text(
                zh: "sources 里没有“\(source.shown)”" + (near.map { "，是否指“\($0)”？" } ?? "，请先在 sources 里写明。"),
                en: "'\(source.shown)' is not among the sources; "
                    + (near.map { "did you mean '\($0)'?" } ?? "describe it under sources first.")
            )
        )
    }
}

extension Text {
    package var node: Node { .object([("zh", .string(zh)), ("en", .string(en))]) }
}

extension Node {
    /// A number with all its digits; a fraction that does not end cannot come from a file.
    static func number(_ value: Rational) -> Node { Node(.number(value.exact)) }
}
