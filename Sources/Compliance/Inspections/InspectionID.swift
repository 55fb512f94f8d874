/// Names one inspection: a UUID of version 7, made by whoever files it, so that a lost answer can be asked for again.
package struct InspectionID: Sendable, Hashable, CustomStringConvertible {
    /// In lower case: `01890a5d-ac96-774b-bcce-b302099a8057`.
    package let description: String

    /// Reads a UUID of version 7 in either case, and nothing else (RFC 9562 §5.7).
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 36 else { return nil }
        for (index, byte) in bytes.enumerated() {
            let fits =
                switch index {
                case 8, 13, 18, 23: byte == UInt8(ascii: "-")
                case 14: byte == UInt8(ascii: "7")
                case 19: "89abAB".utf8.contains(byte)
                default: "0123456789abcdefABCDEF".utf8.contains(byte)
                }
            guard fits else { return nil }
        }
        description = text.lowercased()
    }

    private init(standIn description: String) { self.description = description }

    /// Stands where none could be read, and that was noted.
    static let standIn = InspectionID(standIn: "00000000-0000-7000-8000-000000000000")
}
