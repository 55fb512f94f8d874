import Compliance

extension DeliveryOutcome {
    static let noRelay = later(
        Text(
            zh: "没有设置发件服务器，邮件发不出去：请设置 LAZARET_MAIL_HOST 和 LAZARET_MAIL_FROM。",
            en: "No mail server is set, so mail cannot leave: set LAZARET_MAIL_HOST and LAZARET_MAIL_FROM."
        ),
        wait: nil
    )

    /// What the mail server's last word means. What it says before it hears the address is about this server's own settings,
    /// which may be mended; what it says after is about the address or the message.
    init(ofMail ending: Ending) {
        let code = ending.status
        switch (ending.fault, code / 100) {
        case (nil, _): self = .delivered
        case (.login, _):
            self = .later(
                Text(
                    zh: "发件服务器不接受登录\(Self.smtp(code))：请检查 LAZARET_MAIL_USER 和 LAZARET_MAIL_PASSWORD。",
                    en:
                        "The mail server does not accept the login\(Self.smtpEnglish(code)): check LAZARET_MAIL_USER "
                        + "and LAZARET_MAIL_PASSWORD."
                ),
                wait: nil
            )
        case (.insecure, _):
            self = .later(
                Text(
                    zh: "与发件服务器之间建立不了可信的加密连接（TLS 1.2 以上，证书有效），没有发送。",
                    en:
                        "No trusted encrypted connection with the mail server (TLS 1.2 or newer, a valid certificate); "
                        + "nothing was sent."
                ),
                wait: nil
            )
        case (.outOfReach, _):
            self = .later(
                Text(
                    zh: "发件服务器不在本机，不加密不发送：请检查 LAZARET_MAIL_SECURITY。",
                    en:
                        "The mail server is not on this machine, and nothing is sent there without TLS: check "
                        + "LAZARET_MAIL_SECURITY."
                ),
                wait: nil
            )
        case (.brokenOff, 5) where ending.stage >= .recipient:
            self = .refused(
                Text(
                    zh: "发件服务器拒绝向这个地址发送\(Self.smtp(code))。",
                    en: "The mail server refuses to send to this address\(Self.smtpEnglish(code))."
                )
            )
        case (.brokenOff, 5):
            self = .later(
                Text(
                    zh: "发件服务器不接受本系统作为发件人\(Self.smtp(code))：请检查 LAZARET_MAIL_FROM 和登录设置。",
                    en:
                        "The mail server does not accept this system as a sender\(Self.smtpEnglish(code)): check "
                        + "LAZARET_MAIL_FROM and the login."
                ),
                wait: nil
            )
        case (.brokenOff, 4):
            self = .later(
                Text(
                    zh: "发件服务器暂时不收\(Self.smtp(code))。",
                    en: "The mail server does not take it for now\(Self.smtpEnglish(code))."
                ),
                wait: nil
            )
        case (.some(let fault), _): self = .later(Self.words(fault), wait: nil)
        }
    }

    private static func smtp(_ code: Int) -> String { (400..<600).contains(code) ? "（SMTP \(code)）" : "" }
    private static func smtpEnglish(_ code: Int) -> String {
        (400..<600).contains(code) ? " (SMTP \(code))" : ""
    }
}
