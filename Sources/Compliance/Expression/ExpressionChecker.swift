/// Finds the type of every part of a formula, and what is wrong with it.
struct ExpressionChecker {
    let scope: (String) -> ExpressionName?
    let known: () -> [String]
    var problems: [ExpressionError] = []

    init(scope: @escaping (String) -> ExpressionName?, known: @escaping () -> [String]) {
        self.scope = scope
        self.known = known
    }

    /// The type of the term, nil where a problem was reported; `guarded` are terms known not to be zero here.
    mutating func type(of term: Term<String>, guarded: Set<Term<String>>) -> ExpressionType? {
        switch term {
        case .number: return .number
        case .text: return .text
        case .name(let name, let offset): return type(ofName: name, at: offset, guarded: guarded)
        case .negate(let operand):
            require(.number, operand, guarded, at: 0)
            return .number
        case .binary(let symbol, let left, let right, let offset):
            return type(of: symbol, left, right, at: offset, guarded: guarded)
        case .call(let function, let arguments, let offset):
            return type(of: function, arguments, at: offset, guarded: guarded)
        }
    }

    private mutating func type(
        ofName name: String,
        at offset: Int,
        guarded: Set<Term<String>>
    ) -> ExpressionType? {
        if let found = scope(name) {
            if let guardName = found.guardedBy, !guarded.contains(.name(guardName, offset: 0)) {
                unguarded(name, by: guardName, at: offset)
            }
            return found.type
        }
        let near = nearest(to: name, among: known())
        problems.append(
            ExpressionError(
                offset,
                zh: "没有名为“\(name)”的参数、点位情况或检查项" + (near.map { "，是否指“\($0)”？" } ?? ""),
                en: "there is no parameter, fact or item '\(name)'"
                    + (near.map { "; did you mean '\($0)'?" } ?? "")
            )
        )
        return nil
    }

    private mutating func type(
        of symbol: BinaryOperator,
        _ left: Term<String>,
        _ right: Term<String>,
        at offset: Int,
        guarded: Set<Term<String>>
    ) -> ExpressionType? {
        switch symbol {
        case .and:
            require(.boolean, left, guarded, at: offset)
            require(.boolean, right, guarded.union(left.nonZero(when: true)), at: offset)
            return .boolean
        case .or:
            require(.boolean, left, guarded, at: offset)
            require(.boolean, right, guarded.union(left.nonZero(when: false)), at: offset)
            return .boolean
        case .equal, .notEqual, .less, .atMost, .greater, .atLeast:
            compare(symbol, left, right, at: offset, guarded: guarded)
            return .boolean
        case .plus, .minus: return sum(symbol, left, right, at: offset, guarded: guarded)
        case .times, .div, .mod:
            require(.number, left, guarded, at: offset)
            require(.number, right, guarded, at: offset)
            if symbol != .times, !isNonZero(right, guarded) {
                problems.append(
                    ExpressionError(
                        offset,
                        zh: "除数可能为零；请先判断，例如 if(… > 0, … \(symbol.rawValue) …, 0)",
                        en: "the divisor can be zero; guard it, as in if(… > 0, … \(symbol.rawValue) …, 0)"
                    )
                )
            }
            return .number
        }
    }

    /// Days: date ± number is a date, date − date is a number.
    private mutating func sum(
        _ symbol: BinaryOperator,
        _ left: Term<String>,
        _ right: Term<String>,
        at offset: Int,
        guarded: Set<Term<String>>
    ) -> ExpressionType? {
        guard let (a, b) = types(left, right, guarded) else { return nil }
        switch (symbol, a, b) {
        case (_, .number, .number): return .number
        case (_, .date, .number), (.plus, .number, .date): return .date
        case (.minus, .date, .date): return .number
        default:
            mismatch(a, b, at: offset)
            return nil
        }
    }

    /// The types of both sides; nil where either has a problem, both having been looked at.
    private mutating func types(
        _ left: Term<String>,
        _ right: Term<String>,
        _ guarded: Set<Term<String>>
    ) -> (ExpressionType, ExpressionType)? {
        let (a, b) = (type(of: left, guarded: guarded), type(of: right, guarded: guarded))
        guard let a, let b else { return nil }
        return (a, b)
    }

    private mutating func compare(
        _ symbol: BinaryOperator,
        _ left: Term<String>,
        _ right: Term<String>,
        at offset: Int,
        guarded: Set<Term<String>>
    ) {
        guard let (a, b) = types(left, right, guarded) else { return }
        let isOrder = symbol != .equal && symbol != .notEqual
        let comparable = isOrder ? a == b && (a == .number || a == .date) : a == b || (a.isText && b.isText)
        guard comparable else { return mismatch(a, b, at: offset) }
        for (type, other) in [(a, right), (b, left)] {
            if case .oneOf(let values) = type, case .text(let text) = other, !values.contains(text) {
                neverTaken(text, values, at: offset)
            }
        }
    }

    private mutating func type(
        of function: Function,
        _ arguments: [Term<String>],
        at offset: Int,
        guarded: Set<Term<String>>
    ) -> ExpressionType? {
        switch function {
        case .yes, .no: return .boolean
        case .not:
            require(.boolean, arguments[0], guarded, at: offset)
            return .boolean
        case .ceiling, .floor, .round, .min, .max:
            for argument in arguments { require(.number, argument, guarded, at: offset) }
            return .number
        case .selected:
            compare(.equal, arguments[0], arguments[1], at: offset, guarded: guarded)
            return .boolean
        case .choose:
            require(.boolean, arguments[0], guarded, at: offset)
            let then = type(of: arguments[1], guarded: guarded.union(arguments[0].nonZero(when: true)))
            let otherwise = type(of: arguments[2], guarded: guarded.union(arguments[0].nonZero(when: false)))
            guard let then, let otherwise else { return nil }
            if then == otherwise { return then }
            if then.isText, otherwise.isText { return .text }
            mismatch(then, otherwise, at: offset)
            return nil
        }
    }

    private mutating func require(
        _ wanted: ExpressionType,
        _ term: Term<String>,
        _ guarded: Set<Term<String>>,
        at offset: Int
    ) {
        guard let found = type(of: term, guarded: guarded), found != wanted else { return }
        problems.append(
            ExpressionError(
                term.offset ?? offset,
                zh: "此处需要\(wanted.name.zh)，现为\(found.name.zh)",
                en: "this needs \(wanted.name.en), and is \(found.name.en)"
            )
        )
    }

    private mutating func mismatch(_ a: ExpressionType, _ b: ExpressionType, at offset: Int) {
        problems.append(
            ExpressionError(
                offset,
                zh: "两边不能放在一起：一边是\(a.name.zh)，另一边是\(b.name.zh)",
                en: "the two sides do not go together: one is \(a.name.en), the other \(b.name.en)"
            )
        )
    }

    private mutating func unguarded(_ name: String, by guardName: String, at offset: Int) {
        problems.append(
            ExpressionError(
                offset,
                zh: "\(name) 可能没有值（该部分可能全部不涉及或不适用）；请先判断，例如 if(${\(guardName)} > 0, ${\(name)}, …)",
                en: "\(name) may stand for nothing, where nothing in its section applies; "
                    + "guard it, as in if(${\(guardName)} > 0, ${\(name)}, …)"
            )
        )
    }

    private mutating func neverTaken(_ text: String, _ values: [String], at offset: Int) {
        problems.append(
            ExpressionError(
                offset,
                zh: "“\(text)”不是可能的取值，只有“\(values.joined(separator: "”“"))”",
                en: "'\(text)' is never the answer; the answers are '\(values.joined(separator: "', '"))'"
            )
        )
    }

    private func isNonZero(_ term: Term<String>, _ guarded: Set<Term<String>>) -> Bool {
        if guarded.contains(term.withoutOffsets) { return true }
        switch term {
        case .number(let number): return !number.isZero
        // An unknown name is a problem of its own already.
        case .name(let name, _): return scope(name)?.isNonZero ?? true
        case .negate(let operand): return isNonZero(operand, guarded)
        case .binary(.times, let left, let right, _):
            return isNonZero(left, guarded) && isNonZero(right, guarded)
        case .call(.max, let arguments, _):
            return arguments.contains { if case .number(let number) = $0 { number > 0 } else { false } }
        default: return false
        }
    }
}

extension Term {
    /// Where the term's own word stands; nil for constants.
    fileprivate var offset: Int? {
        switch self {
        case .name(_, let offset), .binary(_, _, _, let offset), .call(_, _, let offset): offset
        case .number, .text, .negate: nil
        }
    }
}
