import Compliance

/// A colour of the three-colour order, in words too.
struct StandingColour: Sendable {
    /// Ends a CSS class.
    let code: String
    let wording: String

    init(_ colour: GapStanding.Colour, _ texts: Texts) {
        code = colour.rawValue
        wording = texts(colour.title)
    }
}
