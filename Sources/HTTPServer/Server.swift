import Compliance
package import Hummingbird
package import HummingbirdCore
package import Logging
package import NIOCore

/// How a server is reached, and what it bears.
package struct ServerSettings: Sendable {
    package var address: BindAddress
    /// The proxies whose word about who asks is taken.
    package var proxies: TrustedProxies
    /// With a certificate the server speaks TLS and nothing else.
    package var certificate: ServingCertificate?
    /// How many connections it holds at most.
    package var connections: Int
    /// How long a connection may keep silent, a request may take to arrive, and an answer may wait to be read; one that
    /// brings files goes by what comes of it in that time (`RequestDeadline`).
    package var patience: TimeAmount

    package init(
        address: BindAddress = .hostname("127.0.0.1", port: 8080),
        proxies: TrustedProxies = .none,
        certificate: ServingCertificate? = nil,
        connections: Int = connectionLimit,
        patience: TimeAmount = .seconds(60)
    ) {
        self.address = address
        self.proxies = proxies
        self.certificate = certificate
        self.connections = connections
        self.patience = patience
    }
}

/// How many connections are held at once where the process may open files enough; later ones wait in the system's
/// queue.
package let connectionLimit = 4096

/// The server of an application, ready to run.
package func server(
    of application: ServedApplication,
    settings: ServerSettings,
    logger: Logger,
    onServerRunning: @escaping @Sendable (any Channel) async -> Void = { _ in }
) -> some ApplicationProtocol {
    let connections = Connections(atMost: settings.connections, trusting: settings.proxies, logger: logger)
    return Application(
        responder: application.responder(settings),
        server: HTTPServerBuilder {
            let plain = CompressedHTTP1(
                plain: HTTP1Channel(
                    responder: $0,
                    configuration: limits(settings.patience, connections, application.routes)
                )
            )
            guard let certificate = settings.certificate else { return plain }
            return TLSChannel(inner: plain, certificate: certificate)
        },
        configuration: ApplicationConfiguration(
            address: settings.address,
            availableConnectionsDelegate: connections
        ),
        services: settings.certificate.map { [$0] } ?? [],
        onServerRunning: onServerRunning,
        logger: logger
    )
}

/// What one connection may bring, how long it may keep silent, how long one request may take to arrive, and how
/// long an answer may wait to be read.
private func limits(
    _ patience: TimeAmount,
    _ connections: Connections,
    _ routes: [Route]
) -> HTTP1Channel.Configuration {
    let withFiles = routes.filter(\.bringsFiles)
    return HTTP1Channel.Configuration(
        additionalChannelHandlers: [
            RequestDeadline(patience) { withFiles.takes($0) }, SlowReaderTimeout(patience),
            ConnectionWatch(connections),
        ],
        idleTimeout: patience,
        httpDecoderConfiguration: .init(
            maxHeaderFieldSize: 16 * 1024,
            maxHeaderListSize: 32 * 1024,
            maxHeaderFieldCount: 100
        )
    )
}
