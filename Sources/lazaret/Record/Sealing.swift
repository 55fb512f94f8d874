import Compliance
import Logging
import ServiceLifecycle
import Store

/// Seals the record beside the server: every ten seconds, at once when a thousand entries wait, and once more at the
/// end. What goes wrong is logged and tried again; it never stops the server, and filing never waits for it.
struct Sealing: ServiceLifecycle.Service {
    let store: Store
    let key: SealKeyFile
    let logger: Logger

    private static let every = 10
    private static let most = 1000

    func run() async throws {
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
            let sealed = try await store.seal(with: try key.read(), now: { .now })
            if sealed > 0 { logger.debug("sealed the record", metadata: ["entries": "\(sealed)"]) }
        } catch {
            let message = (error as? StoreError)?.message.en ?? (error as? Complaint)?.en ?? "\(error)"
            logger.error("the record was not sealed", metadata: ["why": "\(message)"])
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
