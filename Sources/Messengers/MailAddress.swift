package import Compliance
import StrictJSON

/// The rule for mail addresses, stricter than RFC 5321: ASCII without quotes, at most 254 bytes, a name of DNS with a dot
/// behind the `@`. Whatever passes stands in a header and in an SMTP command as it is.
package enum MailAddress {
    /// What is wrong with the address; nil where nothing is.
    package static func problem(_ text: String) -> Problem? {
        domain(of: text) == nil ? .mailAddress : nil
    }

    /// What stands behind the `@`, in lower case; nil where the address is none.
    static func domain(of text: String) -> String? {
        guard text.utf8.count <= 254, text.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
        let parts = text.split(at: "@", keepingEmpty: true)
        guard parts.count == 2, (1...64).contains(parts[0].utf8.count) else { return nil }
        let words = parts[0].split(at: ".", keepingEmpty: true)
        let isWord = words.allSatisfy { word in
            !word.isEmpty && word.utf8.allSatisfy(isPlain)
        }
        let domain = parts[1].lowercased()
        guard isWord, !parts[0].begins(with: "-"), domain.holds("."), let host = Host(domain),
            host.kind == nil
        else { return nil }
        return domain
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "+"):
            true
        default: false
        }
    }
}

extension Problem {
    fileprivate static let mailAddress = Problem(
        "mailAddress",
        at: "/address",
        Text(
            zh: "邮件地址应形如 name@example.org：只用英文字母、数字和 . _ + -，全长不超过 254 个字符。",
            en:
                "A mail address looks like name@example.org: letters, digits and . _ + - only, at most 254 characters."
        )
    )
}
