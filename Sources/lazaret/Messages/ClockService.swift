import Compliance
import Foundation
import Logging
import Messengers
import ServiceLifecycle
import Store
import Web

/// Turns the clock beside the server, every minute: the week is closed where a standing order says so, what time has made due is
/// told, and what waits is sent. Of several servers
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
            guard
                let turn = try await store.clockTurn(
                    withRungs: withRungs,
                    keepPaper: WeekPapers.keepByClock,
                    by: wayOut
                )
            else {
                return nil
            }
            if let week = turn.closed {
                logger.notice("the clock closed a week by standing order", metadata: ["week": "\(week)"])
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

extension WayOut {
    /// As the settings say: without a mail server mail waits, and says so; webhooks go in any case.
    init(_ settings: Settings) {
        let messenger = Messenger(mail: settings.mail, reach: settings.webhookReach)
        self.init(site: settings.site) { message, destination in
            await messenger.deliver(message, to: destination, at: Date())
        }
    }
}
