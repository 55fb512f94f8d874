extension Term {
    /// The same term wherever it stands, so that a divisor can be recognised in its guard.
    var withoutOffsets: Term {
        switch self {
        case .number, .text: self
        case .name(let name, _): .name(name, offset: 0)
        case .negate(let operand): .negate(operand.withoutOffsets)
        case .binary(let symbol, let a, let b, _):
            .binary(symbol, a.withoutOffsets, b.withoutOffsets, offset: 0)
        case .call(let function, let arguments, _):
            .call(function, arguments.map(\.withoutOffsets), offset: 0)
        }
    }

    /// The terms that cannot be zero where this condition holds, or where it does not.
    func nonZero(when holds: Bool) -> Set<Term> {
        switch self {
        case .binary(.and, let a, let b, _):
            let (left, right) = (a.nonZero(when: holds), b.nonZero(when: holds))
            return holds ? left.union(right) : left.intersection(right)
        case .binary(.or, let a, let b, _):
            let (left, right) = (a.nonZero(when: holds), b.nonZero(when: holds))
            return holds ? left.intersection(right) : left.union(right)
        case .call(.not, let arguments, _): return arguments[0].nonZero(when: !holds)
        case .binary(let symbol, let term, .number(let bound), _)
        where symbol.excludesZero(bound, when: holds):
            return [term.withoutOffsets]
        case .binary(let symbol, .number(let bound), let term, _)
        where symbol.reversed.excludesZero(bound, when: holds):
            return [term.withoutOffsets]
        default: return []
        }
    }
}

extension BinaryOperator {
    /// Whether x cannot be 0 where `x (self) bound` holds, or where it does not.
    fileprivate func excludesZero(_ bound: Rational, when holds: Bool) -> Bool {
        switch holds ? self : denied {
        case .greater: bound >= 0
        case .atLeast: bound > 0
        case .less: bound <= 0
        case .atMost: bound < 0
        case .equal: !bound.isZero
        case .notEqual: bound.isZero
        default: false
        }
    }

    /// The comparison that holds where this one does not; nil for what compares nothing.
    var denied: BinaryOperator? {
        switch self {
        case .equal: .notEqual
        case .notEqual: .equal
        case .less: .atLeast
        case .atMost: .greater
        case .greater: .atMost
        case .atLeast: .less
        case .or, .and, .plus, .minus, .times, .div, .mod: nil
        }
    }

    /// The comparison with its sides exchanged.
    var reversed: BinaryOperator {
        switch self {
        case .less: .greater
        case .atMost: .atLeast
        case .greater: .less
        case .atLeast: .atMost
        default: self
        }
    }

    /// Whether it compares two values.
    var compares: Bool { denied != nil }
}
