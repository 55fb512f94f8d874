import StrictJSON

extension Rational {
    /// The value as people read it: exact where it ends within a few decimals, else with two. Never a fraction.
    package var points: String { points { $0.rounded(decimals: 2) } }

    /// The same, where the others are shown as said.
    package func points(orElse shown: (Rational) -> String) -> String {
        let exact = exact
        return exact.holds("/") || exact.count > 8 ? shown(self) : exact
    }
}
