/// Randomness that is the same every time: SplitMix64 (Steele, Lea and Flood, 2014), seeded by what it is for.
struct SeededRandom: Sendable {
    private var state: UInt64

    /// The numbers that belong to that name, e.g. `T-03/A-07`; no draw for one name changes those of another.
    init(seed: UInt64, for name: String) {
        // FNV-1a, which spreads short names well enough for SplitMix64 to do the rest.
        state = name.utf8.reduce(seed ^ 0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }

    /// One of the numbers in the range, each as likely as the others to within the range's size over 2⁶⁴.
    mutating func number(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(next() % UInt64(range.count))
    }

    /// Whether something that happens `perMille` times in a thousand happens now.
    mutating func happens(_ perMille: Int) -> Bool {
        number(0...999) < perMille
    }
}
