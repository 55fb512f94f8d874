/// Finds in what people read what only programs should: formulas, fractions, identifiers (`docs/checklists.md`, In
/// words).
package enum RawText {
    /// What must not be read, each with what it is: parts of formulas, a fraction that a decimal should be, and words
    /// that only the program uses.
    private static var patterns: [(what: String, pattern: Regex<Substring>)] {
        [
            ("a name in a formula", /\$\{[^}]*\}?/), ("a formula's operator", /\s(?:div|mod) [0-9$(]/),
            ("a formula's function", /\b(?:ceiling|floor|selected|true|false)\(/),
            (
                "an identifier",
                /\b(?:belowMinimum|basicallyMeets|countyIsolation|townshipIsolation|homeIsolation|notMet|notChecked|notInScope)\b/
            ),
            (
                "an identifier",
                /\b(?:notApplicable|atLeast|atMost|oneOf|secondHand|partyHead|governmentHead|deputyInCharge|countyLeader)\b/
            ),
            ("an identifier", /\b(?:critical_gaps|major_gaps|minor_gaps|pass_mark|good_mark|visit_date)\b/),
        ]
    }

    /// Roles, kinds and severities, which are English words too: in Chinese they are out of place, but for objects
    /// as the record keeps them (`guidance/…`).
    private static var words: Regex<Substring> {
        /\b(?:critical|major|minor|routine|unannounced|recheck|complaint|guidance|administrator|unverified)\b(?!\/)/
    }

    /// All of it, each with some of the text around it.
    package static func found(in text: String, chinese: Bool) -> [String] {
        var found: [String] = []
        for (what, pattern) in patterns + (chinese ? [("an identifier", words)] : []) {
            for match in text.matches(of: pattern) {
                let before = String(text[..<match.range.lowerBound].suffix(30))
                let after = String(text[match.range.upperBound...].prefix(20))
                found.append("\(what): …\(before)»\(match.output)«\(after)…")
            }
        }
        let words = text.split { !($0.isASCII && ($0.isLetter || $0.isNumber || "/.:-_".contains($0))) }
        for word in words where word.wholeMatch(of: /[0-9]+\/[0-9]+/) != nil {
            found.append("a fraction: \(word)")
        }
        return found
    }

    /// What is read of a page: its text and what is read out for it, without the formulas of
    /// explanations and what the record keeps, which stand beside their words.
    package static func visible(_ html: String) -> String {
        html.replacing(
            /<(?:style|script|head)\b[^>]*>.*?<\/(?:style|script|head)>/.dotMatchesNewlines(),
            with: " "
        )
        .replacing(/<span class="formula[^"]*">[^<]*<\/span>|<code class="as-kept">[^<]*<\/code>/, with: " ")
        .replacing(/<[^>]*>/, with: "\u{2003}")
        .replacing("&#39;", with: "'").replacing("&quot;", with: "\"").replacing("&amp;", with: "&")
    }
}
