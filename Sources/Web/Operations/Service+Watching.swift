import Compliance
import Hummingbird
import Store

/// What operators watch, and the files that pages load.
extension Service {
    /// The process is alive; asks nobody else.
    @Sendable func healthz(_: Request, _: Visit) async throws -> Response {
        .text("ok\n", type: "text/plain; charset=utf-8")
    }

    /// The database answers, its schema is the one this release knows, writing works, and the record is sealed; else 503
    /// with the reason. What should be mended but stops nobody stands in lines below `ok`.
    @Sendable func readyz(_: Request, visit: Visit) async throws -> Response {
        let condition = try await readiness.condition
        try await requireSealing()
        let lines = ["ok"] + [condition.clockWarning].compactMap { $0?[visit.language] }
        return .text(lines.map { $0 + "\n" }.joined(), type: "text/plain; charset=utf-8")
    }

    @Sendable func metricsText(_: Request, _: Visit) async throws -> Response {
        .text(metrics.text(gauges: await gauges), type: "text/plain; version=0.0.4; charset=utf-8")
    }

    private var gauges: [(name: String, help: String, value: Int)] {
        get async {
            let pool = await records.poolGauges
            return [
                ("lazaret_connections_open", "Connections to the database.", pool.open),
                ("lazaret_connections_idle", "Connections to the database that wait for work.", pool.idle),
                ("lazaret_connections_waiting", "Calls that wait for a connection.", pool.waiting),
            ] + (await sealingGauges)
        }
    }

    @Sendable func asset(_: Request, visit: Visit) async throws -> Response {
        guard let asset = resources.assets[visit.part("name")] else {
            throw Refusal.notFound("没有这个文件。", "There is no such file.")
        }
        return asset.response(asset.tag == visit.part("tag") ? .forever : .askAgain)
    }
}
