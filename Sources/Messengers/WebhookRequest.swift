import Compliance
import Crypto
import FoundationEssentials
import StrictJSON

/// What is posted to a webhook.
struct WebhookRequest: Sendable {
    let address: String
    let headers: [String]
    let body: [UInt8]

    /// `moment` is that of this attempt, which the signature holds.
    init(_ message: OutgoingMessage, to webhook: Webhook, at moment: Date) {
        let milliseconds = Int(min(max(moment.timeIntervalSince1970, 0), 200_000_000_000) * 1000)
        let key = webhook.key
        switch webhook.shape {
        case .standard:
            body = Self.standard(message)
            address = webhook.address.text
            headers = Self.signed(message.name, milliseconds / 1000, body, by: key ?? [])
        case .wecom:
            // WeCom's bound.
            body = Self.robot(message, atMost: 2048)
            address = webhook.address.text
            headers = []
        case .dingtalk:
            // DingTalk bounds the whole body to 20,000 bytes; escaped, the text has twice its own at most.
            body = Self.robot(message, atMost: 8192)
            headers = []
            guard let key else {
                address = webhook.address.text
                return
            }
            let parameters = [("timestamp", "\(milliseconds)"), ("sign", Self.sign(milliseconds, by: key))]
            address =
                webhook.address.text + (webhook.address.hasQuery ? "&" : "?") + FormText.write(parameters)
        }
    }

    /// The headers of the Standard Webhooks specification; the timestamp is in seconds.
    static func signed(_ id: String, _ timestamp: Int, _ body: [UInt8], by key: [UInt8]) -> [String] {
        let signature = hash(Array("\(id).\(timestamp).".utf8) + body, by: key)
        return ["webhook-id: \(id)", "webhook-timestamp: \(timestamp)", "webhook-signature: v1,\(signature)"]
    }

    /// DingTalk's; the timestamp is in milliseconds.
    static func sign(_ timestamp: Int, by key: [UInt8]) -> String {
        hash(Array("\(timestamp)\n".utf8) + key, by: key)
    }

    private static func hash(_ bytes: [UInt8], by key: [UInt8]) -> String {
        Data(HMAC<SHA256>.authenticationCode(for: bytes, using: SymmetricKey(data: key)))
            .base64EncodedString()
    }

    private static func standard(_ message: OutgoingMessage) -> [UInt8] {
        let data: Node = .object([
            ("title", .string(message.plainTitle)),
            ("lines", .array(message.plainLines(atMost: 16_000).map { .string($0) })),
            ("link", message.safeLink.map { .string($0) }),
            ("language", .string(message.language.rawValue)),
        ])
        let whole: Node = .object([
            ("type", .string(message.kind)), ("timestamp", .string("\(message.composed)")), ("data", data),
        ])
        return Array(JSON.write(whole).utf8)
    }

    /// A message of plain text, which WeCom and DingTalk take in the same form: title, lines, link.
    private static func robot(_ message: OutgoingMessage, atMost most: Int) -> [UInt8] {
        let title = inert(message.plainTitle)
        let link = message.safeLink
        let left = most - title.utf8.count - 1 - (link.map { $0.utf8.count + 1 } ?? 0)
        let lines = [title] + message.plainLines(atMost: left, inert) + (link.map { [$0] } ?? [])
        let content: Node = .object([("content", .string(lines.joined(separator: "\n")))])
        return Array(JSON.write(.object([("msgtype", .string("text")), ("text", content)])).utf8)
    }

    /// The text with what a chat could take for a mention (`<@all>`, `@name`), a tag, an entity or a link made to what only
    /// looks so.
    static func inert(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        func isLetter(_ place: Int) -> Bool {
            scalars.indices.contains(place) && scalars[place].isASCII
                && scalars[place].properties.isAlphabetic
        }
        func isInWord(_ place: Int) -> Bool {
            scalars.indices.contains(place)
                && (scalars[place].properties.isAlphabetic || ("0"..."9").contains(scalars[place]))
        }
        var inert = String.UnicodeScalarView()
        for (place, scalar) in scalars.enumerated() {
            switch scalar {
            case "<": inert.append("＜")
            case ">": inert.append("＞")
            case "@": inert.append("＠")
            case "&": inert.append("＆")
            case ":" where scalars[(place + 1)...].starts(with: ["/", "/"]): inert.append("：")
            // example.org would be a link; 62.5 and e.g. are none.
            case "." where isInWord(place - 1) && isLetter(place + 1) && isLetter(place + 2):
                inert.append("·")
            default: inert.append(scalar)
            }
        }
        return String(inert)
    }
}
