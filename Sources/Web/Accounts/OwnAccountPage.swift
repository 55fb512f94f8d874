import Compliance
import Store

/// One's own account: who one is here, the password, the browsers that are signed in, and the tokens of programs.
struct OwnAccountPage: Page {
    static let template = "own-account"

    let display: String
    let name: String
    let roles: String
    let sites: String?
    let mustChange: Bool
    /// Without a password, the identity service leads in, or tokens.
    let hasPassword: Bool
    let notice: String?
    let hasProblems: Bool
    let problems: [String]
    /// The secret of a token just made.
    let secret: String?
    let sessions: [SessionLine]
    let tokens: [TokenLine]
    let hasTokens: Bool
    /// The tokens that a change of the password ends unless they are ticked.
    let standing: [Standing]
    let hasStanding: Bool
    let tokenName: String
    let tokenDays: String
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
        /// What was entered for a token that was refused, or else what is suggested.
        var tokenName = ""
        var tokenScope: Set<Right> = [.read]
        var tokenDays = "90"
        /// The tokens that were ticked to go on.
        var kept: [String] = []
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

    /// A token that goes on after a change of the password if it is ticked.
    struct Standing: Sendable {
        let number: Int
        let name: String
        let used: String
        let isKept: Bool
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
        hasPassword: Bool,
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
        self.hasPassword = hasPassword
        notice = state.notice.flatMap { Self.notices[$0] }.map { texts($0) }
        problems = state.problems.map { texts($0.message) }
        hasProblems = !problems.isEmpty
        secret = state.secret
        tokenName = state.tokenName
        tokenDays = state.tokenDays
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
        standing = tokens.filter { $0.stands(at: now) }
            .enumerated()
            .map { place, token in
                Standing(
                    number: place + 1,
                    name: token.name,
                    used: token.usedAt?.shanghai ?? texts("account.never"),
                    isKept: state.kept.contains(token.name)
                )
            }
        hasStanding = !standing.isEmpty
        // What the others rest on comes first.
        scopes = identity.rights.filter(\.isForTokens)
            .sorted { ($0.basis == nil ? 0 : 1, $0) < ($1.basis == nil ? 0 : 1, $1) }
            .map {
                Option(value: $0.rawValue, wording: texts($0.title), isChosen: state.tokenScope.contains($0))
            }
        canMakeTokens = !scopes.isEmpty
    }

    func windowTitle(_ texts: Texts) -> String { texts("account.title") }
}

extension APIToken {
    fileprivate func stands(at now: Instant) -> Bool { revokedAt == nil && expiresAt > now }
}

extension OwnAccountPage.TokenLine {
    init(_ token: APIToken, now: Instant, _ texts: Texts) {
        name = token.name
        scope = token.scope.sorted().map { texts($0.title) }.joined(separator: texts("list.separator"))
        expires = token.expiresAt.shanghai
        used = token.usedAt?.shanghai ?? texts("account.never")
        isLive = token.stands(at: now)
        state =
            token.revokedAt.map { texts("account.revokedAt", $0.shanghai) }
            ?? texts(isLive ? "account.live" : "account.expired")
    }
}
