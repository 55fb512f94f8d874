/// A password to begin with, easy to read aloud and to type on a phone: `kuma-tosa-nire-fohi-dupa-88`, some 67 bits.
package enum FirstPassword {
    package static func fresh() -> String {
        var generator = SystemRandomNumberGenerator()
        func pick(_ letters: String) -> String {
            letters.randomElement(using: &generator).map(String.init) ?? ""
        }
        func word() -> String { (0..<2).map { _ in pick("bdfghkmnprstvz") + pick("aeiou") }.joined() }
        return (0..<5).map { _ in word() }.joined(separator: "-") + "-" + pick("23456789") + pick("23456789")
    }
}
