package import Compliance
import StrictJSON

/// The server that takes mail from this one, and as whom this one writes.
package struct MailRelay: Sendable, Equatable {
    /// How the way to it is secured. Certificates are verified in any case, by the system's authorities.
    package enum Security: String, Sendable, CaseIterable {
        /// TLS from the first moment after the greeting; without it nothing is sent.
        case starttls
        /// TLS from the start.
        case tls
        /// None: only to this machine itself.
        case none

        package var usualPort: Int {
            switch self {
            case .starttls: 587
            case .tls: 465
            case .none: 25
            }
        }
    }

    package let host: String
    package let port: Int
    package let security: Security
    package let user: String?
    package let password: Confidential?
    /// The address that mail comes from.
    package let from: String
    /// The name shown beside it, such as the county's office.
    package let name: String

    /// Throws all that is wrong with it, at `/host`, `/port`, `/user`, `/password`, `/from`, `/name`.
    package init(
        host: String,
        port: Int? = nil,
        security: Security = .starttls,
        user: String? = nil,
        password: Confidential? = nil,
        from: String,
        name: String
    ) throws(Problems) {
        let port = port ?? security.usualPort
        let known = Host(host)
        let problems: [Problem?] = [
            known == nil ? .relayHost : nil,
            security == .none && known?.isThisMachine == false ? .relayInTheOpen : nil,
            (1...65_535).contains(port) ? nil : .relayPort,
            (user == nil) == (password == nil) ? nil : .relayLogin,
            user.map { Self.isWord($0, atMost: 256) } ?? true ? nil : .relayUser,
            password.map { Self.isWord($0.text, atMost: 1024) } ?? true ? nil : .relayPassword,
            MailAddress.problem(from).map { Problem("relayFrom", at: "/from", $0.message) },
            !name.isBlank && name.isLine(atMost: 100) ? nil : .relayName,
        ]
        let found = problems.compactMap { $0 }
        guard found.isEmpty, let known else { throw Problems(found) }
        self.host = known.text
        self.port = port
        self.security = security
        self.user = user
        self.password = password
        self.from = from
        self.name = name
    }

    /// What it may be: operators say where it is, so that it may stand anywhere but, in the open, elsewhere.
    var reach: AddressKinds { security == .none ? .loopback : [.public, .private, .loopback] }

    /// Where libcurl connects to; as whom it greets is the domain that it writes from.
    var address: String {
        "\(security == .tls ? "smtps" : "smtp")://\(host):\(port)/\(MailAddress.domain(of: from) ?? "localhost")"
    }

    private static func isWord(_ text: String, atMost most: Int) -> Bool {
        !text.isEmpty && text.utf8.count <= most && !text.unicodeScalars.contains(where: \.isControl)
    }
}

extension Problem {
    fileprivate static let relayHost = Problem(
        "relayHost",
        at: "/host",
        Text(
            zh: "发件服务器应是主机名或 IP 地址。",
            en: "The mail server is named by its host name or IP address."
        )
    )

    fileprivate static let relayInTheOpen = Problem(
        "relayInTheOpen",
        at: "/host",
        Text(
            zh: "不加密只能连接本机上的发件服务器（localhost）。",
            en: "Without TLS only a mail server on this machine itself (localhost) is used."
        )
    )

    fileprivate static let relayPort = Problem(
        "relayPort",
        at: "/port",
        Text(zh: "端口应为 1 至 65535。", en: "The port is a number from 1 to 65535.")
    )

    fileprivate static let relayLogin = Problem(
        "relayLogin",
        at: "/user",
        Text(zh: "发件账号和密码要么都设，要么都不设。", en: "Set both user and password of the mail server, or neither.")
    )

    fileprivate static let relayUser = Problem(
        "relayUser",
        at: "/user",
        Text(
            zh: "发件账号为 1 至 256 个字节，不含控制字符。",
            en: "The mail server's user has 1 to 256 bytes and no control characters."
        )
    )

    fileprivate static let relayPassword = Problem(
        "relayPassword",
        at: "/password",
        Text(
            zh: "发件密码为 1 至 1024 个字节，不含控制字符。",
            en: "The mail server's password has 1 to 1024 bytes and no control characters."
        )
    )

    fileprivate static let relayName = Problem(
        "relayName",
        at: "/name",
        Text(
            zh: "发件人名称为 1 至 100 个字，不含控制字符。",
            en: "The sender's name has 1 to 100 characters and no control characters."
        )
    )
}
