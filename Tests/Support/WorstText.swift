/// Texts that cost most to whoever compares, hashes, splits or shortens them without care.
package enum WorstText: String, CaseIterable, Sendable {
    /// Combining marks of two classes in turn, which have to be sorted.
    case marks
    /// Marks that decompose to two.
    case doubled
    /// The same, as many as are taken, over and over.
    case nearlyTooMany
    /// Half of a flag, over and over: where a flag begins is only known from the first.
    case flags
    /// One character of any number of persons joined together.
    case joined
    case jamo
    /// One letter with invisible joiners.
    case joiners
    /// White space that shows none.
    case blanks
    case quotes

    package var isStreamSafe: Bool { self != .marks && self != .doubled }

    /// So many bytes of it, or a few less.
    package func text(bytes: Int) -> String {
        let (start, part) = parts
        return start + String(repeating: part, count: max(1, (bytes - start.utf8.count) / part.utf8.count))
    }

    private var parts: (String, String) {
        switch self {
        case .marks: ("a", "\u{301}\u{316}")
        case .doubled: ("a", "\u{344}\u{316}")
        case .nearlyTooMany: ("", "a" + String(repeating: "\u{301}\u{316}", count: 15))
        case .flags: ("", "\u{1F1E8}")
        case .joined: ("", "\u{1F469}\u{200D}")
        case .jamo: ("", "\u{1100}\u{1161}\u{11A8}")
        case .joiners: ("a", "\u{34F}")
        case .blanks: ("", "\u{3000}\u{2003}")
        case .quotes: ("", "\"")
        }
    }
}
