package import StrictJSON

/// That the county has so many days between the rungs, checked: all that is wrong with it is said at once.
package struct LadderForm: Sendable, Hashable {
    package let policy: LadderPolicy
    package let reason: String

    /// The form of it; numbers as they were typed.
    package static func node(
        circular: String,
        interview: String,
        proposal: String,
        statement: String,
        reason: String
    ) -> Node {
        .object([
            ("circular", CadenceForm.typed(circular)), ("interview", CadenceForm.typed(interview)),
            ("proposal", CadenceForm.typed(proposal)), ("statement", CadenceForm.typed(statement)),
            ("reason", .string(reason)),
        ])
    }

    /// Reads `circular`, `interview`, `proposal` and `statement`, 1 to 90 days each, and `reason`.
    package init(_ node: Node) throws(Problems) {
        let collector = ProblemCollector()
        let fields = Field(node, collector)
            .fields("circular", "interview", "proposal", "statement", "reason")
        func days(_ name: String) -> Int {
            fields.require(name).number(1...90, decimals: 0).integer ?? 1
        }
        policy = LadderPolicy(
            circular: days("circular"),
            interview: days("interview"),
            proposal: days("proposal"),
            statement: days("statement")
        )
        reason = fields.require("reason").prose()
        try collector.throwIfAny()
    }
}
