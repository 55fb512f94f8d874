import StrictJSON

/// What a password must be: long, and not one that everybody tries first. Nothing is asked of its letters
/// (NIST SP 800-63B, 5.1.1.2).
package enum PasswordRule {
    /// In characters.
    package static let shortest = 10
    package static let longest = 200

    /// Whether it is none that would be refused for its length; a `Character` may be of any length, so scalars count.
    package static func fits(_ password: String) -> Bool { password.unicodeScalars.count <= longest }

    /// What is wrong with it as the account's password; nil where nothing is.
    package static func problem(with password: String, of account: String) -> Problem? {
        guard fits(password) else {
            return Problem(
                "passwordLong",
                at: "/password",
                Text(zh: "密码至多 \(longest) 个字符。", en: "A password has at most \(longest) characters.")
            )
        }
        // Marks on one letter make it no longer.
        if password.count < shortest {
            return Problem(
                "passwordShort",
                at: "/password",
                Text(
                    zh: "密码至少 \(shortest) 个字符；一句好记的话最合适。",
                    en: "A password has at least \(shortest) characters; a sentence you remember does best."
                )
            )
        }
        guard isCommon(password, of: account) else { return nil }
        return Problem(
            "passwordCommon",
            at: "/password",
            Text(
                zh: "这个密码太常见，别人会先试它；请换一个。",
                en: "This password is among those that are tried first; choose another."
            )
        )
    }

    /// Whether it is one that guessers try: a known one, with digits or signs behind it or not, the account's own
    /// name, digits alone, one thing over and over, or a run along the keyboard.
    static func isCommon(_ password: String, of account: String) -> Bool {
        // What does not show, and marks on letters, make a known word no better.
        let plain = password.lowercased()
            .escaping { String($0).isBlank && !$0.properties.isWhitespace ? "" : nil }
        let letters = plain.filter { $0.isLetter || $0.isNumber }
        let core = letters.drop(while: \.isNumber)
        let stem = String(core.reversed().drop(while: \.isNumber).reversed())
        // Digits alone are a telephone number or a date.
        if Set(plain).count <= 3 || plain.allSatisfy(\.isNumber) { return true }
        if CommonPasswords.whole.contains(plain) || CommonPasswords.whole.contains(letters) { return true }
        if stem.count < letters.count || stem == letters, CommonPasswords.stems.contains(stem) { return true }
        if !account.isEmpty, [account, account + account].contains(stem.isEmpty ? letters : stem) {
            return true
        }
        return isRepeated(plain) || isRun(letters)
    }

    /// The same one to five characters over and over.
    private static func isRepeated(_ text: String) -> Bool {
        let characters = Array(text)
        return (1...5)
            .contains { length in
                characters.indices.allSatisfy { characters[$0] == characters[$0 % length] }
            }
    }

    /// Neighbours all the way: `1234567890`, `qwertyuiop`, `0987654321`.
    private static func isRun(_ text: String) -> Bool {
        !text.isEmpty
            && CommonPasswords.rows.contains { row in
                let around = row + row
                return around.contains(text) || String(around.reversed()).contains(text)
            }
    }
}
