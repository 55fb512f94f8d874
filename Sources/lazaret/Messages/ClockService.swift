import Compliance
import Foundation
import Logging
import Messengers
import ServiceLifecycle
import Store
import Web

/// Turns the clock beside the server, every minute: what time has made due is told, and what waits is sent. Of several servers
/// one does it at a time; what goes wrong is said, counted and tried again, and never stops the server.
struct ClockService: ServiceLifecycle.Service {
    /// On connections that put on the clock's role.
    let store: Store
    let wayOut: WayOut
    let status: ClockStatus
    let logger: Logger

    /// Seconds from the end of a turn to the next.
    private static let every = 60
    /// Of so many turns one looks for rungs of the ladder, which costs much, and takes its days from a policy of days.
    private static let turnsForRungs = 30

    func run() async throws {
        var turns = 0
        var lastTrouble: Text?
        while true {
            let withRungs = turns % Self.turnsForRungs == 0
            // A server that is to stop waits for no receiver: what was sent and not noted is sent once more, with the same id.
            let trouble = await cancelWhenGracefulShutdown { await turn(withRungs: withRungs) }
            // Once, and not every minute: the page of sending and the metrics go on saying it.
            if let trouble, trouble != lastTrouble {
                logger.error("the clock did not do all", metadata: ["why": "\(trouble.en)"])
            } else if trouble == nil, lastTrouble != nil {
                logger.notice("the clock does all again")
            }
            lastTrouble = trouble
            turns += 1
            do {
                try await cancelWhenGracefulShutdown { try await Task.sleep(for: .seconds(Self.every)) }
            } catch {
                return
            }
        }
    }

    /// One turn; says why it did not do all.
    private func turn(withRungs: Bool) async -> Text? {
        do {
            guard let turn = try await store.clockTurn(withRungs: withRungs, deliver: wayOut.deliver) else {
                return nil
            }
            status.know(turn)
            return turn.trouble
        } catch _ where Task.isCancelled {
            return nil
        } catch let error as StoreError {
            status.knowFailure()
            return error.message
        } catch {
            status.knowFailure()
            // Whatever it was may name an address: its kind is enough.
            return Text(zh: "时钟出错：\(type(of: error))", en: "the clock failed: \(type(of: error))")
        }
    }
}

/// How messages leave the house: what sends one, and where this site is found from outside.
struct WayOut: Sendable {
    let send: @Sendable (OutgoingMessage, Destination) async -> DeliveryOutcome
    /// The address of this site as browsers see it; nil where the county has not said.
    let site: String?

    /// What the settings say of it: without a mail server mail waits, and says so; webhooks are there in any case.
    init(_ settings: Settings) {
        let messenger = Messenger(mail: settings.mail, reach: settings.webhookReach)
        send = { message, destination in await messenger.deliver(message, to: destination, at: Date()) }
        site = settings.site
    }

    var deliver: @Sendable (Sending) async -> Delivery {
        { sending in
            guard let destination = Destination(sending.way) else {
                return .refused(Text(zh: "本版本不认识这类通道。", en: "This release knows no such webhook."))
            }
            switch await send(OutgoingMessage(sending, at: site), destination) {
            case .delivered: return .delivered
            case .later(let words, let wait): return .later(words, wait: wait)
            case .refused(let words): return .refused(words)
            }
        }
    }
}

extension Destination {
    /// nil for a shape that this release does not know.
    fileprivate init?(_ way: Sending.Way) {
        switch way {
        case .mail(let address): self = .mail(address)
        case .webhook(let address, let shape, let secret):
            guard let shape = WebhookShape(rawValue: shape) else { return nil }
            self = .webhook(address: address, shape: shape, secret: secret)
        }
    }
}

extension OutgoingMessage {
    fileprivate init(_ sending: Sending, at site: String?) {
        self.init(
            id: sending.id,
            kind: sending.cause,
            composed: Date(timeIntervalSince1970: Double(sending.composed.microseconds) / 1_000_000),
            title: sending.title[sending.language],
            lines: sending.lines.map { $0[sending.language] },
            link: site.map { $0 + sending.link },
            language: sending.language
        )
    }
}
