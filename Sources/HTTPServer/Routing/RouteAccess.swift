package import Compliance
import HTTPTypes

/// Who may ask a route. The database holds the same limits on its own; this says so in words, and at once.
package enum RouteAccess: Sendable, Hashable {
    /// Everybody, signed in or not; asks the database nothing about who it is.
    case open
    /// Only whoever asks from this machine, for what operators watch.
    case machine
    /// Everybody who has signed in, also with a password that has to be changed.
    case signedIn
    /// Whoever has the right.
    case right(Right)
    /// Whoever has the one right or the other; what is refused names the first.
    case either(Right, Right)

    /// Throws unless whoever asks may.
    func check(_ context: RequestContext) throws {
        switch self {
        case .open: return
        case .machine:
            if !context.isLocal { throw Refusal.notFound("网址可能写错了，或内容已移走。", "The address may be mistyped.") }
        case .signedIn:
            if context.identity == nil { throw Refusal.unauthenticated }
        case .right(let right): try check(right, context)
        case .either(let one, let other):
            let hasOther = context.identity?.rights.contains(other) == true
            try check(hasOther ? other : one, context)
        }
    }

    private func check(_ right: Right, _ context: RequestContext) throws {
        guard let identity = context.identity else { throw Refusal.unauthenticated }
        if identity.mustChange { throw Refusal.passwordFirst }
        for needed in [right.basis, right].compactMap(\.self) where !identity.rights.contains(needed) {
            throw identity.isToken ? Refusal.outOfScope(needed) : .forbidden(needed)
        }
    }
}

extension Refusal {
    package static let unauthenticated = Refusal(
        .unauthenticated,
        Text(
            zh: "请先登录；程序请在 Authorization 头里带上令牌。",
            en: "Sign in first; programs show their token in the Authorization header."
        ),
        headers: [.wwwAuthenticate: "Bearer realm=\"lazaret\""]
    )

    /// The password was given by somebody else.
    static let passwordFirst = Refusal(
        .forbidden,
        Text(zh: "请先把初始密码换成自己的。", en: "Change the first password to one of your own before anything else."),
        first: .changePassword
    )

    /// The token's scope, or its account, leaves out what is needed.
    static func outOfScope(_ right: Right) -> Refusal {
        Refusal(
            .forbidden,
            Text(
                zh: "这个令牌没有“\(right.title.zh)”（\(right.rawValue)）的权限；请另做一个带这一项的令牌。",
                en:
                    "This token may not \(right.title.en) ('\(right.rawValue)'); make another whose scope has that."
            )
        )
    }

    static func forbidden(_ right: Right) -> Refusal {
        Refusal(
            .forbidden,
            Text(
                zh: "这个账号没有“\(right.title.zh)”的权限；需要时请找县卫健委管理员。",
                en: "This account may not \(right.title.en); ask the county's administrator if it should."
            )
        )
    }
}
