package import StrictJSON

/// One field that differs between two versions of something.
package struct FieldChange: Sendable, Hashable {
    /// The names that lead to it, with dots: `minimum.atLeast`.
    package let field: String
    /// nil where the field is absent and its default holds.
    package let before: Node?
    package let after: Node?

    package init(_ field: String, _ before: Node?, _ after: Node?) {
        self.field = field
        self.before = before
        self.after = after
    }

    package var node: Node {
        .object([("field", .string(field)), ("before", before ?? .null), ("after", after ?? .null)])
    }
}

/// Something with a code of its own: an item, a fact, a parameter.
package struct Entry: Sendable, Hashable {
    package let code: String
    package let title: Text

    package init(_ code: String, _ title: Text) {
        self.code = code
        self.title = title
    }
}

/// What differs between two lists of coded things.
package struct EntriesComparison: Sendable, Hashable {
    package let added: [Entry]
    package let removed: [Entry]
    package let changed: [Changed]

    /// One thing that both lists have, and where it differs.
    package struct Changed: Sendable, Hashable {
        /// As it is in the newer version.
        package let entry: Entry
        package let fields: [FieldChange]
    }

    package var isEmpty: Bool { added.isEmpty && removed.isEmpty && changed.isEmpty }

    /// Compares by code; `node` gives what is compared, field by field.
    init<Element>(
        _ old: [Element],
        _ new: [Element],
        entry: (Element) -> Entry,
        node: (Element) -> Node
    ) {
        let before = Dictionary(old.map { (entry($0).code, $0) }) { first, _ in first }
        let codes = Set(new.map { entry($0).code })
        added = new.map(entry).filter { before[$0.code] == nil }
        removed = old.map(entry).filter { !codes.contains($0.code) }
        changed = new.compactMap { element in
            guard let twin = before[entry(element).code] else { return nil }
            let fields = changes(from: node(twin), to: node(element))
            return fields.isEmpty ? nil : Changed(entry: entry(element), fields: fields)
        }
    }

    package var node: Node {
        .object([
            ("added", .array(added.map(\.node))),
            ("removed", .array(removed.map(\.node))),
            (
                "changed",
                .array(
                    changed.map {
                        .object([
                            ("code", .string($0.entry.code)),
                            ("title", $0.entry.title.node),
                            ("fields", .array($0.fields.map(\.node))),
                        ])
                    }
                )
            ),
        ])
    }
}

extension Entry {
    fileprivate var node: Node { .object([("code", .string(code)), ("title", title.node)]) }
}

/// The fields in which two trees differ; lists are compared whole.
func changes(from old: Node?, to new: Node?, under path: String = "") -> [FieldChange] {
    guard old != new else { return [] }
    guard let before = old?.object, let after = new?.object else { return [FieldChange(path, old, new)] }
    let names = before.map(\.name) + after.map(\.name).filter { old?[$0] == nil }
    return names.flatMap { name in
        changes(from: old?[name], to: new?[name], under: path.isEmpty ? name : "\(path).\(name)")
    }
}

extension Node {
    /// The tree without members of the given names.
    func without(_ names: String...) -> Node {
        guard let members = object else { return self }
        return Node(.object(members.filter { !names.contains($0.name) }), at: mark)
    }
}
