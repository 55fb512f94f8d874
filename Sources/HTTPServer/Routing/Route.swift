package import HTTPTypes
package import Hummingbird
import StrictJSON

/// One method on one pattern, such as `GET /sites/{code}`, who it lets in, and what answers it.
package struct Route: Sendable {
    package typealias Handler = @Sendable (Request, RequestContext) async throws -> Response

    package let method: HTTPRequest.Method
    package let pattern: String
    package let access: RouteAccess
    let handler: Handler

    package init(
        _ method: HTTPRequest.Method,
        _ pattern: String,
        _ access: RouteAccess,
        _ handler: @escaping Handler
    ) {
        self.method = method
        self.pattern = pattern
        self.access = access
        self.handler = handler
    }

    /// Whether the address is one of the pattern's.
    package func matches(_ path: String) -> Bool {
        let (path, pattern) = (path.split(at: "/"), pattern.split(at: "/"))
        return path.count == pattern.count
            && zip(path, pattern).allSatisfy { $1.begins(with: "{") || $0.isExactly($1) }
    }

    /// The handler behind the check of who may, and behind the token that every form of a browser carries.
    @Sendable func guarded(_ request: Request, _ context: RequestContext) async throws -> Response {
        try access.check(context)
        guard let secret = context.secret, ![.get, .head].contains(request.method) else {
            return try await handler(request, context)
        }
        var request = request
        try await request.requireCSRFToken(of: secret)
        return try await handler(request, context)
    }
}

extension [Route] {
    /// The methods that the address answers to; what can be read can be asked about with HEAD.
    func methods(at path: String) -> [String] {
        filter { $0.matches(path) }
            .flatMap { $0.method == .get ? ["GET", "HEAD"] : [$0.method.rawValue] }
    }

    /// Whether the request is for a route that asks nobody who they are.
    func isOpen(_ request: Request) -> Bool {
        let method = request.method == .head ? .get : request.method
        return contains {
            [.open, .machine].contains($0.access) && $0.method == method && $0.matches(request.uri.path)
        }
    }
}
