import Compliance
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOHTTP1
import StrictJSON

/// The outermost layer of every answer: request id, language, refusals in the right form, security headers, `304`,
/// the log line and the figures for `/metrics`.
struct ResponseMiddleware: RouterMiddleware {
    typealias Context = RequestContext

    let application: ServedApplication
    let proxies: TrustedProxies
    /// Whether the server itself speaks TLS.
    let isTLS: Bool

    func handle(
        _ request: Request,
        context: RequestContext,
        next: @concurrent (Request, RequestContext) async throws -> Response
    ) async -> Response {
        let started = ContinuousClock.now
        var context = context
        context.requestID = Self.requestID(request)
        context.language = Language(of: request)
        context.url = request.uri.string
        context.cookieScope = application.cookieScope
        let origin = proxies.origin(request.headers, peer: context.peer, isTLS: isTLS)
        (context.address, context.isSecure) = (origin.address, origin.isSecure)
        context.logger[metadataKey: "request"] = .string(context.requestID)

        var response: Response
        do {
            try Self.check(request)
            try request.requireSameOrigin()
            switch application.routes.access(request) {
            case .open: break
            case .machine:
                context.isLocal =
                    ["127.0.0.1", "::1"].contains(context.peer?.description)
                    && request.headers[named: "X-Forwarded-For"] == nil
                    && request.headers[named: "Forwarded"] == nil
            case .signedIn, .right, .either: context = try application.recognise(request, context)
            case nil:
                // A page that says so is for whoever has signed in, too.
                context = try application.recognise(request, context)
                context.access = context.secret == nil && context.credential != nil ? .signedIn : .open
                try await context.admit()
            }
            response = try await next(request, context)
        } catch {
            response = refuse(error, request, context)
        }
        response = response.unlessKnown(to: request)
        response.headers.append(contentsOf: Self.security)
        if context.isSecure { response.headers[named: "Strict-Transport-Security"] = "max-age=31536000" }
        response.headers[named: "X-Request-Id"] = context.requestID
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = Caching.none.rawValue }
        response.headers[.vary] = "Accept-Encoding, Accept-Language, Cookie"
        if let language = Language.chosen(by: request) {
            response.headers.append(HTTPField(name: .setCookie, value: language.cookie))
        }

        let took = ContinuousClock.now - started
        let route = context.endpointPath ?? "NotFound"
        application.metrics.count(
            route: route,
            method: request.method,
            status: response.status.code,
            took: took
        )
        context.logger.log(
            level: response.status.code >= 500 && response.status != .serviceUnavailable ? .error : .debug,
            "\(request.method) \(request.uri.path) \(response.status.code)",
            metadata: [
                "route": .string(route), "took": .stringConvertible(took), "from": .string(context.address),
            ]
        )
        return response
    }

    private func refuse(_ error: any Error, _ request: Request, _ context: RequestContext) -> Response {
        let isUnknown = (error as? HTTPError)?.status == .notFound
        let refusal = isUnknown ? Refusal.unknown(request, application.routes) : Refusal(of: error)
        context.log(refusal, because: error)
        let path = request.uri.path
        guard path.begins(with: "/api/") || path == "/readyz" || request.wantsJSON else {
            if let step = refusal.step(before: request) {
                return .seeOther(application.link(step, context.url))
            }
            return application.refusalPage(refusal, context)
        }
        return refusal.problemResponse(for: context)
    }

    /// Refuses what `StreamSafeHead` has taken out, and so addresses that two readers could understand differently.
    private static func check(_ request: Request) throws {
        guard let mark = request.headers[named: StreamSafeHead.mark] else { return }
        switch HTTPRequestHead.Fault(rawValue: mark) ?? .field {
        case .address: throw Refusal.notStreamSafe(Text(zh: "网址", en: "address"))
        case .field: throw Refusal.notStreamSafe(Text(zh: "请求头", en: "header"))
        case .addressTooLong:
            let most = HTTPRequestHead.longestAddress
            throw Refusal(
                .addressTooLong,
                Text(zh: "网址最长 \(most) 字节。", en: "An address may have up to \(most) bytes.")
            )
        case .addressEscaped:
            throw Refusal.malformed(
                "网址里的 % 编码无效，或不是有效的 UTF-8。",
                "A % escape in the address is invalid, or is not valid UTF-8."
            )
        }
    }

    /// The id that the sender gave, if it is a plain word; else a new one.
    private static func requestID(_ request: Request) -> String {
        if let given = request.headers[named: "X-Request-Id"], (1...64).contains(given.utf8.count),
            given.utf8.allSatisfy(isPlain)
        {
            return given
        }
        return UUID().uuidString.lowercased()
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
            true
        default: false
        }
    }

    /// Pages load nothing but their own style sheet and images, and stand in nobody's frame.
    private static let security: [HTTPField] = [
        (
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; "
                + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        ),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    ]
    .compactMap { name, value in HTTPField.Name(name).map { HTTPField(name: $0, value: value) } }
}

extension Request {
    /// Whether the sender prefers JSON to a page.
    fileprivate var wantsJSON: Bool {
        ["application/json", "application/problem+json"]
            .contains { headers[.accept]?.begins(with: $0) == true }
    }
}
