package import Compliance

/// Why nobody was logged in: words for the person and, apart from them, the cause for the log.
///
/// Neither holds a secret: no code, token, verifier, client secret or body of the provider's.
package struct OpenIDError: Error, Sendable, Hashable {
    package let reason: Reason
    /// What happened, in technical words; for the log.
    package let cause: String

    /// What the person can do about it.
    package enum Reason: String, Sendable, CaseIterable {
        /// The person, or the provider for them, said no.
        case declined
        /// The answer belongs to no login that is under way in this browser, or its code was used before.
        case stale
        /// The provider does not answer, or not in time.
        case unavailable
        /// What the provider says about itself, or what was set about it, cannot be used.
        case misconfigured
        /// The provider does not accept what this server says about itself.
        case clientRefused
        /// The token is not what this provider issued for this login.
        case untrusted
        /// The token is over, or not yet valid, by more than clocks may differ.
        case outOfTime
        /// The provider does not say, or did not verify, what names the account.
        case unnamed
    }

    package init(_ reason: Reason, _ cause: String) {
        self.reason = reason
        self.cause = cause
    }

    /// What is said to the person.
    package var text: Text {
        switch reason {
        case .declined:
            Text(
                zh: "登录没有完成：您或认证服务取消了这次登录。",
                en: "The login was not completed: you or the identity provider called it off."
            )
        case .stale:
            Text(
                zh: "这次登录已失效，或不是在此浏览器里开始的，请重新登录。",
                en: "This login is over, or was not begun in this browser; please log in again."
            )
        case .unavailable:
            Text(
                zh: "认证服务暂时没有应答，请稍后再试，或用密码登录。",
                en: "The identity provider does not answer; try again later, or log in with a password."
            )
        case .misconfigured:
            Text(
                zh: "与认证服务的连接设置有误，请告诉管理员。",
                en:
                    "The connection with the identity provider is not set up rightly; please tell the administrator."
            )
        case .clientRefused:
            Text(
                zh: "认证服务没有接受本系统的请求，请告诉管理员。",
                en:
                    "The identity provider did not accept this system's request; please tell the administrator."
            )
        case .untrusted:
            Text(
                zh: "认证服务给出的身份证明没有通过检查，请重新登录；再次出现时请告诉管理员。",
                en: "What the identity provider sent did not pass the checks; log in again, and tell the "
                    + "administrator if it happens once more."
            )
        case .outOfTime:
            Text(
                zh: "身份证明已过期或尚未生效，请重新登录；再次出现时请管理员核对服务器的时钟。",
                en: "What the identity provider sent is over or not yet valid; log in again, and have the "
                    + "server's clock checked if it happens once more."
            )
        case .unnamed:
            Text(
                zh: "认证服务没有提供可以对应账户的信息，请告诉管理员。",
                en:
                    "The identity provider does not say which account is yours; please tell the administrator."
            )
        }
    }
}

extension OpenIDError: CustomStringConvertible {
    package var description: String { "\(reason.rawValue): \(cause)" }
}
