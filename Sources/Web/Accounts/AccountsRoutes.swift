import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
import Store
import StrictJSON

extension Subject {
    /// Signing in, one's own account, and the accounts that administrators keep.
    static let accounts = Subject(
        "accounts",
        navigation: [NavigationLink(.accounts, "accounts.navigation", right: .manage)],
        pages: [LoginPage.self, OwnAccountPage.self, AccountsPage.self, AccountPage.self],
        counters: [.logins]
    ) { service in
        [
            Route(.get, "/login", .open, service.loginPage),
            Route(.post, "/login", .open, service.receiveLogin),
            Route(.get, "/login/openid", .open, service.beginOpenID),
            Route(.get, "/login/openid/callback", .open, service.finishOpenID),
            Route(.post, "/logout", .signedIn, service.receiveLogout),
            Route(.get, "/account", .signedIn, service.ownAccountPage),
            Route(.post, "/account/password", .signedIn, service.receivePassword),
            Route(.post, "/account/sessions/end", .signedIn, service.receiveEndOfSession),
            Route(.post, "/account/tokens", .right(.read), service.receiveToken),
            Route(.post, "/account/tokens/revoke", .right(.read), service.receiveEndOfToken),
            Route(.get, "/accounts", .right(.manage), service.accountsPage),
            Route(.post, "/accounts", .right(.manage), service.receiveAccount),
            Route(.get, "/accounts/{name}", .right(.manage), service.accountPage),
            Route(.post, "/accounts/{name}", .right(.manage), service.receiveAccountChange),
            Route(.post, "/waits", .right(.manage), service.receiveEndOfWait),
            Route(.get, "/api/v1/me", .signedIn, service.apiMe),
        ]
    }
}

extension Link {
    static let login = Link("/login")
    /// Signing in at the OpenID provider, and where that leads back to.
    static let openID = Link("/login/openid")
    static let openIDCallback = Link("/login/openid/callback")
    /// One's own account: sessions, tokens, password.
    static let account = Link("/account")
    /// The accounts that administrators keep.
    static let accounts = Link("/accounts")
    static func account(_ name: String) -> Link { Link("/accounts/\(FormText.encode(name))") }
}

extension Metrics.Counter {
    /// Logins by how they ended: `done`, `refused` or `throttled`.
    static let logins = Metrics.Counter("lazaret_logins_total", help: "Logins, by outcome.")
}

/// Where to go on to after signing in.
enum ReturnLink {
    /// The address, if it is a path here; the first page otherwise. Addresses of other sites are not followed.
    static func path(_ text: String?) -> String {
        guard let text, text.utf8.count <= 2000, Link.isHere(text),
            !text.split(where: { $0 == "?" || $0 == "#" }, atMost: 1)[0].isExactly(Link.login.path)
        else { return Link.county.path }
        return text
    }
}

extension Service {
    /// Who is asking, for programs.
    func apiMe(_: Request, context: RequestContext) async throws -> Response {
        try await context.admit()
        guard let identity = context.identity else { throw Refusal.unauthenticated }
        return .json(identity.json(county: store.county.code))
    }
}

extension Identity {
    /// Who is asking, and what they may do in the county.
    func json(county: String) -> Node {
        .object([
            ("county", .string(county)),
            ("account", .string(account)),
            ("display", .string(display)),
            ("roles", .array(roles.map(\.rawValue).sorted().map(Node.string))),
            ("rights", .array(rights.map(\.rawValue).sorted().map(Node.string))),
            ("sites", sites.map { .array($0.filter { $0 != "!" }.map(Node.string)) }),
            ("via", .string(via)),
            ("mustChangePassword", .bool(mustChange)),
        ])
    }
}
