import HTTPTypes
import Testing

@testable import Compliance
@testable import HTTPServer
@testable import Web

/// Nothing is answered that nobody is led to, and nobody is led to what is not answered.
@Suite struct RouteUseTests {
    /// Routes that no page leads to, and who goes there.
    private static let others = [
        "GET /inspect/{code}/review": "whoever wants to file a form is taken there",
        "GET /login": "whoever has not signed in is taken there",
        "GET /healthz": "whoever watches the process", "GET /readyz": "whoever watches the service",
        "GET /metrics": "Prometheus", "GET /login/openid/callback": "the OpenID provider",
    ]

    /// Every address of every page, with the method that it is asked by.
    private static func addresses() throws -> Set<String> {
        let pages = try EveryPage(.zh)
        var addresses: Set<String> = []
        for (_, page) in pages.all {
            let html = pages.render(page)
            for tag in html.matches(
                of: /<(?:a|form|link|img|button)\s[^>]*(?:href|action|src)="(\/[^"#?]*)[^>]*>/
            ) where !tag.0.contains("class=\"language") {
                let isPost = tag.0.contains("method=\"post\"") || tag.0.contains("formaction=")
                addresses.insert((isPost ? "POST " : "GET ") + tag.1)
            }
        }
        return addresses
    }

    private static func leads(_ address: String, to route: Route) -> Bool {
        let parts = address.split(separator: " ", maxSplits: 1)
        return parts[0] == route.method.rawValue && route.matches(String(parts[1]))
    }

    @Test func aPageLeadsToEveryRoute() async throws {
        let (routes, addresses) = (try await Server.routes(), try Self.addresses())
        #expect(addresses.count > 30)
        let unused =
            routes.filter { route in
                !route.pattern.hasPrefix("/api/") && !addresses.contains { Self.leads($0, to: route) }
            }
            .map { "\($0.method) \($0.pattern)" }
        #expect(unused.sorted() == Self.others.keys.sorted())
    }

    @Test func everyAddressOfEveryPageIsARoute() async throws {
        let routes = try await Server.routes()
        let dead = try Self.addresses().filter { address in !routes.contains { Self.leads(address, to: $0) } }
        #expect(dead.sorted() == [])
    }
}
