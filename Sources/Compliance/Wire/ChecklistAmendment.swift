package import StrictJSON

/// A version of a checklist that asks other conditions than an earlier one, or says something in other words, and is
/// the same in all else: a file of a few lines beside it (`docs/checklists.md`).
package struct ChecklistAmendment: Sendable {
    /// The series.
    package let checklist: String
    /// The version that it goes on from.
    package let amended: String
    private let version: String
    private let effectiveFrom: Day
    /// All conditions of the new version; nil where they stay.
    private let constraints: Node?
    /// Items in other words, by their codes.
    private let items: [(code: String, words: Node)]

    /// What of an item may be put in other words: nothing that decides anything.
    private static let words = ["text", "guidance", "reason", "says", "appliesSays"]

    /// Reads the file; throws everything wrong with it but its conditions and words, which are the new version's.
    package init(_ node: Node) throws(Problems) {
        let collector = ProblemCollector()
        let fields = Field(node, collector)
            .fields("amends", "amendedVersion", "version", "effectiveFrom", "constraints", "items")
        checklist = fields.require("amends").name(.series)
        amended = fields.require("amendedVersion").name(.version)
        version = fields.require("version").name(.version)
        effectiveFrom = fields.require("effectiveFrom").day()
        constraints = fields["constraints"]?.node
        let reworded = fields["items"].map { Array($0.entries(1...ChecklistReading.mostItems)) } ?? []
        for item in reworded { _ = Fields(item.field, known: Self.words) }
        items = reworded.map { ($0.name, $0.field.node ?? .null) }
        if constraints == nil, items.isEmpty { _ = fields.require("constraints") }
        try collector.throwIfAny()
    }

    /// The document of the new version; what is new in it has its place in the amendment's file. Throws the items that
    /// the amended version does not have.
    package func document(amending checklist: Checklist) throws(Problems) -> Node {
        let collector = ProblemCollector()
        let known = checklist.items.map(\.code)
        for item in items where !known.contains(item.code) {
            collector.add(.unknownItem(item.code, item.words.mark, known))
        }
        try collector.throwIfAny()
        var own: [String: Node] = ["version": .string(version), "effectiveFrom": .string("\(effectiveFrom)")]
        if let constraints { own["constraints"] = constraints }
        let document = checklist.node.with(own)
        guard !items.isEmpty, let sections = document["sections"]?.array else { return document }
        let reworded = Dictionary(items.map { ($0.code, $0.words) }) { first, _ in first }
        let replaced = sections.map { section in
            section.with([
                "items": .array(
                    (section["items"]?.array ?? [])
                        .map { item in
                            let words = item["code"]?.string.flatMap { reworded[$0] }?.object ?? []
                            return item.with(
                                Dictionary(words.map { ($0.name, $0.value) }) { first, _ in first }
                            )
                        }
                )
            ])
        }
        return document.with(["sections": .array(replaced)])
    }
}

extension Problem {
    fileprivate static func unknownItem(_ code: String, _ mark: Mark, _ known: [String]) -> Problem {
        let near = nearest(to: code, among: known)
        return Problem(
            "unknownItem",
            at: "/items",
            mark: mark,
            item: code.shown,
            Text(
                zh: "所改的版本里没有“\(code.shown)”" + (near.map { "，是否指“\($0)”？" } ?? "。"),
                en: "The amended version has no '\(code.shown)'"
                    + (near.map { "; did you mean '\($0)'?" } ?? ".")
            )
        )
    }
}

extension Node {
    /// The object with those members in the place of its own of that name, or at its end.
    fileprivate func with(_ members: [String: Node]) -> Node {
        let own = object ?? []
        let names = own.map(\.name)
        return Node(
            .object(
                own.map { Node.Member($0.name, members[$0.name] ?? $0.value) }
                    + members.filter { !names.contains($0.key) }.sorted { $0.key < $1.key }
                    .map { Node.Member($0.key, $0.value) }
            ),
            at: mark
        )
    }
}
