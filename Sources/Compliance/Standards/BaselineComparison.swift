package import StrictJSON

/// What differs between two versions of a baseline.
package struct BaselineComparison: Sendable, Hashable {
    /// The head of the file: version, title, dates.
    package let header: [FieldChange]
    package let sources: EntriesComparison
    package let parameters: EntriesComparison
    /// The parameters whose value became stricter or looser, in the newer version's order.
    package let shifts: [Shift]

    /// A parameter whose value moved.
    package struct Shift: Sendable, Hashable {
        package let parameter: Parameter
        package let before: Rational
        /// nil where the parameter is an `equals`, or its direction changed.
        package let isStricter: Bool?
    }

    package init(_ old: Baseline, _ new: Baseline) {
        header = changes(
            from: old.node.without("sources", "parameters"),
            to: new.node.without("sources", "parameters")
        )
        sources = EntriesComparison(old.sources, new.sources) {
            Entry($0.code, $0.title)
        } node: {
            Source.node([$0])[$0.code] ?? .null
        }
        // Without dates, so that a parameter does not differ because its baseline does.
        parameters = EntriesComparison(old.parameters, new.parameters) {
            Entry($0.name, $0.title)
        } node: {
            $0.node(in: nil).without("effectiveFrom")
        }
        let before = Dictionary(old.parameters.map { ($0.name, $0) }) { first, _ in first }
        shifts = new.parameters.compactMap { parameter in
            guard let twin = before[parameter.name], twin.value != parameter.value else { return nil }
            let comparable = twin.direction == parameter.direction && parameter.direction != .equals
            return Shift(
                parameter: parameter,
                before: twin.value,
                isStricter: comparable
                    ? parameter.direction.allows(parameter.value, insteadOf: twin.value) : nil
            )
        }
    }

    package var isEmpty: Bool { header.isEmpty && sources.isEmpty && parameters.isEmpty }

    package var node: Node {
        .object([
            ("header", .array(header.map(\.node))),
            ("sources", sources.node),
            ("parameters", parameters.node),
            ("shifts", .array(shifts.map(\.node))),
        ])
    }
}

extension BaselineComparison.Shift {
    fileprivate var node: Node {
        .object([
            ("parameter", .string(parameter.name)),
            ("before", .number(before)),
            ("after", .number(parameter.value)),
            ("direction", .string(parameter.direction.rawValue)),
            ("stricter", isStricter.map { .bool($0) } ?? .null),
        ])
    }
}
