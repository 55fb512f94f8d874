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
    let openID: OpenIDLogin?
    let metrics = Metrics()
    let entrance: Entrance
    let sealing: SealingNews
    let readiness: Readiness

    init(
        records: Store,
        resources: Resources,
        now: @escaping @Sendable () -> Instant,
        openID: OpenIDLogin? = nil,
        entrance: Entrance = Entrance(),
        sealing: SealingNews = SealingNews(isExpected: false)
    ) {
        self.records = records
        self.resources = resources
        self.now = now
        self.openID = openID
        self.entrance = entrance
        self.sealing = sealing
        readiness = Readiness(records: records, now: now)
    }

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
