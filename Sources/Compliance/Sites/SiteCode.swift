import StrictJSON

/// The code of a site or township: letters, digits and hyphens, in which capitals are no matter.
package enum SiteCode {
    /// What codes are compared by: `p-2` is `P-2`.
    package static func folded(_ code: String) -> String { code.uppercased() }

    /// What codes are sorted by: digits count as numbers, so that P-2 comes before P-10. The database says the same
    /// (`natural_key`).
    package static func sortKey(_ code: String) -> String {
        var (key, digits) = ("", "")
        for scalar in folded(code).unicodeScalars {
            if ("0"..."9").contains(scalar) {
                digits.unicodeScalars.append(scalar)
            } else {
                key += padded(digits)
                digits = ""
                key.unicodeScalars.append(scalar)
            }
        }
        return key + padded(digits)
    }

    /// The most digits that a code has.
    private static let most = 32

    private static func padded(_ digits: String) -> String {
        digits.isEmpty ? "" : String(repeating: "0", count: max(0, most - digits.utf8.count)) + digits
    }
}
