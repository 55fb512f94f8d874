package import StrictJSON

/// What another version of the checklist changes in a document that was written for an earlier one: a draft, as a rule
/// (`domain.md` §2a).
package struct VersionChange: Sendable, Hashable {
    /// The version that it was written for; nil where nobody knows.
    package let from: String?
    package let to: String
    /// Asked now, and not then.
    package let added: [Line]
    /// Asked then and not now, whether anything was written or not; and whatever was written that neither asks.
    package let gone: [Line]
    /// Asked otherwise than then.
    package let changed: [Line]

    /// A fact or an item, and what was written for it.
    package struct Line: Sendable, Hashable {
        /// The item's code, or the fact's name.
        package let code: String
        /// nil where no version says what it was.
        package let title: Text?
        package let isFact: Bool
        /// The answer as the document has it.
        package let written: Node?
        /// What it was answered with.
        package let type: AnswerType?
    }

    /// `old` is nil where it is not known which version the document was written for.
    package init(from old: Checklist?, to new: Checklist, of document: Node) {
        from = old?.version
        to = new.version
        let (facts, items) = (Part(document["facts"], isFact: true), Part(document["answers"], isFact: false))
        let comparison = old.map { ChecklistComparison($0, new) }
        let (factTypes, itemTypes) = (old?.factTypes ?? [:], old?.itemTypes ?? [:])
        added =
            (comparison?.facts.added ?? []).map { facts.line($0.code, $0.title, nil) }
            + (comparison?.items.added ?? []).map { items.line($0.code, $0.title, nil) }
        changed =
            (comparison?.facts.changed ?? [])
            .map { facts.line($0.entry.code, $0.entry.title, factTypes[$0.entry.code]) }
            + (comparison?.items.changed ?? [])
            .map { items.line($0.entry.code, $0.entry.title, itemTypes[$0.entry.code]) }
        gone =
            facts.gone((old?.facts ?? []).map { ($0.name, $0.title, $0.type) }, asked: new.facts.map(\.name))
            + items.gone(
                (old?.items ?? []).map { ($0.code, $0.text, $0.answer) },
                asked: new.items.map(\.code)
            )
    }

    /// What was written and has no place in what is filed now.
    package var writtenForNothing: [Line] { gone.filter { $0.written != nil } }

    /// As the API has it.
    package var node: Node {
        .object([
            ("from", from.map(Node.string)), ("to", .string(to)), ("added", .array(added.map(\.node))),
            ("gone", .array(gone.map(\.node))), ("changed", .array(changed.map(\.node))),
        ])
    }

    /// The document without what was written for what is not asked any more.
    package func withoutGone(_ document: Node) -> Node {
        Node(
            .object(
                (document.object ?? [])
                    .map { member in
                        switch member.name {
                        case "facts": Node.Member(member.name, kept(member.value, ofFacts: true))
                        case "answers": Node.Member(member.name, kept(member.value, ofFacts: false))
                        default: member
                        }
                    }
            )
        )
    }

    private func kept(_ node: Node, ofFacts: Bool) -> Node {
        // By bytes, and looked up at once: a draft may have tens of thousands.
        let left = Set(gone.filter { $0.isFact == ofFacts }.map { Array($0.code.utf8) })
        guard let members = node.object, !left.isEmpty else { return node }
        return Node(.object(members.filter { !left.contains(Array($0.name.utf8)) }))
    }

    /// The facts or the answers of the document.
    private struct Part {
        let members: [Node.Member]
        let written: [String: Node]
        let isFact: Bool

        init(_ node: Node?, isFact: Bool) {
            members = (node?.object ?? []).filter { !$0.value.isNull }
            written = Dictionary(members.map { ($0.name, $0.value) }) { first, _ in first }
            self.isFact = isFact
        }

        func line(_ code: String, _ title: Text?, _ type: AnswerType?) -> Line {
            Line(code: code, title: title, isFact: isFact, written: written[code], type: type)
        }

        /// What was asked then and is not now, and what was written that neither asks.
        func gone(_ known: [(code: String, title: Text, type: AnswerType)], asked: [String]) -> [Line] {
            let (asked, codes) = (Set(asked), Set(known.map(\.code)))
            return known.filter { !asked.contains($0.code) }.map { line($0.code, $0.title, $0.type) }
                + members.map(\.name).filter { !asked.contains($0) && !codes.contains($0) }
                .map { line($0, nil, nil) }
        }
    }
}

extension VersionChange.Line {
    fileprivate var node: Node {
        .object([
            ("code", .string(code)), ("isFact", .bool(isFact)), ("zh", title.map { .string($0.zh) }),
            ("en", title.map { .string($0.en) }), ("written", written),
        ])
    }
}

extension Checklist {
    fileprivate var factTypes: [String: AnswerType] {
        Dictionary(facts.map { ($0.name, $0.type) }) { first, _ in first }
    }

    fileprivate var itemTypes: [String: AnswerType] {
        Dictionary(items.map { ($0.code, $0.answer) }) { first, _ in first }
    }
}
