/// Precedence climbing over the tokens of one formula.
struct ExpressionParser {
    private let tokens: [ExpressionToken]
    private var position = 0
    private var depth = 0

    init(_ text: String) throws(ExpressionError) {
        guard text.unicodeScalars.count <= Expression.longest else {
            throw ExpressionError(0, zh: "公式超过 2000 个字符", en: "the formula is longer than 2,000 characters")
        }
        var lexer = ExpressionLexer(text)
        tokens = try lexer.tokens()
    }

    mutating func parse() throws(ExpressionError) -> Term<String> {
        let term = try binary(from: 0)
        guard current.kind == .end else { throw unexpected() }
        return term
    }

    private var current: ExpressionToken { tokens[position] }

    private mutating func binary(from precedence: Int) throws(ExpressionError) -> Term<String> {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Expression.deepest else {
            throw ExpressionError(current.offset, zh: "嵌套太深", en: "the formula is nested too deeply")
        }
        var left = try operand()
        while let symbol = binaryOperator, symbol.precedence >= precedence {
            let offset = current.offset
            position += 1
            left = .binary(symbol, left, try binary(from: symbol.precedence + 1), offset: offset)
        }
        return left
    }

    private var binaryOperator: BinaryOperator? {
        switch current.kind {
        case .word(let word), .symbol(let word): BinaryOperator(rawValue: word)
        default: nil
        }
    }

    private mutating func operand() throws(ExpressionError) -> Term<String> {
        let token = current
        switch token.kind {
        case .number(let number):
            position += 1
            return .number(number)
        case .text(let text):
            position += 1
            return .text(text)
        case .name(let name):
            position += 1
            return .name(name, offset: token.offset)
        case .symbol("-"):
            position += 1
            depth += 1
            defer { depth -= 1 }
            guard depth <= Expression.deepest else { throw unexpected() }
            return .negate(try operand())
        case .symbol("("):
            position += 1
            let inner = try binary(from: 0)
            try expect(")")
            return inner
        case .word(let word): return try call(word, at: token.offset)
        case .symbol, .end: throw unexpected()
        }
    }

    private mutating func call(_ word: String, at offset: Int) throws(ExpressionError) -> Term<String> {
        guard let function = Function(rawValue: word) else {
            let known = Function.allCases.map { $0.rawValue + "()" }.joined(separator: " ")
            throw ExpressionError(
                offset,
                zh: "没有函数“\(word)”；可用：\(known)",
                en: "there is no '\(word)'; known are \(known)"
            )
        }
        position += 1
        try expect("(")
        var arguments: [Term<String>] = []
        if current.kind != .symbol(")") {
            arguments.append(try binary(from: 0))
            while current.kind == .symbol(",") {
                position += 1
                arguments.append(try binary(from: 0))
            }
        }
        try expect(")")
        guard function.arity.contains(arguments.count) else {
            let wanted = function.arity.count == 1 ? "\(function.arity.lowerBound)" : "1-16"
            throw ExpressionError(
                offset,
                zh: "\(word)() 需要 \(wanted) 个参数，现有 \(arguments.count) 个",
                en: "\(word)() takes \(wanted) arguments, not \(arguments.count)"
            )
        }
        return .call(function, arguments, offset: offset)
    }

    private mutating func expect(_ symbol: String) throws(ExpressionError) {
        guard current.kind == .symbol(symbol) else {
            throw ExpressionError(current.offset, zh: "此处应为“\(symbol)”", en: "expected '\(symbol)' here")
        }
        position += 1
    }

    private func unexpected() -> ExpressionError {
        current.kind == .end
            ? ExpressionError(current.offset, zh: "公式不完整", en: "the formula ends too soon")
            : ExpressionError(current.offset, zh: "此处的写法无法理解", en: "this cannot stand here")
    }
}
