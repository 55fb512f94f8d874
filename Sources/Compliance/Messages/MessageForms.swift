import StrictJSON

/// Where the own mail goes, as typed.
package struct MailForm: Sendable, Hashable {
    package let wantsMail: Bool
    /// nil for the address that administrators keep.
    package let address: String?

    /// Throws `Problems` where the address is none.
    package init(wantsMail: Bool, address: String?) throws(Problems) {
        let typed = (address ?? "").asTyped.trimmed
        self.wantsMail = wantsMail
        self.address = typed.isBlank ? nil : typed
        guard typed.isBlank || Self.isAddress(typed) else { throw Problems([.badMail]) }
    }

    /// One `@` with something on both sides, in letters that mail takes; whether it is somebody's, only sending tells.
    private static func isAddress(_ text: String) -> Bool {
        let parts = text.split(at: "@", keepingEmpty: true)
        return parts.count == 2 && parts.allSatisfy { !$0.isEmpty } && text.utf8.count <= 254
            && text.unicodeScalars.allSatisfy { $0.isASCII && $0.value > 0x20 && $0.value < 0x7F }
    }
}

/// A webhook as typed.
package struct WebhookForm: Sendable, Withheld {
    package let name: String
    package let shape: String
    package let address: Confidential
    package let secret: Confidential?
    /// What pages show of the address: scheme and host, since the rest may be what opens it.
    package let shown: String

    /// What the body looks like: JSON signed as Standard Webhooks says, a WeCom group robot, a DingTalk group robot.
    package static let shapes = ["standard", "wecom", "dingtalk"]

    /// Throws `Problems` with all that is wrong.
    package init(name: String?, shape: String?, address: String?, secret: String?) throws(Problems) {
        var problems: [Problem] = []
        self.name = (name ?? "").asTyped.trimmed
        self.shape = shape ?? ""
        let address = (address ?? "").trimmed
        let secret = (secret ?? "").trimmed
        if self.name.isBlank || self.name.unicodeScalars.count > 100 { problems.append(.badWebhookName) }
        if !Self.shapes.contains(self.shape) { problems.append(.badShape) }
        let host = Self.host(of: address)
        if host == nil { problems.append(.badWebhook) }
        if secret.unicodeScalars.count > 500 || secret.unicodeScalars.contains(where: \.isControl) {
            problems.append(.badSecret)
        }
        self.address = Confidential(address)
        self.secret = secret.isEmpty ? nil : Confidential(secret)
        shown = "https://\(host ?? "")/…"
        guard problems.isEmpty else { throw Problems(problems) }
    }

    /// The host of a `https` address without anybody's name in it; nil for what is none. Whether it may be reached is judged
    /// again when something is sent.
    private static func host(of address: String) -> String? {
        guard address.begins(with: "https://"), address.utf8.count <= 2000,
            address.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value < 0x7F && $0 != "\\" })
        else { return nil }
        let rest = String(
            address.unicodeScalars.dropFirst("https://".unicodeScalars.count).map(Character.init)
        )
        let host = String(rest.split(at: "/", atMost: 1, keepingEmpty: true)[0])
        let fits = host.unicodeScalars.allSatisfy { scalar in
            scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                || [".", "-", ":", "[", "]"].contains(scalar)
        }
        return !host.isEmpty && host.utf8.count <= 255 && fits ? host : nil
    }
}

extension Problem {
    fileprivate static let badMail = Problem(
        "badMail",
        at: "/address",
        Text(
            zh: "邮箱地址形如 name@example.org，不超过 254 字。",
            en: "A mail address is like name@example.org, of at most 254 characters."
        )
    )
    fileprivate static let badWebhookName = Problem(
        "badName",
        at: "/name",
        Text(zh: "名称应为 1 到 100 个字。", en: "A name has 1 to 100 characters.")
    )
    fileprivate static let badShape = Problem(
        "badShape",
        at: "/shape",
        Text(zh: "请选择通道的类型。", en: "Choose what kind it is.")
    )
    fileprivate static let badWebhook = Problem(
        "badAddress",
        at: "/address",
        Text(
            zh: "通道地址以 https:// 开头，不超过 2000 字。",
            en: "An address begins with https:// and has at most 2000 characters."
        )
    )
    fileprivate static let badSecret = Problem(
        "badSecret",
        at: "/secret",
        Text(zh: "密钥不超过 500 字，一行。", en: "A secret has at most 500 characters on one line.")
    )
}
