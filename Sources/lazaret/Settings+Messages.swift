import Compliance
import Configuration
import Messengers

extension Settings {
    /// The mail server that takes mail from this one; nil where the environment names none, and mail waits.
    static func mail(_ config: ConfigReader) throws -> MailRelay? {
        func text(_ setting: Setting) -> String? {
            config.string(forKey: setting.key, isSecret: setting == .mailPassword)
                .flatMap { $0.isEmpty ? nil : $0 }
        }
        guard let host = text(.mailHost) else { return nil }
        let word = text(.mailSecurity) ?? MailRelay.Security.starttls.rawValue
        guard let security = MailRelay.Security(rawValue: word) else {
            throw CommandError(
                zh: "LAZARET_MAIL_SECURITY 应为 starttls、tls 或 none，现为“\(word)”。",
                en: "LAZARET_MAIL_SECURITY must be starttls, tls or none; it is '\(word)'."
            )
        }
        do {
            return try MailRelay(
                host: host,
                port: try number(.mailPort, config, default: security.usualPort, within: 1...65_535),
                security: security,
                user: text(.mailUser),
                password: text(.mailPassword).map { Confidential($0) },
                from: text(.mailFrom) ?? "",
                name: text(.mailName) ?? "Lazaret"
            )
        } catch let problems as Problems {
            // The password stands in none of them.
            func said(_ language: Language) -> String {
                problems.all
                    .map { "LAZARET_MAIL_\($0.pointer.dropFirst().uppercased()): \($0.message[language])" }
                    .joined(separator: "\n")
            }
            throw CommandError(zh: said(.zh), en: said(.en))
        }
    }

    /// How far webhooks reach beside the Internet.
    static func webhookReach(_ config: ConfigReader) throws -> Reach {
        switch config.string(forKey: Setting.webhooks.key) {
        case nil, "", "public": return []
        case "private": return .privateToo
        case "loopback": return [.privateToo, .loopbackToo]
        case let word?:
            throw CommandError(
                zh: "LAZARET_WEBHOOKS 应为 public、private 或 loopback，现为“\(word)”。",
                en: "LAZARET_WEBHOOKS must be public, private or loopback; it is '\(word)'."
            )
        }
    }
}
