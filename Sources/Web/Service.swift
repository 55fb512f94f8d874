import Compliance
import HTTPTypes
import Hummingbird
import Store

/// What the handlers work with.
struct Service: Sendable {
    /// The county's records, asked on nobody's behalf; `store(for:)` asks on the visitor's.
    let records: Store
    let resources: Resources
    let now: @Sendable () -> Instant
    /// The county's OpenID provider, where it has one.
    var openID: OpenIDLogin?
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
                identify: identified,
                entrance: entrance,
                county: records.county.code,
                refusalPage: refusalPage
            )
        )
        for (route, handler) in handlers {
            router.on(RouterPath(route.pattern), method: route.method, use: guarded(route, handler))
        }
        return router.buildResponder()
    }
}
