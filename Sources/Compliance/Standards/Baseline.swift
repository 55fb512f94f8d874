package import StrictJSON

/// The provincial minimum of one validity period: dated parameters, each with its source (`domain.md` §3).
package struct Baseline: Sendable, Hashable {
    /// Names the series, e.g. `henan-minimum`; the versions of one series replace each other.
    package let code: String
    /// Names the version within the series, e.g. `2021-08`.
    package let version: String
    package let title: Text
    package let effectiveFrom: Day
    /// The last day it is in force; nil while nothing has replaced it.
    package let effectiveTo: Day?
    package let sources: [Source]
    package let parameters: [Parameter]
}

/// A paper that requirements come from.
package struct Source: Sendable, Hashable {
    /// Short name used by items and parameters, e.g. `WS694-2020`.
    package let code: String
    package let title: Text
    package let issuer: Text
    /// As printed on the paper (`2020-07-20`, `2021-08`, `2020`); nil when the paper carries none.
    package let issued: String?
    /// Where it stands in the file it was read from.
    package var mark: Mark = .none
}

/// Where a requirement stands written, and how well that paper was read.
package struct Citation: Sendable, Hashable {
    /// The code of a `Source`.
    package let source: String
    /// The clause in the paper's own numbering; empty where it has none.
    package let clause: String
    package let verified: Verification
    /// Where the file names the source.
    package var mark: Mark = .none
}

/// How well a source was read.
package enum Verification: String, Sendable, CaseIterable {
    /// The words were read in the document itself or a straight reprint.
    case read
    /// Read in a report, a summary or an exam bank about the document.
    case secondHand
    /// General knowledge; to be confirmed before it is used against a named person.
    case unverified
}

/// A named value of the baseline, such as medics per 50 residents.
package struct Parameter: Sendable, Hashable {
    /// Lower-case words with underscores; used in expressions as `${name}`.
    package let name: String
    package let title: Text
    package let value: Rational
    package let unit: Text
    /// Says which way is stricter: a county may raise an `atLeast`, lower an `atMost`, and not touch an `equals`.
    package let direction: Direction
    package let citation: Citation
    package let effectiveFrom: Day
    package let note: Text?
    /// Where it stands in the file it was read from.
    package var mark: Mark = .none
}

/// Which side of its bound a value must lie on.
package enum Direction: String, Sendable, CaseIterable {
    case atLeast, atMost, equals
}

extension Direction {
    /// Whether a county may replace one value by another: the same, or a stricter one.
    package func allows(_ new: Rational, insteadOf old: Rational) -> Bool {
        switch self {
        case .atLeast: new >= old
        case .atMost: new <= old
        case .equals: new == old
        }
    }

    package var title: Text {
        switch self {
        case .atLeast: Text(zh: "不少于", en: "at least")
        case .atMost: Text(zh: "不超过", en: "at most")
        case .equals: Text(zh: "等于", en: "equal to")
        }
    }
}
