import Compliance
import Store

/// One's own account: who one is here, the password, the browsers that are signed in, and the tokens of programs.
struct AccountPage: Sendable {
    let display: String
    let name: String
    let roles: String
    let sites: String?
    let mustChange: Bool
    let notice: String?
    let hasProblems: Bool
    let problems: [String]
    /// The secret of a token just made.
    let secret: String?
    let sessions: [SessionLine]
    let tokens: [TokenLine]
    let hasTokens: Bool
    let tokenName: String
    let scopes: [Option]
    /// There is something that a token could do.
    let canMakeTokens: Bool

    /// The wordings of what has just been done, by what the address says of it.
    private static let notices = [
        "password": "account.donePassword", "session": "account.doneSession", "token": "account.doneToken",
    ]

    /// What the page is shown with.
    struct State: Sendable {
        /// What has just been done: `password`, `session` or `token`.
        var notice: String?
        var problems: [Problem] = []
        var secret: String?
        var tokenName = ""
    }

    /// A browser that is signed in.
    struct SessionLine: Sendable {
        let id: String
        let agent: String
        let address: String
        let started: String
        let seen: String
        let isThis: Bool
    }

    /// A token, of which nothing secret is known.
    struct TokenLine: Sendable {
        let name: String
        let scope: String
        let expires: String
        let used: String
        let state: String
        let isLive: Bool
    }

    init(
        _ identity: Identity,
        sessions: [Session],
        tokens: [APIToken],
        _ state: State,
        now: Instant,
        _ texts: Texts
    ) {
        display = identity.display
        name = identity.account
        roles = Role.allCases.filter(identity.roles.contains).map { texts($0.title) }
            .joined(separator: texts("list.separator"))
        sites = identity.sites.map { sites in
            let codes = sites.filter { $0 != "!" }.joined(separator: texts("list.separator"))
            return codes.isEmpty ? texts("account.noSites") : codes
        }
        mustChange = identity.mustChange
        notice = state.notice.flatMap { Self.notices[$0] }.map { texts($0) }
        problems = state.problems.map { texts($0.message) }
        hasProblems = !problems.isEmpty
        secret = state.secret
        tokenName = state.tokenName
        self.sessions = sessions.map { session in
            SessionLine(
                id: session.id,
                agent: session.agent.isEmpty ? texts("account.unknownAgent") : session.agent,
                address: session.address,
                started: session.startedAt.shanghai,
                seen: session.seenAt.shanghai,
                isThis: identity.via == "session:\(session.id)"
            )
        }
        self.tokens = tokens.map { TokenLine($0, now: now, texts) }
        hasTokens = !tokens.isEmpty
        scopes = identity.rights.sorted()
            .map { Option(value: $0.rawValue, wording: texts($0.title), isChosen: $0 == .read) }
        canMakeTokens = !scopes.isEmpty
    }
}

extension AccountPage.TokenLine {
    init(_ token: APIToken, now: Instant, _ texts: Texts) {
        name = token.name
        scope = token.scope.sorted().map { texts($0.title) }.joined(separator: texts("list.separator"))
        expires = token.expiresAt.shanghai
        used = token.usedAt?.shanghai ?? texts("account.never")
        isLive = token.revokedAt == nil && token.expiresAt > now
        state =
            token.revokedAt.map { texts("account.revokedAt", $0.shanghai) }
            ?? texts(isLive ? "account.live" : "account.expired")
    }
}
