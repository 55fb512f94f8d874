import HummingbirdCore
import Logging
import NIOCore
import NIOSSL

/// TLS around another kind of connection, with the certificate of the moment at which it is made.
struct TLSChannel<Inner: ServerChildChannel>: ServerChildChannel {
    let inner: Inner
    let certificate: ServingCertificate

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Inner.Value> {
        channel.eventLoop
            .makeCompletedFuture {
                let handler = NIOSSLServerHandler(context: certificate.context)
                try channel.pipeline.syncOperations.addHandler(handler)
            }
            .flatMap { inner.setup(channel: channel, logger: logger) }
    }

    func handle(value: Inner.Value, logger: Logger) async {
        await inner.handle(value: value, logger: logger)
    }
}
