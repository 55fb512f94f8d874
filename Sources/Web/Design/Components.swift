import Compliance
import Store

/// One of the values to choose from in a form.
struct Option: Sendable {
    let value: String
    let wording: String
    let isChosen: Bool
}

/// A label and what it says.
struct LabelledValue: Sendable {
    let label: String
    let wording: String
}

/// Who holds or held a duty, from when to when.
struct PostingLine: Sendable {
    let duty: String
    let person: String
    let term: String

    init(_ posting: Posting, _ texts: Texts) {
        duty = texts(posting.duty)
        person = posting.person
        term = texts(
            posting.to == nil ? "posting.since" : "posting.term",
            "\(posting.from)",
            posting.to.map { "\($0)" } ?? ""
        )
    }
}

/// Sites of one kind and how many were visited this week.
struct CoverageLine: Sendable {
    let kind: String
    let address: String
    let sites: Int
    let inspected: Int
    let belowMinimum: Int
    let undecided: Int
    let share: String

    init(_ coverage: CountyFigures.Coverage, _ texts: Texts) {
        kind = texts(coverage.kind)
        address = Link.sites.path + "?kind=\(coverage.kind.rawValue)"
        sites = coverage.sites
        inspected = coverage.inspected
        belowMinimum = coverage.belowMinimum
        undecided = coverage.undecided
        share = Rational.percent(coverage.inspected, of: coverage.sites)
    }
}

extension Rational {
    /// A part of a whole in percent, one decimal: how wide a bar is drawn.
    static func percent(_ part: Int, of whole: Int) -> String {
        Rational(part * 100, over: whole)?.rounded(decimals: 1) ?? "0"
    }
}
