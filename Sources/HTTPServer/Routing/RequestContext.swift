import Compliance
package import Hummingbird
import Store

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
    /// It came from this very machine, through no proxy.
    var isLocal = false
    /// Who asks; nil where nobody has signed in.
    var identity: Identity?
    /// The code of the county that is served: what cookies are named after.
    var county = ""
    /// On whose behalf the records are asked.
    var actor: Actor = .nobody
    /// The secret of the browser's session, or of its login form; nil for programs.
    var secret: String?

    package init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        peer = source.channel.remoteAddress.flatMap { NetworkAddress($0) }
        address = peer?.description ?? ""
    }
}

extension Visit {
    /// Tells the frames of two visitors apart: part of the tag of pages that may be kept.
    var tag: String { secret.map { String(FormSeal.of($0).prefix(12)) } ?? "" }
}
