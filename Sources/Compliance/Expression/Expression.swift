/// A formula taken apart: the XPath subset that ODK and XLSForm use (`docs/checklists.md`, Expressions).
package struct Expression: Sendable, Hashable {
    let root: Term<String>

    /// The longest formula and the deepest nesting accepted, so that a hostile file cannot exhaust the stack.
    static let longest = 2_000
    static let deepest = 48

    package init(parsing text: String) throws(ExpressionError) {
        var parser = try ExpressionParser(text)
        root = try parser.parse()
    }

    /// The names the formula speaks of, in order, each with where it stands first.
    package var references: [(name: String, offset: Int)] {
        var found: [(name: String, offset: Int)] = []
        root.visit { term in
            if case .name(let name, let offset) = term, !found.contains(where: { $0.name == name }) {
                found.append((name, offset))
            }
        }
        return found
    }
}

/// One operation of a formula and its operands. Names are words as the formula writes them, or what those stand for
/// (`ItemName`, `GradeName`) once a standard is bound.
indirect enum Term<Name: Sendable & Hashable>: Sendable, Hashable {
    case number(Rational)
    case text(String)
    case name(Name, offset: Int)
    case negate(Term)
    case binary(BinaryOperator, Term, Term, offset: Int)
    case call(Function, [Term], offset: Int)

    /// The same term with what the closure gives in the place of each name.
    func resolved<Place>(_ place: (Name) -> Term<Place>) -> Term<Place> {
        switch self {
        case .number(let number): .number(number)
        case .text(let text): .text(text)
        case .name(let name, _): place(name)
        case .negate(let operand): .negate(operand.resolved(place))
        case .binary(let symbol, let left, let right, let offset):
            .binary(symbol, left.resolved(place), right.resolved(place), offset: offset)
        case .call(let function, let arguments, let offset):
            .call(function, arguments.map { $0.resolved(place) }, offset: offset)
        }
    }

    /// What it names, in order, each as often as it does.
    var names: [Name] {
        var names: [Name] = []
        visit { if case .name(let name, _) = $0 { names.append(name) } }
        return names
    }

    func visit(_ body: (Term) -> Void) {
        body(self)
        switch self {
        case .number, .text, .name: break
        case .negate(let operand): operand.visit(body)
        case .binary(_, let left, let right, _):
            left.visit(body)
            right.visit(body)
        case .call(_, let arguments, _): arguments.forEach { $0.visit(body) }
        }
    }
}

/// The operators, weakest binding first, as XPath 1.0 orders them.
enum BinaryOperator: String, Sendable {
    case or, and
    case equal = "="
    case notEqual = "!="
    case less = "<"
    case atMost = "<="
    case greater = ">"
    case atLeast = ">="
    case plus = "+"
    case minus = "-"
    case times = "*"
    case div, mod

    var precedence: Int {
        switch self {
        case .or: 0
        case .and: 1
        case .equal, .notEqual: 2
        case .less, .atMost, .greater, .atLeast: 3
        case .plus, .minus: 4
        case .times, .div, .mod: 5
        }
    }
}

/// The functions a formula may call.
enum Function: String, Sendable, CaseIterable {
    case not, ceiling, floor, round, min, max, selected
    case yes = "true"
    case no = "false"
    case choose = "if"

    /// How many arguments it takes.
    var arity: ClosedRange<Int> {
        switch self {
        case .yes, .no: 0...0
        case .not, .ceiling, .floor, .round: 1...1
        case .selected: 2...2
        case .choose: 3...3
        case .min, .max: 1...16
        }
    }
}

/// Why a formula could not be read, or does not make sense; `offset` counts Unicode scalars from 0.
package struct ExpressionError: Error, Sendable, Hashable {
    package let offset: Int
    package let message: Text

    init(_ offset: Int, zh: String, en: String) {
        self.offset = offset
        message = Text(zh: zh, en: en)
    }
}
