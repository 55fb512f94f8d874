package import StrictJSON

/// That unannounced visits are to be drawn, checked: all that is wrong with it is said at once.
package struct DrawForm: Sendable, Hashable {
    package let id: InspectionID
    package let kinds: [SiteKind]
    package let visits: Int
    package let team: Int
    package let days: ClosedRange<Day>

    /// The form of it; numbers as they were typed.
    package static func node(
        id: String,
        kinds: [String],
        visits: String,
        team: String,
        from: String,
        to: String
    ) -> Node {
        .object([
            ("id", .string(id)), ("kinds", .array(kinds.map(Node.string))),
            ("visits", CadenceForm.typed(visits)),
            ("team", CadenceForm.typed(team)), ("from", .string(from)), ("to", .string(to)),
        ])
    }

    /// Reads `id`, `kinds`, `visits`, `team`, `from` and `to`: from today to 92 days ahead, 31 days at most.
    package init(_ node: Node, today: Day) throws(Problems) {
        let collector = ProblemCollector()
        let fields = Field(node, collector).fields("id", "kinds", "visits", "team", "from", "to")
        id = fields.require("id").inspectionID() ?? .standIn
        let named = fields.require("kinds").several(SiteKind.self, least: 1)
        kinds = SiteKind.allCases.filter { named.contains($0) }
        visits = fields.require("visits").number(1...500, decimals: 0).integer ?? 1
        team = fields.require("team").number(1...2, decimals: 0).integer ?? 1
        let (first, last) = (fields.require("from"), fields.require("to"))
        let (from, to) = (first.day(), last.day())
        let areDays = [first, last].allSatisfy { $0.node?.string.flatMap { Day($0) } != nil }
        if areDays, from < today || from > today + 92 {
            first.note(
                "outOfRange",
                zh: "第一天应在今天（\(today)）到 92 天之内。",
                en: "The first day is today (\(today)) or within 92 days."
            )
        }
        if areDays, to < from || to > from + 30 {
            last.note(
                "outOfRange",
                zh: "最后一天应在第一天之后 30 天之内。",
                en: "The last day is at most 30 days after the first."
            )
        }
        days = from...max(from, to)
        try collector.throwIfAny()
    }
}
