import StrictJSON

/// What was on record of a case's ground when it was opened, each line with what it rests on, as it is sealed with the case.
package struct CaseBasis: Sendable, Hashable {
    package let lines: [StepPaper.Line]
    /// The site as it was called then; nil in what was sealed before this was kept.
    package let site: StepPaper.Addressed?

    private static let form = "lazaret basis v1"

    package init(_ lines: [StepPaper.Line], at site: StepPaper.Addressed? = nil) {
        self.lines = lines
        self.site = site
    }

    /// Canonical JSON.
    package var text: String {
        JSON.write(
            .object([
                ("form", .string(Self.form)), ("site", site?.node), ("lines", .array(lines.map(\.node))),
            ])
        )
    }

    /// Reads what was sealed; nil where it is not written exactly as `text` writes it.
    package init?(sealed text: String) {
        var limits = JSON.Limits()
        limits.isStreamSafe = false
        guard let node = try? JSON.read(Array(text.utf8), limits: limits) else { return nil }
        let collector = ProblemCollector(stored: true)
        let fields = Fields(Field(node, collector))
        site = fields["site"].map { StepPaper.Addressed(Fields($0)) }
        lines = fields.require("lines").list(0...2_000).map { StepPaper.Line(Fields($0)) }
        guard collector.all.isEmpty, self.text.utf8.elementsEqual(text.utf8) else { return nil }
    }
}
