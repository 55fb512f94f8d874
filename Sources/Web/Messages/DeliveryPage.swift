import Compliance
import Foundation
import Store
import StrictJSON

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
    /// What was done.
    let notice: String?
    /// All that is wrong, and what of it is of each field.
    let problems: [String]
    let hasProblems: Bool
    let fromProblems: FieldProblems
    let toProblems: FieldProblems
    let nameProblems: FieldProblems
    let shapeProblems: FieldProblems
    let placeProblems: FieldProblems
    let secretProblems: FieldProblems

    /// What is wrong with one field.
    struct FieldProblems: Sendable {
        let words: [String]
        let areThere: Bool

        init(_ problems: [Problem], at name: String, _ texts: Texts) {
            words = problems.filter { $0.pointer == "/\(name)" }.map { texts($0.message) }
            areThere = !words.isEmpty
        }
    }

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
        /// Of a channel that was given up nothing is sent again.
        let mayBeSent: Bool
        let againAddress: String
        let asideAddress: String
    }

    init(
        _ standing: DeliveryStanding,
        _ typed: TypedDelivery?,
        _ problems: [Problem],
        notice: String? = nil,
        _ texts: Texts
    ) {
        self.notice =
            switch notice {
            case "quiet": texts("delivery.doneQuiet")
            case "added": texts("delivery.doneAdded")
            case "ended": texts("delivery.doneEnded")
            case "again": texts("delivery.doneAgain")
            case "aside": texts("delivery.doneAside")
            default: nil
            }
        fromProblems = FieldProblems(problems, at: "from", texts)
        toProblems = FieldProblems(problems, at: "to", texts)
        nameProblems = FieldProblems(problems, at: "name", texts)
        shapeProblems = FieldProblems(problems, at: "shape", texts)
        placeProblems = FieldProblems(problems, at: "address", texts)
        secretProblems = FieldProblems(problems, at: "secret", texts)
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
        let inUse = Set(used.map { "webhook/\($0.id.uuidString.lowercased())" })
        dead = standing.dead.map { letter in
            DeadLine(
                recipient: names[letter.recipient] ?? letter.recipient,
                cause: letter.cause.map { texts($0.title) } ?? "",
                composed: letter.composedAt.shanghai,
                tried: texts("delivery.tried", "\(letter.tries)", letter.lastAt.shanghai),
                words: texts(letter.words),
                mayBeSent: names[letter.recipient] == nil || inUse.contains(letter.recipient),
                againAddress: Link.again(letter.id.uuidString.lowercased()).path,
                asideAddress: Link.aside(letter.id.uuidString.lowercased()).path
            )
        }
        hasDead = !dead.isEmpty
        self.problems = problems.map { texts($0.message) }
        hasProblems = !problems.isEmpty
    }

    func windowTitle(_ texts: Texts) -> String { texts("delivery.title") }
}
