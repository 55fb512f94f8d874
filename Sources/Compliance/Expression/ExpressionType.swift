/// What kind of value a formula or a name has.
package enum ExpressionType: Sendable, Hashable {
    case number, text, boolean, date
    /// A text that is one of these, such as a choice or `yes`/`no`.
    case oneOf([String])

    package static let yesNo = ExpressionType.oneOf(["yes", "no"])

    var isText: Bool {
        switch self {
        case .text, .oneOf: true
        default: false
        }
    }

    var name: Text {
        switch self {
        case .number: Text(zh: "数字", en: "a number")
        case .text: Text(zh: "文字", en: "text")
        case .boolean: Text(zh: "判断（真或假）", en: "a condition (true or false)")
        case .date: Text(zh: "日期", en: "a date")
        case .oneOf(let values):
            Text(
                zh: "“\(values.joined(separator: "”“"))”之一",
                en: "one of '\(values.joined(separator: "', '"))'"
            )
        }
    }
}

/// A name that formulas may use.
package struct ExpressionName: Sendable, Hashable {
    /// nil where what the name stands for is itself written wrongly, and that has been said.
    package let type: ExpressionType?
    /// Whether it is known never to be zero, as a baseline parameter with a value is.
    package let isNonZero: Bool
    /// The name that a formula must know not to be zero where it asks for this one, which stands for nothing otherwise.
    package let guardedBy: String?

    package init(_ type: ExpressionType?, isNonZero: Bool = false, guardedBy: String? = nil) {
        self.type = type
        self.isNonZero = isNonZero
        self.guardedBy = guardedBy
    }
}

extension Expression {
    /// Everything that does not make sense about the formula; empty when it is sound and gives `expected`.
    package func check(
        _ expected: ExpressionType,
        scope: @escaping (String) -> ExpressionName?,
        known: @escaping () -> [String]
    ) -> [ExpressionError] {
        var checker = ExpressionChecker(scope: scope, known: known)
        let type = checker.type(of: root, guarded: [])
        if let type, !Self.fits(type, expected) {
            checker.problems.insert(
                ExpressionError(
                    0,
                    zh: "这里应得到\(expected.name.zh)，公式得到的是\(type.name.zh)",
                    en: "this must give \(expected.name.en); the formula gives \(type.name.en)"
                ),
                at: 0
            )
        }
        return checker.problems
    }

    private static func fits(_ type: ExpressionType, _ expected: ExpressionType) -> Bool {
        type == expected || (expected.isText && type.isText)
    }
}
