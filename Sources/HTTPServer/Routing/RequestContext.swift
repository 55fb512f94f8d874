package import Compliance
package import Hummingbird
package import Logging
import StrictJSON

/// What is known of one request while it is answered.
package struct RequestContext: Hummingbird.RequestContext, Withheld {
    package var coreContext: CoreRequestContextStorage
    /// The language of the reader.
    package var language: Language = .zh
    /// Names the request in the log, in the answer's `X-Request-Id` and in problems.
    package var requestID: String = ""
    /// The path and query that were asked for.
    package var url = ""
    /// The other end of the connection; nil for a unix socket.
    let peer: NetworkAddress?
    /// The address of who asks, without a port: of the client where a trusted proxy is the peer. Empty for a unix
    /// socket.
    package var address: String
    /// Whether who asks was heard over TLS, by the server itself or by a trusted proxy.
    package var isSecure = false
    /// It came from this very machine, through no proxy.
    var isLocal = false
    /// Whose cookies are read and set; see `Cookie`.
    package var cookieScope = ""
    /// Who asks, as far as that was looked up.
    package var visitor = Visitor()
    /// Who may ask this route.
    package var access = RouteAccess.signedIn
    /// The secret of the session or token that showed who asks.
    package var credential: String?
    /// The secret of the browser's session, or of its login form, that forms are bound to; nil for programs.
    package var secret: String?
    /// The files that the form brought, where its route takes them.
    package var files: [FormFile] = []

    package init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        peer = source.channel.remoteAddress.flatMap { NetworkAddress($0) }
        address = peer?.description ?? ""
    }

    /// Who asks; nil where nobody has signed in, and until somebody has asked the database.
    package var identity: Identity? { visitor.identity }

    /// Lets in whom the database says this is, or throws why not.
    package func admit(_ found: Identity?) throws {
        // Whose session ends while the request is answered hears that from the store.
        if found == nil, identity != nil { return }
        // A program shows a token, and a browser's cookie is none: it would be a session that never idles out.
        let isOfItsKind = found?.isToken == (secret == nil)
        visitor.know(isOfItsKind ? found : nil)
        try access.check(self)
    }

    /// An act was done for whoever asks, which looked itself whether they may.
    package func vouch() { visitor.vouch() }

    /// Lets in whoever asks, or throws why not; asks the database, unless what was read or done has told already.
    package func admit() async throws {
        if visitor.isVouchedFor { return }
        guard credential != nil, !visitor.isKnown else { return try access.check(self) }
        try admit(try await visitor.ask())
    }

    /// The part of the path that the route names so, decoded.
    package func part(_ name: String) -> String {
        parameters.get(name).flatMap { FormText.decode(Array($0.utf8)[...], plusIsSpace: false) } ?? ""
    }

    /// A line in the log, under the request's id.
    package func log(_ level: Logger.Level, _ message: Logger.Message, metadata: Logger.Metadata) {
        logger.log(level: level, message, metadata: metadata)
    }

    /// Tells the forms of two readers apart: part of the tag of pages that may be kept.
    package var tag: String { secret.map { String(CSRFToken.of($0).prefix(12)) } ?? "" }
}
