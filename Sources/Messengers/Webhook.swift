package import Compliance
import FoundationEssentials
import StrictJSON

/// A webhook that messages may be sent to.
struct Webhook: Sendable, Withheld {
    let address: WebAddress
    let shape: WebhookShape
    /// What it is signed with; nil where it is not.
    let key: [UInt8]?
    /// What it may lead to.
    let reach: AddressKinds

    init(address: String, shape: WebhookShape, secret: String?, within reach: Reach) throws(Problems) {
        let read = WebAddress(address)
        var problems: [Problem] = []
        if let read {
            let isOurs = reach.contains(.loopbackToo) && read.host.isThisMachine
            if read.isPlain, !isOurs { problems.append(.webhookInTheOpen) }
            // A name without a dot is one of this network, whatever it leads to.
            if read.host.kind.map({ $0.isDisjoint(with: reach.kinds) })
                ?? (reach.isEmpty && !read.host.text.holds("."))
            {
                problems.append(.webhookOutOfReach)
            }
        } else {
            problems.append(.webhookAddress)
        }
        var key: [UInt8]?
        switch (shape, secret) {
        case (.standard, let secret):
            key = secret.flatMap(WebhookSecret.key)
            if key == nil { problems.append(.webhookSecret) }
        case (.wecom, .some): problems.append(.webhookSecretUnused)
        case (.dingtalk, .some(let secret)):
            if (8...256).contains(secret.utf8.count), secret.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) {
                key = Array(secret.utf8)
            } else {
                problems.append(.robotSecret)
            }
        case (.wecom, nil), (.dingtalk, nil): break
        }
        guard problems.isEmpty, let read else { throw Problems(problems) }
        self.address = read
        self.shape = shape
        self.key = key
        self.reach = read.isPlain ? .loopback : reach.kinds
    }
}

/// The secret of a webhook of the `standard` shape: `whsec_` and 24 to 64 bytes in base 64.
package enum WebhookSecret {
    private static let start = "whsec_"

    /// A new one of 32 bytes, which nobody knows but whoever is shown it.
    package static func make() -> Confidential {
        var system = SystemRandomNumberGenerator()
        let bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &system) }
        return Confidential(start + Data(bytes).base64EncodedString())
    }

    /// The bytes; nil where the text is none, or another would be read as the same bytes.
    static func key(_ text: String) -> [UInt8]? {
        guard text.utf8.count <= 100, text.begins(with: start) else { return nil }
        let written = String(decoding: text.utf8.dropFirst(start.utf8.count), as: UTF8.self)
        guard let bytes = Data(base64Encoded: written), (24...64).contains(bytes.count),
            bytes.base64EncodedString().isExactly(written)
        else { return nil }
        return Array(bytes)
    }
}

extension Problem {
    fileprivate static let webhookAddress = Problem(
        "webhookAddress",
        at: "/address",
        Text(
            zh: "地址应形如 https://主机/路径：只用英文字符，不超过 \(WebAddress.most) 个，不含用户名、密码和 #；IP 地址用通常写法。",
            en:
                "The address looks like https://host/path: ASCII, at most \(WebAddress.most) characters, without user, "
                + "password or #; an IP address in its usual form."
        )
    )

    fileprivate static let webhookInTheOpen = Problem(
        "webhookInTheOpen",
        at: "/address",
        Text(zh: "地址必须以 https:// 开头。", en: "The address has to begin with https://.")
    )

    fileprivate static let webhookOutOfReach = Problem(
        "webhookOutOfReach",
        at: "/address",
        Text(
            zh: "这个地址在内部网络或保留范围里，消息不发往那里。",
            en: "This address is in an internal or reserved range, where messages are not sent."
        )
    )

    fileprivate static let webhookSecret = Problem(
        "webhookSecret",
        at: "/secret",
        Text(
            zh: "密钥应为 whsec_ 加 24 至 64 个字节的 Base64。",
            en: "The secret is whsec_ and 24 to 64 bytes in base 64."
        )
    )

    fileprivate static let webhookSecretUnused = Problem(
        "webhookSecretUnused",
        at: "/secret",
        Text(
            zh: "企业微信群机器人没有密钥，地址里的 key 就是。",
            en: "A robot of WeCom has no secret but the key in its address."
        )
    )

    fileprivate static let robotSecret = Problem(
        "robotSecret",
        at: "/secret",
        Text(
            zh: "钉钉机器人的加签密钥为 8 至 256 个英文字符，通常以 SEC 开头。",
            en:
                "The signing secret of a DingTalk robot has 8 to 256 ASCII characters and mostly begins with SEC."
        )
    )
}
