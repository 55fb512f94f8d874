package import Compliance
package import HTTPServer
package import Hummingbird
package import Logging
package import NIOCore
package import Messengers
package import Store

/// The application, ready to run: pages, API, static files, and what operators watch.
///
/// Throws when its own files are missing. `now` is the clock that every page and check reads.
package func application(
    store: Store,
    openID: OpenIDLogin? = nil,
    sealing: SealingStatus = SealingStatus(isExpected: false),
    clock: ClockStatus = ClockStatus(),
    reach: Reach = [],
    settings: ServerSettings = ServerSettings(),
    now: @escaping @Sendable () -> Instant,
    logger: Logger,
    onServerRunning: @escaping @Sendable (any Channel) async -> Void = { _ in }
) throws -> some ApplicationProtocol {
    let service = Service(
        store: store,
        resources: try Resources(),
        now: now,
        openID: openID,
        sealing: sealing,
        clock: clock,
        reach: reach
    )
    return server(of: service.served, settings: settings, logger: logger, onServerRunning: onServerRunning)
}
