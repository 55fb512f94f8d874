import Compliance
import StrictJSON

/// A first password, said once.
struct FirstPasswordText {
    let account: String
    /// nil for an account that has none.
    let password: Confidential?
    var tokensEnded: [String] = []

    var node: Node {
        .object([
            ("account", .string(account)), ("password", password.map { .string($0.text) }),
            ("tokensEnded", tokensEnded.isEmpty ? nil : .names(tokensEnded)),
        ])
    }

    /// Says it; `consequence` is what is said where that cannot be written.
    func say(_ options: CountyOptions, else consequence: Text) throws(OutputError) {
        let words =
            if let password {
                Text(
                    zh: "账号 \(account) 的初始密码：\(password.text)\n只显示这一次，第一次登录须更换。",
                    en:
                        "First password of \(account): \(password.text)\nIt is shown this once, and has to be changed at the first login."
                )
            } else {
                Text(zh: "已新增 \(account)，没有密码。", en: "Added \(account), without a password.")
            }
        try options.say(
            node,
            or: words.line(endedTokens: tokensEnded),
            else: consequence
        )
    }
}

extension Text {
    /// The words in the language of the shell, and below them the tokens that ended with it, where any did.
    func line(endedTokens names: [String]) -> String {
        guard !names.isEmpty else { return self[.ofShell] }
        let ended = Text(
            zh: "一并失效的令牌：\(names.joined(separator: "、"))",
            en: "Tokens that ended with it: \(names.joined(separator: ", "))"
        )
        return self[.ofShell] + "\n" + ended[.ofShell]
    }
}

extension Node {
    static func names(_ names: [String]) -> Node { .array(names.map(Node.string)) }
}
