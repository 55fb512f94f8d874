import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
import Store
import StrictJSON

extension Cookie {
    /// The secret of the session, while it lasts.
    static let session = Cookie("lazaret", lengths: 43...43)
    /// A secret for the login form alone, before there is a session.
    static let loginForm = Cookie("lazaret-form", lengths: 43...43)
}

extension Service {
    /// Sees by what whoever asks wants to be known: the token in the header, or else the cookie.
    func recognised(_ request: Request, _ context: RequestContext) throws -> RequestContext {
        var context = context
        if let header = request.headers[.authorization] {
            guard let secret = Self.bearer(header) else { throw Refusal.unauthenticated }
            context.credential = secret
        } else if let secret = Cookie.session.value(in: request, context) {
            context.credential = secret
            context.secret = secret
        }
        if let credential = context.credential {
            let (key, address) = (AccessKey(secret: credential), context.address)
            context.visitor = Visitor { try await store.identity(key, address: address) }
        }
        return context
    }

    static func bearer(_ header: String) -> String? {
        let parts = header.split(at: " ")
        guard parts.count == 2, parts[0].lowercased() == "bearer", parts[1].utf8.count <= 200,
            Secret.isToken(String(parts[1]))
        else { return nil }
        return String(parts[1])
    }
}
