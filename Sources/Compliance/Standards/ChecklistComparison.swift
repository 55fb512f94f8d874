package import StrictJSON

/// What differs between two versions of a checklist.
package struct ChecklistComparison: Sendable, Hashable {
    /// The head of the file: version, title, dates, baseline.
    package let header: [FieldChange]
    package let sources: EntriesComparison
    package let facts: EntriesComparison
    package let grades: EntriesComparison
    /// Their titles; the items are compared apart.
    package let sections: EntriesComparison
    package let items: EntriesComparison
    /// By code and what they say is wrong.
    package let constraints: EntriesComparison
    /// Codes that seem to have been given another meaning, which they never may.
    package let reusedCodes: [ReusedCode]

    package init(_ old: Checklist, _ new: Checklist) {
        header = changes(
            from: old.node.without("sources", "facts", "grades", "sections", "constraints"),
            to: new.node.without("sources", "facts", "grades", "sections", "constraints")
        )
        sources = EntriesComparison(old.sources, new.sources) {
            Entry($0.code, $0.title)
        } node: {
            Source.node([$0])[$0.code] ?? .null
        }
        facts = EntriesComparison(old.facts, new.facts) {
            Entry($0.name, $0.title)
        } node: {
            $0.node
        }
        grades = EntriesComparison(old.grades, new.grades) {
            Entry($0.code, $0.title)
        } node: {
            $0.node(isBelowMinimumByDefault: false)
        }
        sections = EntriesComparison(old.sections, new.sections) {
            Entry($0.code, $0.title)
        } node: {
            $0.title.node
        }
        items = EntriesComparison(old.items, new.items) {
            Entry($0.code, $0.text)
        } node: {
            $0.node
        }
        constraints = EntriesComparison(old.constraints, new.constraints) {
            Entry($0.code, $0.message)
        } node: {
            $0.node
        }
        reusedCodes = ReusedCode.all(old.items, new.items)
    }

    package var isEmpty: Bool {
        header.isEmpty && [sources, facts, grades, sections, items, constraints].allSatisfy(\.isEmpty)
    }

    package var node: Node {
        .object([
            ("header", .array(header.map(\.node))),
            ("sources", sources.node),
            ("facts", facts.node),
            ("grades", grades.node),
            ("sections", sections.node),
            ("items", items.node),
            ("constraints", constraints.node),
            ("reusedCodes", .array(reusedCodes.map(\.node))),
        ])
    }
}

/// An item's code that stands for something else than before.
package struct ReusedCode: Sendable, Hashable {
    package let item: String
    package let before: Text
    package let after: Text

    /// The codes of the new items that stood for something else among the old ones.
    package static func all(_ old: [Item], _ new: [Item]) -> [ReusedCode] {
        let before = Dictionary(old.map { ($0.code, $0) }) { first, _ in first }
        return new.compactMap { item in
            guard let twin = before[item.code], !item.sameClause(as: twin),
                !item.text.zh.resembles(twin.text.zh), !item.text.en.resembles(twin.text.en)
            else { return nil }
            return ReusedCode(item: item.code, before: twin.text, after: item.text)
        }
    }

    fileprivate var node: Node {
        .object([("item", .string(item)), ("before", before.node), ("after", after.node)])
    }

    package var message: Text {
        Text(
            zh: "\(item) 的编号像是换了含义：原为“\(before.zh)”，现为“\(after.zh)”。编号不得改作他用，请用新编号。",
            en: "\(item) seems to mean something else now: it was '\(before.en)' and is '\(after.en)'. "
                + "A code is never reused; give the new requirement a new one."
        )
    }
}

extension Item {
    fileprivate func sameClause(as other: Item) -> Bool {
        citation.source == other.citation.source && citation.clause == other.citation.clause
    }
}

extension String {
    /// Whether the texts share at least a third of their pairs of neighbouring characters (Dice).
    func resembles(_ other: String) -> Bool {
        let (a, b) = (pairs, other.pairs)
        guard !a.isEmpty, !b.isEmpty else { return self == other }
        return 2 * a.intersection(b).count * 3 >= a.count + b.count
    }

    private var pairs: Set<String> {
        let letters = Array(lowercased().filter { $0.isLetter || $0.isNumber })
        return Set(zip(letters, letters.dropFirst()).map { String([$0, $1]) })
    }
}
