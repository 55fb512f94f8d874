import Compliance
package import HTTPTypes
package import Hummingbird
import StrictJSON

/// One method on one pattern, such as `GET /sites/{code}`, who it lets in, and what answers it.
package struct Route: Sendable {
    package typealias Handler = @Sendable (Request, RequestContext) async throws -> Response
    /// What answers where what was sent is refused and would be lost; nil for the page that any refusal is.
    package typealias Keeper = @Sendable (Refusal, Request, RequestContext) async -> Response?

    package let method: HTTPRequest.Method
    package let pattern: String
    package let access: RouteAccess
    /// Whether what the handler does is one act, which looks itself who may: then nobody is asked before.
    let isAct: Bool
    /// Whether the form that it takes brings a file.
    let takesFile: Bool
    /// Whether it reads a form with a file as it comes, by a `StreamedForm`, which asks for the token itself.
    let streamsFile: Bool
    /// Whether its form may bring files of any number, which stand in the context's `files`; the rest of the form is read
    /// as if they were not there.
    let takesFiles: Bool
    /// Whether the whole body is a file, or a piece of one.
    let isFile: Bool
    /// Whether what comes may be large, on a line that is slow.
    var bringsFiles: Bool { takesFile || streamsFile || takesFiles || isFile }
    /// Gives back what somebody typed, where it is refused.
    let keeper: Keeper?
    let handler: Handler
    /// What stands between the slashes of the pattern.
    private let parts: [Substring]

    package init(
        _ method: HTTPRequest.Method,
        _ pattern: String,
        _ access: RouteAccess,
        isAct: Bool = false,
        takesFile: Bool = false,
        streamsFile: Bool = false,
        takesFiles: Bool = false,
        isFile: Bool = false,
        keepingBy keeper: Keeper? = nil,
        _ handler: @escaping Handler
    ) {
        self.method = method
        self.pattern = pattern
        self.access = access
        self.isAct = isAct
        self.takesFile = takesFile
        self.streamsFile = streamsFile
        self.takesFiles = takesFiles
        self.isFile = isFile
        self.keeper = keeper
        self.handler = handler
        parts = pattern.split(at: "/")
    }

    /// Whether the address is one of the pattern's.
    package func matches(_ path: String) -> Bool { matches(path.split(at: "/")) }

    /// Whether what stands between the slashes of an address is one of the pattern's.
    fileprivate func matches(_ path: [Substring]) -> Bool {
        path.count == parts.count
            && zip(path, parts).allSatisfy { $1.begins(with: "{") || $0.isExactly($1) }
    }

    /// The same, where what was typed comes back with whatever is refused: read before anything is asked of who sends it.
    /// Files are taken of nobody but who may send the form; its fields come back to everybody.
    @Sendable func answered(_ request: Request, _ context: RequestContext) async throws -> Response {
        let bringsFiles = takesFiles && request.isForm
        guard keeper != nil || bringsFiles else { return try await guarded(request, context) }
        var (request, context) = (request, context)
        var refusal: (any Error)?
        if bringsFiles {
            context.access = access
            var bounds = FormFile.Bounds()
            do { try await context.admit() } catch { refusal = error }
            bounds.account = refusal == nil ? context.identity?.account : nil
            context.files = try await request.takeFiles(bounds)
        } else {
            try await request.hold()
        }
        do {
            if let refusal { throw refusal }
            return try await guarded(request, context)
        } catch {
            guard let kept = await keeper?(Refusal(of: error), request, context) else { throw error }
            _ = context.refused(error)
            return kept
        }
    }

    /// The handler behind the check of who may, and behind the token that every form of a browser carries.
    ///
    /// Whoever only reads passes the door with the first answer of the database, and whoever does one act with the act's.
    /// Whatever the handler then says, be it a page or a refusal, is said to nobody whom the door has not let in.
    func guarded(_ request: Request, _ context: RequestContext) async throws -> Response {
        var (request, context) = (request, context)
        context.access = access
        // Whom the database need not be asked about is let in, or not, at once.
        guard context.credential != nil else {
            try access.check(context)
            return try await handler(request, context)
        }
        let isReading = [.get, .head].contains(request.method)
        if !isReading, !isAct { try await context.admit() }
        do {
            if !isReading, !(streamsFile && request.isForm), let secret = context.secret {
                try await request.requireCSRFToken(of: secret, takesFile: takesFile)
            }
            let response = try await handler(request, context)
            try await context.admit()
            return response
        } catch let error where Refusal(of: error).kind != .unavailable {
            try await context.admit()
            throw error
        }
    }
}

extension [Route] {
    /// The methods that the address answers to; what can be read can be asked about with HEAD.
    func methods(at path: String) -> [String] {
        filter { $0.matches(path) }
            .flatMap { $0.method == .get ? ["GET", "HEAD"] : [$0.method.rawValue] }
    }

    /// Whether one of them answers a request with that head.
    func takes(_ head: HTTPRequest) -> Bool {
        let path = (head.path ?? "").split(at: "?", atMost: 1, keepingEmpty: true).first ?? ""
        let parts = path.split(at: "/")
        return contains { $0.method == head.method && $0.matches(parts) }
    }

    /// Who may ask the route that the request is for; nil where there is none.
    func access(_ request: Request) -> RouteAccess? {
        let method = request.method == .head ? .get : request.method
        let path = request.uri.path.split(at: "/")
        return first { $0.method == method && $0.matches(path) }?.access
    }
}
