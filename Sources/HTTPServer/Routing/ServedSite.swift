import Compliance
package import Hummingbird

/// What a server serves: its routes, how it learns who asks, and how a reader is told that something is refused.
package struct ServedSite: Sendable {
    /// Tells the site's cookies from those of another on the same host, which browsers do not tell apart by its port.
    package let name: String
    package let routes: [Route]
    package let metrics: Metrics
    /// Finds out who asks; called for every route that does not let in everybody.
    package let identify: @Sendable (Request, RequestContext) async throws -> RequestContext
    /// The page that shows a refusal.
    package let refusalPage: @Sendable (Refusal, RequestContext) -> Response
    /// Where a reader does what has to come first; the address is where to go on to.
    package let place: @Sendable (_ of: Refusal.Step, _ next: String) -> String

    package init(
        name: String,
        routes: [Route],
        metrics: Metrics,
        identify: @escaping @Sendable (Request, RequestContext) async throws -> RequestContext,
        refusalPage: @escaping @Sendable (Refusal, RequestContext) -> Response,
        place: @escaping @Sendable (_ of: Refusal.Step, _ next: String) -> String
    ) {
        self.name = name
        self.routes = routes
        self.metrics = metrics
        self.identify = identify
        self.refusalPage = refusalPage
        self.place = place
    }

    func responder(_ settings: ServerSettings) -> RouterResponder<RequestContext> {
        let router = Router(context: RequestContext.self, options: .autoGenerateHeadEndpoints)
        router.add(
            middleware: Answering(
                site: self,
                proxies: settings.proxies,
                isTLS: settings.certificate != nil
            )
        )
        for route in routes {
            router.on(RouterPath(route.pattern), method: route.method, use: route.guarded)
        }
        return router.buildResponder()
    }
}
