import AuditLog
import Compliance
import HTTPServer
import Logging
import ServiceLifecycle
import Store
import Web

/// Seals the record beside the server: every ten seconds, at once when a thousand entries wait, and once more at the
/// end. What goes wrong is said and tried again; it never stops the server, and filing never waits for it.
struct SealingService: ServiceLifecycle.Service {
    let store: Store
    let key: SealKeyFile
    /// Whether a county of which nothing was ever sealed is given a key.
    let makesKey: Bool
    let news: SealingStatus
    let logger: Logger

    private static let every = 10
    private static let most = 1000

    func run() async throws {
        await seal()
        var seconds = 0
        while await Self.sleptASecond() {
            seconds += 1
            if seconds >= Self.every {
                seconds = 0
                await seal()
            } else if await waiting() >= Self.most {
                await seal()
            }
        }
        await seal()
    }

    private func waiting() async -> Int {
        // Where the database does not answer, sealing will say so.
        (try? await store.unsealedCount(upTo: Self.most)) ?? 0
    }

    private func seal() async {
        do {
            let key = try await key.key(for: store, making: makesKey)
            news.know(key.publicKey)
            let sealed = try await store.seal(with: key, now: { .now })
            if news.isNews(nil) { logger.notice("the record is sealed again") }
            if sealed > 0 { logger.debug("sealed the record", metadata: ["entries": "\(sealed)"]) }
        } catch {
            // A server that could not begin gives this up with everything else.
            guard !Task.isCancelled else { return }
            let why = Self.words(error)
            // Once, and not every ten seconds: the page of the record and the metrics go on saying it.
            guard news.isNews(why) else { return }
            logger.error("the record is not sealed", metadata: ["why": "\(why.en)"])
        }
    }

    private static func words(_ error: any Error) -> Text {
        switch error {
        case let error as StoreError: error.message
        case let error as CommandError: error.message
        case let error as KeyFile.Unusable: error.message
        default: Text(zh: "\(error)", en: "\(error)")
        }
    }

    /// Waits for a second; false where the server is to stop.
    private static func sleptASecond() async -> Bool {
        do {
            try await cancelWhenGracefulShutdown { try await Task.sleep(for: .seconds(1)) }
            return true
        } catch {
            return false
        }
    }
}
