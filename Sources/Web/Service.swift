import Compliance
import HTTPTypes
import Hummingbird
import Store

/// What the handlers work with.
struct Service: Sendable {
    let store: Store
    let resources: Resources
    let now: @Sendable () -> Instant
    let metrics = Metrics()
    var entrance = Entrance()

    /// A handler: everything that answers one route.
    typealias Handler = @Sendable (Request, Visit) async throws -> Response

    func responder() -> RouterResponder<Visit> {
        let routes = Routes(all: handlers.map(\.0))
        let router = Router(context: Visit.self, options: .autoGenerateHeadEndpoints)
        router.add(
            middleware: Answering(
                routes: routes,
                metrics: metrics,
                entrance: entrance,
                refusalPage: refusalPage
            )
        )
        for (route, handler) in handlers {
            router.on(RouterPath(route.pattern), method: route.method, use: handler)
        }
        return router.buildResponder()
    }
}
