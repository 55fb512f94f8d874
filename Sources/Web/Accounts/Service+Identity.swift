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
    /// Finds out who asks: by the token in the header, or else by the cookie. What opens nothing is nobody.
    func identified(_ request: Request, _ context: RequestContext) async throws -> RequestContext {
        var context = context
        if let header = request.headers[.authorization] {
            guard let secret = Self.bearer(header) else { throw Refusal.unauthenticated }
            context.identity = try await store.identity(AccessKey(secret: secret), address: context.address)
            guard context.identity?.isToken == true else { throw Refusal.unauthenticated }
            context.credential = secret
        } else if let secret = Cookie.session.value(in: request, context) {
            context.identity = try await store.identity(AccessKey(secret: secret), address: context.address)
            // A token's secret in a cookie would be a session that never idles out.
            if context.identity?.isToken == true { context.identity = nil }
            guard context.identity != nil else { return context }
            context.credential = secret
            context.secret = secret
        }
        return context
    }

    static func bearer(_ header: String) -> String? {
        let parts = header.split(at: " ")
        guard parts.count == 2, parts[0].lowercased() == "bearer", parts[1].utf8.count <= 200 else {
            return nil
        }
        return String(parts[1])
    }
}
