package import StrictJSON

/// What a county asks for beyond a baseline: stricter values of some of its parameters (`domain.md` §3).
package struct CountyOverride: Sendable, Hashable {
    /// The series and version of the baseline that it tightens.
    package let baseline: String
    package let baselineVersion: String
    /// Names the tightened version within the series, e.g. `2021-08-county-1`.
    package let version: String
    package let title: Text
    package let effectiveFrom: Day
    /// Papers of the county that the values come from, beside the baseline's.
    package let sources: [Source]
    package let values: [Value]

    /// A stricter value of one parameter.
    package struct Value: Sendable, Hashable {
        package let name: String
        package let value: Rational
        package let citation: Citation
        package let note: Text?
        package var mark: Mark = .none
    }
}
