import Compliance
package import Hummingbird
import NIOCore
import Store

/// What is known of one request while it is answered.
package struct Visit: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// The language of the reader.
    var language: Language = .zh
    /// Names the request in the log, in the answer's `X-Request-Id` and in problems.
    var requestID: String = ""
    /// Where the request came from: an IP address.
    var address: String = ""
    /// It came over TLS.
    var isSecure = false
    /// It came from this very machine, through no proxy.
    var isLocal = false
    /// Who asks; nil where nobody has signed in.
    var identity: Identity?
    /// On whose behalf the records are asked.
    var actor: Actor = .nobody
    /// The secret of the browser's session, or of its login form; nil for programs.
    var secret: String?

    package init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        address = source.channel.remoteAddress?.ipAddress ?? ""
    }
}

extension Visit {
    /// Tells the frames of two visitors apart: part of the tag of pages that may be kept.
    var tag: String { secret.map { String(FormSeal.of($0).prefix(12)) } ?? "" }
}
