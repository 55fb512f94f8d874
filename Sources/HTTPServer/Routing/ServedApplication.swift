import Compliance
package import Hummingbird

/// What a server serves: its routes, how it learns who asks, and how a reader is told that something is refused.
package struct ServedApplication: Sendable {
    /// Tells the cookies from those of another application on the same host, which browsers do not tell apart by its
    /// port.
    package let cookieScope: String
    package let routes: [Route]
    package let metrics: Metrics
    /// Sees what whoever asks shows, and how to look up who that is; called for every route that does not let in
    /// everybody.
    package let recognise: @Sendable (Request, RequestContext) throws -> RequestContext
    /// The page that shows a refusal.
    package let refusalPage: @Sendable (Refusal, RequestContext) -> Response
    /// Leads a reader to what has to come first, and on to the address after it.
    package let link: @Sendable (_ to: Refusal.Step, _ next: String) -> String

    package init(
        cookieScope: String,
        routes: [Route],
        metrics: Metrics,
        recognise: @escaping @Sendable (Request, RequestContext) throws -> RequestContext,
        refusalPage: @escaping @Sendable (Refusal, RequestContext) -> Response,
        link: @escaping @Sendable (_ to: Refusal.Step, _ next: String) -> String
    ) {
        self.cookieScope = cookieScope
        self.routes = routes
        self.metrics = metrics
        self.recognise = recognise
        self.refusalPage = refusalPage
        self.link = link
    }

    func responder(_ settings: ServerSettings) -> RouterResponder<RequestContext> {
        let router = Router(context: RequestContext.self, options: .autoGenerateHeadEndpoints)
        router.add(
            middleware: ResponseMiddleware(
                application: self,
                proxies: settings.proxies,
                isTLS: settings.certificate != nil
            )
        )
        for route in routes {
            router.on(RouterPath(route.pattern), method: route.method, use: route.answered)
        }
        return router.buildResponder()
    }
}
