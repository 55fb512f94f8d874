import StrictJSON

/// Where a site lies: decimal degrees with six decimals, a tenth of a metre, as the register keeps them.
package struct SitePlace: Sendable, Hashable {
    package let latitude: String
    package let longitude: String
    /// What the degrees are of: phones give WGS-84, Chinese maps GCJ-02, which lies up to 700 m off.
    package let datum: String

    /// What a register file and the forms say.
    package static let datum = "WGS-84"

    package init(latitude: String, longitude: String, datum: String = Self.datum) {
        self.latitude = latitude
        self.longitude = longitude
        self.datum = datum
    }

    package enum Axis: Sendable {
        case latitude, longitude

        /// The most degrees either way.
        package var most: Int { self == .latitude ? 90 : 180 }
    }

    /// The degrees that a text says, as they are kept: `34.4` is `34.400000`. nil where it is no decimal number, or beyond
    /// what there is.
    package static func degrees(_ text: String, _ axis: Axis) -> String? {
        guard text.utf8.count <= 24, text.utf8.allSatisfy({ $0 < 0x80 }),
            let match = text.wholeMatch(of: /([+-]?)([0-9]{1,3})(\.([0-9]{1,17}))?/),
            let whole = Int(match.2)
        else { return nil }
        let decimals = Array((match.4 ?? "").utf8).map { Int($0) - 0x30 }
        func digit(_ place: Int) -> Int { place < decimals.count ? decimals[place] : 0 }
        var millionths = (0..<6).reduce(whole) { $0 * 10 + digit($1) }
        if digit(6) >= 5 { millionths += 1 }
        guard millionths <= axis.most * 1_000_000 else { return nil }
        let fraction = String(millionths % 1_000_000)
        return (match.1 == "-" && millionths > 0 ? "-" : "") + "\(millionths / 1_000_000)."
            + String(repeating: "0", count: 6 - fraction.utf8.count) + fraction
    }
}
