package import Compliance
package import Hummingbird
package import HummingbirdCore
package import Logging
package import NIOCore

/// The application, ready to run: pages, API, static files, and what operators watch.
///
/// Throws when its own files are missing. `now` is the clock that every page and check reads.
package func application(
    county: String,
    address: BindAddress = .hostname("127.0.0.1", port: 8080),
    now: @escaping @Sendable () -> Instant,
    logger: Logger,
    onServerRunning: @escaping @Sendable (any Channel) async -> Void = { _ in }
) throws -> some ApplicationProtocol {
    let service = Service(resources: try Resources(), now: now)
    return Application(
        responder: service.responder(),
        server: HTTPServerBuilder { CompressedHTTP1(plain: HTTP1Channel(responder: $0, configuration: limits)) },
        configuration: ApplicationConfiguration(address: address),
        onServerRunning: onServerRunning,
        logger: logger
    )
}

/// What one connection may bring, and how long it may keep silent.
private let limits = HTTP1Channel.Configuration(
    idleTimeout: .seconds(60),
    httpDecoderConfiguration: .init(
        maxHeaderFieldSize: 16 * 1024,
        maxHeaderListSize: 32 * 1024,
        maxHeaderFieldCount: 100
    )
)
