import Compliance
import Mustache
import Store

/// A grade so that nobody needs to see colours: a shape of its own, the word, and the colour last.
struct GradeMark: Sendable, Hashable {
    /// Ends a CSS class.
    let colour: String
    /// The outline of the shape on a field of 16 by 16, with what is cut out of it.
    let shape: String
    let wording: String

    init(_ grade: InspectionSummary.Grade, _ texts: Texts) {
        self.init(grade.colour, texts(grade.title))
    }

    init(_ rule: GradeRule, _ texts: Texts) {
        self.init(rule.colour, texts(rule.title))
    }

    /// The mark of a visit; that it could not be graded is said.
    init(_ summary: InspectionSummary, _ texts: Texts) {
        self = summary.grade.map { GradeMark($0, texts) } ?? .undecided(texts)
    }

    static func notInspected(_ texts: Texts) -> GradeMark {
        GradeMark(.grey, texts("grade.notInspected"))
    }

    /// What could not be worked out has a shape of its own: it is neither good nor bad, and not grey either.
    static func undecided(_ texts: Texts) -> GradeMark {
        GradeMark(colour: undecidedColour, shape: undecidedShape, wording: texts("grade.none"))
    }

    /// Stands where a grade has its colour.
    static let undecidedColour = "undecided"

    private init(_ colour: GradeRule.Colour, _ wording: String) {
        self.init(colour: colour.rawValue, shape: colour.shape, wording: wording)
    }

    private init(colour: String, shape: String, wording: String) {
        self.colour = colour
        self.shape = shape
        self.wording = wording
    }

    /// A square with a question mark; a diamond would look like a character that could not be read.
    private static let undecidedShape =
        "M2 0h12a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H2a2 2 0 0 1-2-2V2a2 2 0 0 1 2-2zM4.4 6.2h2.1c0-1 .6-1.5 1.5-1.5"
        + "s1.5.5 1.5 1.2c0 1.3-2.5 1.6-2.5 4.3h2.1c0-1.9 2.6-2.1 2.6-4.4 0-1.8-1.5-3-3.7-3S4.4 4.2 4.4 6.2z"
        + "M7 11.4h2.1v2.1H7z"
}

/// A grade of the checklist and its condition.
struct GradeRuleLine: Sendable {
    let grade: GradeMark
    let when: String
    /// The condition as a formula; nil where there is nothing to work out.
    let formula: String?
    let isGiven: Bool
    /// That a site with this grade is below the minimum.
    let isBelowMinimum: Bool
    /// That the condition could not be worked out, and for want of what.
    let unknown: String?

    init(_ rule: GradeRule, _ words: FormulaWords, isGiven: Bool, unknown: Text?, _ texts: Texts) {
        grade = GradeMark(rule, texts)
        when = texts(words.condition(of: rule))
        formula = words.isSettled(rule.when) ? nil : texts(words.symbols(rule.when))
        self.isGiven = isGiven
        isBelowMinimum = rule.isBelowMinimum
        self.unknown = unknown.map { texts($0) }
    }
}

extension GradeRule.Colour {
    /// A disc with a tick, a triangle with a stroke, an octagon with a cross, a ring: told apart in black and white.
    var shape: String {
        switch self {
        case .blue: "M8 0a8 8 0 1 0 0 16A8 8 0 0 0 8 0zM6.8 12 3 8.2l1.4-1.4 2.4 2.4 4.8-4.8L13 5.8z"
        case .yellow: "M8 .8 16 15.2H0zM7.1 5.6h1.8v5H7.1zm0 6h1.8v1.8H7.1z"
        case .red:
            "M4.7 0h6.6L16 4.7v6.6L11.3 16H4.7L0 11.3V4.7zM4.3 5.7 6.6 8l-2.3 2.3 1.4 1.4L8 9.4l2.3 2.3 1.4-1.4"
                + "L9.4 8l2.3-2.3-1.4-1.4L8 6.6 5.7 4.3z"
        case .grey: "M8 0a8 8 0 1 0 0 16A8 8 0 0 0 8 0zM8 2.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 8 2.2z"
        }
    }
}

extension GradeMark: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "colour": colour
        case "shape": shape
        case "wording": wording
        default: nil
        }
    }
}
