import StrictJSON

/// Who may come in by the county's OpenID provider: the provider, and what it calls the person.
package struct OpenIDLink: Sendable, Hashable {
    package let subject: String
    /// The provider's address, to the letter; nil for whichever the county has. The first login binds such a link.
    package let issuer: String?

    /// As it is kept.
    package init(kept subject: String, issuer: String?) {
        self.subject = subject
        self.issuer = issuer
    }

    /// As somebody says it; an empty issuer is the county's own. Throws everything that is wrong with it.
    package init(subject: String, issuer: String = "") throws(Problems) {
        var problems: [Problem] = []
        if !subject.isLine(atMost: 255) || subject.isBlank { problems.append(.openIDSubject) }
        if !issuer.isLine(atMost: 500) { problems.append(.openIDIssuer) }
        guard problems.isEmpty else { throw Problems(problems) }
        self.init(kept: subject, issuer: issuer.isEmpty ? nil : issuer)
    }
}

extension OpenIDLink: CustomStringConvertible {
    package var description: String { issuer.map { "\(subject) at \($0)" } ?? subject }
}

extension Problem {
    fileprivate static let openIDSubject = Problem(
        "accountOpenID",
        at: "/openID",
        Text(zh: "OpenID 标识 1 至 255 字，一行。", en: "An OpenID subject has 1 to 255 characters on one line.")
    )

    fileprivate static let openIDIssuer = Problem(
        "accountIssuer",
        at: "/issuer",
        Text(zh: "认证服务地址不超过 500 字，一行。", en: "An issuer's address has at most 500 characters on one line.")
    )
}
