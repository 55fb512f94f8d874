import Compliance
package import Hummingbird

/// What is known of one request while it is answered.
package struct Visit: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// The language of the reader.
    var language: Language = .zh
    /// Names the request in the log, in the answer's `X-Request-Id` and in problems.
    var requestID: String = ""
    /// The other end of the connection; nil for a unix socket.
    let peer: NetworkAddress?
    /// The address of who asks, without a port: of the client where a trusted proxy is the peer. Empty for a unix
    /// socket.
    var address: String
    /// Whether who asks was heard over TLS, by the server itself or by a trusted proxy.
    var isSecure: Bool = false

    package init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        peer = source.channel.remoteAddress.flatMap { NetworkAddress($0) }
        address = peer?.description ?? ""
    }
}
