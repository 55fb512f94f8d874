package import Compliance
package import Hummingbird
package import HummingbirdCore
package import Logging
package import NIOCore
package import Store

/// The application, ready to run: pages, API, static files, and what operators watch.
///
/// Throws when its own files are missing. `now` is the clock that every page and check reads.
package func application(
    store: Store,
    address: BindAddress = .hostname("127.0.0.1", port: 8080),
    now: @escaping @Sendable () -> Instant,
    logger: Logger,
    onServerRunning: @escaping @Sendable (any Channel) async -> Void = { _ in }
) throws -> some ApplicationProtocol {
    let service = Service(records: store, resources: try Resources(), now: now)
    return Application(
        responder: service.responder(),
        server: HTTPServerBuilder {
            CompressedHTTP1(plain: HTTP1Channel(responder: $0, configuration: limits))
        },
        configuration: ApplicationConfiguration(
            address: address,
            availableConnectionsDelegate: MaximumAvailableConnections(connectionLimit, logger: logger)
        ),
        onServerRunning: onServerRunning,
        logger: logger
    )
}

/// How many connections are held at once; later ones wait in the system's queue.
private let connectionLimit = 4096

/// What one connection may bring, how long it may keep silent, and how long one request may take to arrive.
private let limits = HTTP1Channel.Configuration(
    additionalChannelHandlers: [RequestDeadline(.seconds(60))],
    idleTimeout: .seconds(60),
    httpDecoderConfiguration: .init(
        maxHeaderFieldSize: 16 * 1024,
        maxHeaderListSize: 32 * 1024,
        maxHeaderFieldCount: 100
    )
)
