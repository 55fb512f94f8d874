extension Term {
    /// The names without a value that make the formula missing, in order; none where it can be worked out.
    ///
    /// What could not have mattered is left out: the second side of an `if` whose condition holds, or an operand of
    /// `and` or `or` that is known.
    func missing(_ lookup: (Name) -> ExpressionValue) -> [Name] {
        var names: [Name] = []
        missing(lookup, into: &names)
        return names
    }

    private func missing(_ lookup: (Name) -> ExpressionValue, into names: inout [Name]) {
        guard value(lookup) == .missing else { return }
        switch self {
        case .number, .text: break
        case .name(let name, _): if !names.contains(name) { names.append(name) }
        case .negate(let operand): operand.missing(lookup, into: &names)
        case .binary(_, let left, let right, _):
            left.missing(lookup, into: &names)
            right.missing(lookup, into: &names)
        case .call(.choose, let arguments, _):
            let condition = arguments[0].value(lookup).boolean
            arguments[condition.map { $0 ? 1 : 2 } ?? 0].missing(lookup, into: &names)
        case .call(_, let arguments, _):
            for argument in arguments { argument.missing(lookup, into: &names) }
        }
    }
}
