package import StrictJSON

/// A condition that the facts and answers of a visit must fulfil together, also with what the register says of the site
/// (`domain.md` §2a). Called as in XLSForm.
package struct Constraint: Sendable, Hashable {
    /// Names it in its checklist, e.g. `within-capacity`.
    package let code: String
    /// What must hold, over facts, answers, the day of the visit, parameters and the register.
    package let condition: Formula
    package let kind: Kind
    /// What is wrong where it does not hold.
    package let message: Text
    /// Words for the condition, where none that are made of the formula serve.
    package var says: Text?
    /// Where it stands in the file it was read from.
    package var mark: Mark = .none

    /// What becomes of a filing in which the condition does not hold.
    package enum Kind: String, Sendable, CaseIterable {
        /// It is refused: somebody mistyped.
        case impossible
        /// It is asked about: if it is so, that is a finding, and the reason given stays in the document.
        case doubtful
    }

    /// The question that every filing is asked, whatever its checklist: whether the visit took as long as it says.
    package static let visitLength = "visit-length"
}

/// What a condition may ask the register about the site of the visit, as of its day.
enum RegisterName: String, Sendable, CaseIterable {
    /// How many people the site can hold.
    case capacity
    /// The first day of the site's period of operation.
    case openedOn = "opened_on"

    var type: ExpressionType {
        switch self {
        case .capacity: .number
        case .openedOn: .date
        }
    }

    var title: Text {
        switch self {
        case .capacity: Text(zh: "登记的容量", en: "the capacity on the register")
        case .openedOn: Text(zh: "登记的启用日期", en: "the opening day on the register")
        }
    }

    /// What the register says; missing where there is no register, or it does not say.
    func value(of site: Site?) -> ExpressionValue {
        switch self {
        case .capacity: site?.capacity.map { .number(Rational($0)) } ?? .missing
        case .openedOn: site.map { .date($0.openedOn) } ?? .missing
        }
    }
}

/// A condition taken apart.
struct BoundConstraint: Sendable {
    let constraint: Constraint
    let condition: BoundFormula<ItemName>
}
