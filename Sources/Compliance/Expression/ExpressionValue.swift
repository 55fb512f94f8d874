/// What a formula works out to.
package enum ExpressionValue: Sendable, Hashable {
    case number(Rational)
    /// Also yes/no answers (`yes`, `no`) and choices.
    case text(String)
    case boolean(Bool)
    case date(Day)
    /// Not known: an answer the formula needs was not given.
    case missing

    package var number: Rational? { if case .number(let number) = self { number } else { nil } }
    package var boolean: Bool? { if case .boolean(let flag) = self { flag } else { nil } }
}

extension Expression {
    /// Works the formula out; what is missing makes the result missing, except where it cannot matter.
    ///
    /// `false and missing` is false and `true or missing` is true (Kleene logic). Types are as `check` found them.
    package func evaluate(_ lookup: (String) -> ExpressionValue) -> ExpressionValue {
        root.value(lookup)
    }
}

extension Term {
    func value(_ lookup: (Name) -> ExpressionValue) -> ExpressionValue {
        switch self {
        case .number(let number): .number(number)
        case .text(let text): .text(text)
        case .name(let name, _): lookup(name)
        case .negate(let operand): operand.value(lookup).number.map { .number(-$0) } ?? .missing
        case .binary(let symbol, let left, let right, _): symbol.apply(left, right, lookup)
        case .call(let function, let arguments, _): function.apply(arguments, lookup)
        }
    }
}

extension BinaryOperator {
    fileprivate func apply<Name>(
        _ a: Term<Name>,
        _ b: Term<Name>,
        _ lookup: (Name) -> ExpressionValue
    ) -> ExpressionValue {
        let left = a.value(lookup)
        switch self {
        case .and:
            if left.boolean == false { return left }
            let right = b.value(lookup)
            return right.boolean == false ? right : (left == .missing ? .missing : right)
        case .or:
            if left.boolean == true { return left }
            let right = b.value(lookup)
            return right.boolean == true ? right : (left == .missing ? .missing : right)
        default:
            let right = b.value(lookup)
            guard left != .missing, right != .missing else { return .missing }
            return combine(left, right)
        }
    }

    private func combine(_ left: ExpressionValue, _ right: ExpressionValue) -> ExpressionValue {
        switch (self, left, right) {
        case (.equal, _, _): .boolean(left == right)
        case (.notEqual, _, _): .boolean(left != right)
        case (_, .number(let a), .number(let b)): arithmetic(a, b)
        case (.plus, .date(let day), .number(let days)), (.plus, .number(let days), .date(let day)):
            shift(day, by: days)
        case (.minus, .date(let day), .number(let days)): shift(day, by: -days)
        case (.minus, .date(let a), .date(let b)): .number(Rational(a - b))
        case (_, .date(let a), .date(let b)): compare(a, b)
        default: .missing
        }
    }

    /// The day so many whole days later; missing beyond the calendar.
    private func shift(_ day: Day, by days: Rational) -> ExpressionValue {
        guard let days = days.integer, (-4_000_000...4_000_000).contains(days) else { return .missing }
        return .date(day + days)
    }

    private func arithmetic(_ a: Rational, _ b: Rational) -> ExpressionValue {
        switch self {
        case .plus: .number(a + b)
        case .minus: .number(a - b)
        case .times: .number(a * b)
        case .div: a.divided(by: b).map { .number($0) } ?? .missing
        case .mod: a.remainder(dividingBy: b).map { .number($0) } ?? .missing
        default: compare(a, b)
        }
    }

    private func compare<T: Comparable>(_ a: T, _ b: T) -> ExpressionValue {
        switch self {
        case .less: .boolean(a < b)
        case .atMost: .boolean(a <= b)
        case .greater: .boolean(a > b)
        case .atLeast: .boolean(a >= b)
        default: .missing
        }
    }
}

extension Function {
    fileprivate func apply<Name>(
        _ arguments: [Term<Name>],
        _ lookup: (Name) -> ExpressionValue
    ) -> ExpressionValue {
        switch self {
        case .yes: return .boolean(true)
        case .no: return .boolean(false)
        case .not: return arguments[0].value(lookup).boolean.map { .boolean(!$0) } ?? .missing
        case .choose:
            guard let condition = arguments[0].value(lookup).boolean else { return .missing }
            return arguments[condition ? 1 : 2].value(lookup)
        case .selected:
            let (left, right) = (arguments[0].value(lookup), arguments[1].value(lookup))
            return left == .missing || right == .missing ? .missing : .boolean(left == right)
        case .ceiling: return arguments[0].value(lookup).number.map { .number($0.ceiling) } ?? .missing
        case .floor: return arguments[0].value(lookup).number.map { .number($0.floor) } ?? .missing
        case .round: return arguments[0].value(lookup).number.map { .number($0.rounded) } ?? .missing
        case .min, .max:
            var best: Rational?
            for argument in arguments {
                guard let number = argument.value(lookup).number else { return .missing }
                best = best.map { self == .min ? Swift.min($0, number) : Swift.max($0, number) } ?? number
            }
            return best.map { .number($0) } ?? .missing
        }
    }
}
