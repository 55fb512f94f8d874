import Compliance
import HTTPTypes
import Hummingbird

/// What the handlers work with.
struct Service: Sendable {
    let resources: Resources
    let now: @Sendable () -> Instant
    let metrics = Metrics()

    /// A handler: everything that answers one route.
    typealias Handler = @Sendable (Request, Visit) async throws -> Response

    /// Every route with its handler; the order has no meaning.
    var handlers: [(Routes.Route, Handler)] {
        [
            (.init(method: .get, pattern: "/healthz"), healthz),
            (.init(method: .get, pattern: "/static/{tag}/{name}"), asset),
        ]
    }

    func responder() -> RouterResponder<Visit> {
        let routes = Routes(all: handlers.map(\.0))
        let router = Router(context: Visit.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: Answering(routes: routes, metrics: metrics, refusalPage: refusalPage))
        for (route, handler) in handlers {
            router.on(RouterPath(route.pattern), method: route.method, use: handler)
        }
        return router.buildResponder()
    }

    /// The process is alive; asks nobody else.
    @Sendable func healthz(_: Request, _: Visit) async throws -> Response {
        .text("ok\n", type: "text/plain; charset=utf-8")
    }

    @Sendable func asset(_: Request, visit: Visit) async throws -> Response {
        guard let asset = resources.assets[visit.part("name")] else {
            throw Refusal.notFound("没有这个文件。", "There is no such file.")
        }
        let response = Response(
            status: .ok,
            headers: [.contentType: asset.type],
            body: ResponseBody(byteBuffer: asset.bytes)
        )
        return response.tagged(asset.tag, asset.tag == visit.part("tag") ? .forever : .askAgain)
    }
}
