import Compliance
import Foundation
import HTTPServer
import Store
import StrictJSON

/// What the reader was told, the newest first.
struct MessagesPage: Page {
    static let template = "messages"

    let found: String
    let lines: [Line]
    let hasLines: Bool
    let hasUnread: Bool
    let pager: Pager?
    let readAddress = Link.allRead.path
    let mailAddress = Link.mail.path

    /// A message; what opens it notes that it was read.
    struct Line: Sendable {
        let title: String
        let cause: String
        let composed: String
        let words: [String]
        let isUnread: Bool
        let readAddress: String
        let then: String

        init(_ message: ListedMessage, _ texts: Texts) {
            title = texts(message.title)
            cause = message.cause.map { texts($0.title) } ?? ""
            composed = message.composedAt.shanghai
            words = message.lines.map { texts($0) }
            isUnread = message.readAt == nil
            readAddress = Link.read(message.id.uuidString.lowercased()).path
            then = message.link
        }
    }

    init(_ page: ListPage<ListedMessage>, unread: Int, _ pager: Pager?, _ texts: Texts) {
        found = texts("messages.found", "\(page.total)")
        lines = page.elements.map { Line($0, texts) }
        hasLines = !lines.isEmpty
        hasUnread = unread > 0
        self.pager = pager
    }

    func windowTitle(_ texts: Texts) -> String { texts("messages.title") }
}

/// Where the reader's mail goes.
struct MailPage: Page {
    static let template = "mail"

    let sendAddress = Link.mail.path
    let inboxAddress = Link.messages.path
    let wantsMail: Bool
    let mailbox: String
    let languages: [Option]
    let problems: [String]
    let hasProblems: Bool

    init(_ route: MessageRoute, typed: String? = nil, problems: [Problem] = [], _ texts: Texts) {
        wantsMail = route.wantsMail
        mailbox = typed ?? route.address ?? ""
        languages = Language.allCases.map {
            Option(
                value: $0.rawValue,
                wording: $0 == .zh ? texts("mail.chinese") : texts("mail.english"),
                isChosen: $0 == route.language
            )
        }
        self.problems = problems.map { texts($0.message) }
        hasProblems = !problems.isEmpty
    }

    func windowTitle(_ texts: Texts) -> String { texts("mail.title") }
}

/// What somebody typed on the page of sending, without what opens a webhook.
struct TypedDelivery: Sendable {
    var name: String?
    var shape: String?
    var from: String?
    var to: String?
}

/// How messages leave the house: the clock, quiet hours, webhooks, dead letters.
struct DeliveryPage: Page {
    static let template = "delivery"

    let lastTurn: String
    let trouble: String?
    let from: String
    let to: String
    let quietAddress = Link.quietHours.path
    let webhookAddress = Link.webhooks.path
    /// What was typed of a webhook that was not taken; never what opens it.
    let webhookName: String
    let shapes: [Option]
    let webhooks: [WebhookLine]
    let hasWebhooks: Bool
    let dead: [DeadLine]
    let hasDead: Bool
    let problems: [String]
    let hasProblems: Bool

    struct WebhookLine: Sendable {
        let name: String
        let shape: String
        let shown: String
        let endAddress: String
    }

    struct DeadLine: Sendable {
        let recipient: String
        let cause: String
        let composed: String
        let tried: String
        let words: String
        let againAddress: String
    }

    init(
        _ standing: DeliveryStanding,
        _ typed: TypedDelivery?,
        _ problems: [Problem],
        _ texts: Texts
    ) {
        webhookName = typed?.name?.cut(to: 100) ?? ""
        lastTurn =
            standing.lastTurn.map {
                texts("delivery.turn", $0.at.shanghai, "\($0.told)", "\($0.delivered)", "\($0.failed)")
            } ?? texts("delivery.never")
        trouble = standing.lastTurn?.trouble.map { texts($0) }
        let quiet = standing.quietHours.words
        from = typed?.from?.cut(to: 10) ?? quiet.0
        to = typed?.to?.cut(to: 10) ?? quiet.1
        let used = standing.webhooks.filter(\.isUsed)
        shapes = WebhookShape.allCases.map {
            Option(
                value: $0.rawValue,
                wording: texts("webhookShape.\($0.rawValue)"),
                isChosen: $0.rawValue == typed?.shape
            )
        }
        webhooks = used.map {
            WebhookLine(
                name: $0.name,
                shape: texts("webhookShape.\($0.shape.rawValue)"),
                shown: $0.shown,
                endAddress: Link.endOfWebhook($0.id.uuidString.lowercased()).path
            )
        }
        hasWebhooks = !webhooks.isEmpty
        let names = Dictionary(
            standing.webhooks.map { ("webhook/\($0.id.uuidString.lowercased())", $0.name) }
        ) {
            first,
            _ in first
        }
        dead = standing.dead.map { letter in
            DeadLine(
                recipient: names[letter.recipient] ?? letter.recipient,
                cause: letter.cause.map { texts($0.title) } ?? "",
                composed: letter.composedAt.shanghai,
                tried: texts("delivery.tried", "\(letter.tries)", letter.lastAt.shanghai),
                words: texts(letter.words),
                againAddress: Link.again(letter.id.uuidString.lowercased()).path
            )
        }
        hasDead = !dead.isEmpty
        self.problems = problems.map { texts($0.message) }
        hasProblems = !problems.isEmpty
    }

    func windowTitle(_ texts: Texts) -> String { texts("delivery.title") }
}
