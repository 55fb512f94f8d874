package import Compliance
package import FoundationEssentials

/// Carries messages out of the house, one an attempt, and says what came of each. It keeps nothing: when to try again, and how
/// many go at once, is for whoever calls it.
package struct Messenger: Sendable {
    private let relay: MailRelay?
    private let reach: Reach
    private let bounds: Transfer.Bounds
    private let authorities: String?

    /// Without a relay, mail waits until one is set.
    package init(mail relay: MailRelay?, reach: Reach) {
        self.init(mail: relay, reach: reach, bounds: Transfer.Bounds())
    }

    /// `authorities` is a file of certificates that are trusted beside the system's.
    init(mail relay: MailRelay?, reach: Reach, bounds: Transfer.Bounds, authorities: String? = nil) {
        self.relay = relay
        self.reach = reach
        self.bounds = bounds
        self.authorities = authorities
    }

    /// Tries once to bring the message there; `moment` is that of the attempt, which signatures hold.
    ///
    /// Takes 30 seconds at most, and two more to take leave of a mail server that does not answer; a resolver of names that
    /// does not answer is waited for as long as resolv.conf says. An attempt that was begun goes on when its task is
    /// cancelled, so that its outcome is the true one. A receiver may get a message twice, when the connection broke before
    /// its answer came: by the message's id it can tell.
    package func deliver(
        _ message: OutgoingMessage,
        to destination: Destination,
        at moment: Date
    ) async -> DeliveryOutcome {
        guard destination.problems(within: reach).isEmpty else { return .noDestination }
        switch destination {
        case .mail(let address): return await send(message, to: address)
        case .webhook(let address, let shape, let secret):
            guard let webhook = try? Webhook(address: address, shape: shape, secret: secret, within: reach)
            else { return .noDestination }
            return await post(message, to: webhook, at: moment)
        }
    }

    private func send(_ message: OutgoingMessage, to address: String) async -> DeliveryOutcome {
        guard let relay else { return .noRelay }
        let transfer = Transfer(
            address: relay.address,
            reach: relay.reach,
            load: .mail(Mail(message, to: address, by: relay), by: relay),
            bounds: bounds,
            authorities: authorities
        )
        return DeliveryOutcome(ofMail: await transfer.run())
    }

    private func post(
        _ message: OutgoingMessage,
        to webhook: Webhook,
        at moment: Date
    ) async -> DeliveryOutcome {
        let request = WebhookRequest(message, to: webhook, at: moment)
        let transfer = Transfer(
            address: request.address,
            reach: webhook.reach,
            load: .post(headers: request.headers, body: request.body),
            bounds: bounds,
            authorities: authorities
        )
        let ending = await transfer.run()
        return DeliveryOutcome(ofPost: ending)
            ?? (webhook.shape == .standard ? .delivered : .init(ofRobot: ending))
    }
}
