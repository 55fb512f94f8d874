/// A word of a formula and where it stands, in Unicode scalars from 0.
struct ExpressionToken: Equatable {
    enum Kind: Equatable {
        case number(Rational)
        case text(String)
        /// What stands between `${` and `}`.
        case name(String)
        /// A bare word: a function, or `and or div mod`.
        case word(String)
        case symbol(String)
        case end
    }

    let kind: Kind
    let offset: Int
}

/// Cuts a formula into tokens.
struct ExpressionLexer {
    private let scalars: [Unicode.Scalar]
    private var position = 0

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
    }

    mutating func tokens() throws(ExpressionError) -> [ExpressionToken] {
        var tokens: [ExpressionToken] = []
        while true {
            while let scalar = peek, scalar.properties.isWhitespace { position += 1 }
            let start = position
            let kind = try next()
            tokens.append(ExpressionToken(kind: kind, offset: start))
            if kind == .end { return tokens }
        }
    }

    private var peek: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    private mutating func next() throws(ExpressionError) -> ExpressionToken.Kind {
        guard let scalar = peek else { return .end }
        switch scalar {
        case "$": return .name(try name())
        case "'", "\"": return .text(try quoted(by: scalar))
        case "0"..."9", ".": return .number(try number())
        case "a"..."z", "A"..."Z":
            return .word(take { $0.isLetter || $0 == "-" })
        case "<", ">", "!":
            position += 1
            if peek == "=" {
                position += 1
                return .symbol("\(scalar)=")
            }
            guard scalar != "!" else {
                throw ExpressionError(position - 1, zh: "“!”后面应为“=”", en: "'!' must be followed by '='")
            }
            return .symbol(String(scalar))
        case "(", ")", ",", "+", "-", "*", "=":
            position += 1
            return .symbol(String(scalar))
        default:
            throw ExpressionError(
                position,
                zh: "不认识的字符“\(scalar)”",
                en: "the character '\(scalar)' has no meaning here"
            )
        }
    }

    private mutating func name() throws(ExpressionError) -> String {
        let start = position
        position += 1
        guard peek == "{" else {
            throw ExpressionError(start, zh: "名称应写作 ${…}", en: "a name is written ${…}")
        }
        position += 1
        let name = take { $0.isLetter || $0.isDigit || $0 == "_" || $0 == "-" || $0 == "." }
        guard peek == "}", !name.isEmpty else {
            throw ExpressionError(
                start,
                zh: "${…} 里只能用字母、数字、“_”“-”“.”，并以“}”结束",
                en: "${…} holds letters, digits, '_', '-' and '.', and ends with '}'"
            )
        }
        position += 1
        return name
    }

    private mutating func quoted(by quote: Unicode.Scalar) throws(ExpressionError) -> String {
        let start = position
        position += 1
        let text = take { $0 != quote }
        guard peek == quote else { throw ExpressionError(start, zh: "引号没有结束", en: "the quote is not closed") }
        position += 1
        return text
    }

    private mutating func number() throws(ExpressionError) -> Rational {
        let start = position
        let text = take { $0.isDigit || $0 == "." }
        guard let number = Rational(decimal: text) else {
            throw ExpressionError(start, zh: "数字“\(text)”写法无效", en: "'\(text)' is not a number")
        }
        return number
    }

    private mutating func take(while belongs: (Unicode.Scalar) -> Bool) -> String {
        let start = position
        while let scalar = peek, belongs(scalar) { position += 1 }
        return String(String.UnicodeScalarView(scalars[start..<position]))
    }
}

extension Unicode.Scalar {
    fileprivate var isLetter: Bool { ("a"..."z").contains(self) || ("A"..."Z").contains(self) }
    fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
}
