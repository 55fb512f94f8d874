import Compliance
import HTTPTypes
import Hummingbird
import Store
import StrictJSON

extension Service {
    /// The records, asked on behalf of whoever this visit is of.
    func store(for visit: Visit) -> Store { records.acting(for: visit.actor) }

    /// Finds out who asks: by the token in the header, or else by the cookie. What opens nothing is nobody.
    @Sendable func identified(_ request: Request, _ visit: Visit) async throws -> Visit {
        var visit = visit
        if let header = request.headers[.authorization] {
            guard let secret = Self.bearer(header) else { throw Refusal.unauthenticated }
            let key = AccessKey(secret: secret)
            visit.identity = try await records.identity(key, address: visit.address)
            guard visit.identity?.isToken == true else { throw Refusal.unauthenticated }
            visit.actor = .holder(key, address: visit.address)
        } else if let secret = SessionCookie.session.value(in: request, visit) {
            let key = AccessKey(secret: secret)
            visit.identity = try await records.identity(key, address: visit.address)
            // A token's secret in a cookie would be a session that never idles out.
            if visit.identity?.isToken == true { visit.identity = nil }
            guard visit.identity != nil else { return visit }
            visit.actor = .holder(key, address: visit.address)
            visit.secret = secret
        }
        return visit
    }

    /// The handler behind the route's door, and behind the seal that every form of a browser carries.
    func guarded(_ route: Routes.Route, _ handler: @escaping Handler) -> Handler {
        { request, visit in
            try route.door.check(visit)
            guard let secret = visit.secret, ![.get, .head].contains(request.method) else {
                return try await handler(request, visit)
            }
            var request = request
            try await request.requireSeal(of: secret)
            return try await handler(request, visit)
        }
    }

    static func bearer(_ header: String) -> String? {
        let parts = header.split(at: " ")
        guard parts.count == 2, parts[0].lowercased() == "bearer", parts[1].utf8.count <= 200 else {
            return nil
        }
        return String(parts[1])
    }
}

extension Request {
    /// Refuses a change that a browser sends without the seal of its session: in the form's field `seal`, or in the
    /// header `X-Form-Seal`.
    mutating func requireSeal(of secret: String) async throws {
        var seal = headers[named: "X-Form-Seal"]
        if seal == nil, headers[.contentType]?.begins(with: "application/x-www-form-urlencoded") == true {
            try await hold()
            seal = try await form().last { $0.name == "seal" }?.value
        }
        guard FormSeal.isRight(seal, for: secret) else {
            throw Refusal(
                .foreign,
                Text(
                    zh: "表单已失效，没有执行；请重新打开页面再提交一次。",
                    en:
                        "The form is of another session and was not carried out; open the page anew and send it again."
                )
            )
        }
    }
}
