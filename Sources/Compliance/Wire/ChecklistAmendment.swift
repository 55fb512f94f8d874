package import StrictJSON

/// A version of a checklist that asks other conditions than an earlier one and is the same in all else: a file of a few
/// lines beside it (`docs/checklists.md`).
package struct ChecklistAmendment: Sendable {
    /// The series.
    package let checklist: String
    /// The version that it goes on from.
    package let amended: String
    private let version: String
    private let effectiveFrom: Day
    private let constraints: Node

    /// Reads the file; throws everything wrong with it but its conditions, which are the new version's.
    package init(_ node: Node) throws(Problems) {
        let collector = ProblemCollector()
        let fields = Field(node, collector)
            .fields("amends", "amendedVersion", "version", "effectiveFrom", "constraints")
        checklist = fields.require("amends").name(.series)
        amended = fields.require("amendedVersion").name(.version)
        version = fields.require("version").name(.version)
        effectiveFrom = fields.require("effectiveFrom").day()
        constraints = fields.require("constraints").node ?? .null
        try collector.throwIfAny()
    }

    /// The document of the new version; its conditions have their places in the amendment's file.
    package func document(amending checklist: Checklist) -> Node {
        let own: [String: Node] = [
            "version": .string(version), "effectiveFrom": .string("\(effectiveFrom)"),
            "constraints": constraints,
        ]
        let kept = (checklist.node.object ?? []).filter { $0.name != "constraints" }
        return Node(
            .object(
                kept.map { Node.Member($0.name, own[$0.name] ?? $0.value) }
                    + [Node.Member("constraints", constraints)]
            )
        )
    }
}
