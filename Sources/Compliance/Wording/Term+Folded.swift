/// A formula as it is put in words: everything worked out that can be without a visit, and turned round where it is
/// denied. What it comes to is the same.
extension Term<String> {
    /// With its constants worked out: `(100 - 100) * ${x}` is 0, `if(true(), a, b)` is a.
    var folded: Term {
        switch self {
        case .number, .text, .name: return self
        case .negate(let operand):
            let operand = operand.folded
            if case .number(let number) = operand { return .number(-number) }
            return .negate(operand)
        case .binary(let symbol, let left, let right, let offset):
            return Self.folded(symbol, left.folded, right.folded, offset)
        case .call(let function, let arguments, let offset):
            return Self.folded(function, arguments.map(\.folded), offset)
        }
    }

    private static func folded(_ symbol: BinaryOperator, _ left: Term, _ right: Term, _ offset: Int) -> Term {
        let whole = Term.binary(symbol, left, right, offset: offset)
        switch (symbol, left, right) {
        case (.and, .yes, let rest), (.and, let rest, .yes), (.or, .no, let rest), (.or, let rest, .no):
            return rest
        case (.and, .no, _), (.and, _, .no): return .no
        case (.or, .yes, _), (.or, _, .yes): return .yes
        case (.times, .number(1), let rest), (.times, let rest, .number(1)), (.plus, .number(0), let rest),
            (.plus, let rest, .number(0)), (.minus, let rest, .number(0)), (.div, let rest, .number(1)):
            return rest
        case (.times, .number(0), _), (.times, _, .number(0)): return .number(0)
        case (_, .number, .number): return whole.constant ?? whole
        default: return whole
        }
    }

    private static func folded(_ function: Function, _ arguments: [Term], _ offset: Int) -> Term {
        let whole = Term.call(function, arguments, offset: offset)
        switch (function, arguments.first) {
        case (.choose, .yes?): return arguments[1]
        case (.choose, .no?): return arguments[2]
        case (.not, .call(.not, let inner, _)?): return inner[0]
        case (.min, let only?) where arguments.count == 1, (.max, let only?) where arguments.count == 1:
            return only
        default: return whole.names.isEmpty ? whole.constant ?? whole : whole
        }
    }

    /// What it comes to by itself; nil where it needs a visit or has no such value.
    private var constant: Term? {
        switch value({ _ in .missing }) {
        case .number(let number): .number(number)
        case .boolean(let flag): flag ? .yes : .no
        case .text, .date, .missing: nil
        }
    }

    static var yes: Term { .call(.yes, [], offset: 0) }
    static var no: Term { .call(.no, [], offset: 0) }

    /// The condition that holds where this one is known not to.
    var denied: Term {
        switch self {
        case .binary(let symbol, let left, let right, let offset):
            switch symbol {
            case .and: return .binary(.or, left.denied, right.denied, offset: offset)
            case .or: return .binary(.and, left.denied, right.denied, offset: offset)
            default:
                guard let symbol = symbol.denied else { break }
                return .binary(symbol, left, right, offset: offset)
            }
        case .call(.not, let arguments, _): return arguments[0]
        case .call(.yes, _, _): return .no
        case .call(.no, _, _): return .yes
        case .call(.selected, let arguments, let offset):
            return .binary(.notEqual, arguments[0], arguments[1], offset: offset)
        default: break
        }
        return .call(.not, [self], offset: 0)
    }

    /// The conditions that it joins by `and`, or by `or`, each by itself.
    func joined(by symbol: BinaryOperator) -> [Term] {
        guard case .binary(symbol, let left, let right, _) = self else { return [self] }
        return left.joined(by: symbol) + right.joined(by: symbol)
    }

    /// What it is multiplied and divided by that is constant: `ceiling(${a} * 2 div 50)` has 2 and 50 within.
    var scale: (base: Term, times: Rational, by: Rational) {
        switch self {
        case .binary(.times, let base, .number(let factor), _),
            .binary(.times, .number(let factor), let base, _):
            let inner = base.scale
            return (inner.base, inner.times * factor, inner.by)
        case .binary(.div, let base, .number(let divisor), _):
            let inner = base.scale
            return (inner.base, inner.times, inner.by * divisor)
        default: return (self, 1, 1)
        }
    }

    /// How many names and numbers stand in it.
    var leaves: Int {
        var count = 0
        visit { term in
            switch term {
            case .number, .text, .name: count += 1
            case .negate, .binary, .call: break
            }
        }
        return count
    }
}

extension BinaryOperator {
    var isArithmetic: Bool {
        switch self {
        case .plus, .minus, .times, .div, .mod: true
        default: false
        }
    }
}
