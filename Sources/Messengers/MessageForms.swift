package import Compliance
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
        if let address = self.address, let problem = MailAddress.problem(address) {
            throw Problems([problem])
        }
    }
}

/// A webhook as typed.
package struct WebhookForm: Sendable, Withheld {
    package let name: String
    package let shape: WebhookShape
    package let address: Confidential
    package let secret: Confidential?
    /// What pages show of the address: scheme and host, since the rest may be what opens it.
    package let shown: String

    /// Throws `Problems` with all that is wrong.
    package init(
        name: String?,
        shape: String?,
        address: String?,
        secret: String?,
        within reach: Reach
    ) throws(Problems) {
        var problems: [Problem] = []
        self.name = (name ?? "").asTyped.trimmed
        let address = (address ?? "").trimmed
        let secret = (secret ?? "").trimmed
        if !self.name.isLine(atMost: 100) || self.name.isBlank { problems.append(.webhookName) }
        let known = WebhookShape(rawValue: shape ?? "")
        if known == nil { problems.append(.webhookShape) }
        self.shape = known ?? .standard
        let destination = Destination.webhook(
            address: address,
            shape: self.shape,
            secret: secret.isEmpty ? nil : secret
        )
        // Which secret goes with it, only its shape says.
        problems += destination.problems(within: reach).filter { known != nil || $0.pointer == "/address" }
        self.address = Confidential(address)
        self.secret = secret.isEmpty ? nil : Confidential(secret)
        shown = "https://\(destination.place ?? "")/…"
        guard problems.isEmpty else { throw Problems(problems) }
    }
}

extension Problem {
    fileprivate static let webhookName = Problem(
        "webhookName",
        at: "/name",
        Text(zh: "名称应为 1 到 100 个字。", en: "A name has 1 to 100 characters.")
    )
    fileprivate static let webhookShape = Problem(
        "webhookShape",
        at: "/shape",
        Text(zh: "请选择通道的类型。", en: "Choose what kind it is.")
    )
}
