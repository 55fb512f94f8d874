package import StrictJSON

extension CountyOverride {
    /// Reads a county's file of stricter values (`docs/checklists.md`); throws everything wrong with it.
    package init(_ node: Node) throws(Problems) {
        let collector = ProblemCollector()
        let fields = Field(node, collector)
            .fields(
                "tightens",
                "baselineVersion",
                "version",
                "title",
                "effectiveFrom",
                "sources",
                "parameters"
            )
        baseline = fields.require("tightens").name(.series)
        baselineVersion = fields.require("baselineVersion").name(.version)
        version = fields.require("version").name(.version)
        title = fields.require("title").text()
        effectiveFrom = fields.require("effectiveFrom").day()
        sources = fields["sources"].map { Source.list($0) } ?? []
        values = fields.require("parameters").entries(1...500).map { Value($0.name, $0.field) }
        try collector.throwIfAny()
    }
}

extension CountyOverride.Value {
    fileprivate init(_ name: String, _ field: Field) {
        let fields = field.fields("value", "source", "clause", "verified", "note")
        self.name = name
        value = fields.require("value").number(Parameter.values, decimals: 6)
        citation = Citation(fields)
        note = fields["note"]?.text(longest: 1_000)
        mark = field.mark
    }
}
