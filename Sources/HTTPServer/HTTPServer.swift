package import Compliance
package import Hummingbird
package import HummingbirdCore
package import Logging
package import NIOCore
package import Store

/// The application, ready to run: pages, API, static files, and what operators watch.
///
/// Throws when its own files are missing. `now` is the clock that every page and check reads. With a certificate it
/// speaks TLS and nothing else. `connections` is how many connections it holds at most.
package func application(
    store: Store,
    openID: OpenIDLogin? = nil,
    address: BindAddress = .hostname("127.0.0.1", port: 8080),
    proxies: TrustedProxies = .none,
    certificate: ServingCertificate? = nil,
    connections most: Int = connectionLimit,
    patience: TimeAmount = .seconds(60),
    sealing: SealingNews = SealingNews(isExpected: false),
    now: @escaping @Sendable () -> Instant,
    logger: Logger,
    onServerRunning: @escaping @Sendable (any Channel) async -> Void = { _ in }
) throws -> some ApplicationProtocol {
    let entrance = Entrance(proxies: proxies, isTLS: certificate != nil)
    let service = Service(
        records: store,
        resources: try Resources(),
        now: now,
        openID: openID,
        entrance: entrance,
        sealing: sealing
    )
    let connections = Connections(atMost: most, trusting: proxies, logger: logger)
    return Application(
        responder: service.responder(),
        server: HTTPServerBuilder {
            let plain = CompressedHTTP1(
                plain: HTTP1Channel(responder: $0, configuration: limits(patience, connections))
            )
            guard let certificate else { return plain }
            return SecureChannel(inner: plain, certificate: certificate)
        },
        configuration: ApplicationConfiguration(
            address: address,
            availableConnectionsDelegate: connections
        ),
        services: certificate.map { [$0] } ?? [],
        onServerRunning: onServerRunning,
        logger: logger
    )
}

/// How many connections are held at once where the process may open files enough; later ones wait in the system's
/// queue.
package let connectionLimit = 4096

/// What one connection may bring, how long it may keep silent, how long one request may take to arrive, and how
/// long an answer may wait to be read.
private func limits(_ patience: TimeAmount, _ connections: Connections) -> HTTP1Channel.Configuration {
    HTTP1Channel.Configuration(
        additionalChannelHandlers: [
            RequestDeadline(patience), UnreadAnswer(patience), ConnectionWatch(connections),
        ],
        idleTimeout: patience,
        httpDecoderConfiguration: .init(
            maxHeaderFieldSize: 16 * 1024,
            maxHeaderListSize: 32 * 1024,
            maxHeaderFieldCount: 100
        )
    )
}
