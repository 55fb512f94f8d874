import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
import Store

extension Subject {
    /// What operators watch.
    static let operations = Subject(nil) { service in
        [
            Route(.get, "/healthz", .open, service.healthz),
            Route(.get, "/readyz", .open, service.readyz),
            Route(.get, "/metrics", .machine, service.metricsText),
        ]
    }
}

extension Service {
    /// The process is alive; asks nobody else.
    func healthz(_: Request, _: RequestContext) async throws -> Response {
        .text("ok\n", type: "text/plain; charset=utf-8")
    }

    /// The database answers, its schema is the one this release knows, writing works, and the record is sealed; else 503
    /// with the reason. What should be mended but stops nobody stands in lines below `ok`.
    func readyz(_: Request, context: RequestContext) async throws -> Response {
        let condition = try await readiness.condition
        try await requireSealing()
        let lines = ["ok"] + [condition.clockWarning].compactMap { $0?[context.language] }
        return .text(lines.map { $0 + "\n" }.joined(), type: "text/plain; charset=utf-8")
    }

    func metricsText(_: Request, _: RequestContext) async throws -> Response {
        .text(metrics.text(gauges: await gauges), type: "text/plain; version=0.0.4; charset=utf-8")
    }

    /// Throws where entries have waited to be sealed for longer than they ever should.
    private func requireSealing() async throws {
        let state = try await store.sealingState()
        guard let waits = state.waits, state.isStopped(isExpected: sealing.isExpected) else { return }
        // Whoever watches need not be told where keys lie: the log and the page of the record say why.
        throw StoreError.sealingStopped(seconds: Int(waits.components.seconds), why: nil)
    }

    private var gauges: [Metrics.Gauge] {
        get async {
            let pool = await store.poolGauges
            return [
                .init("lazaret_connections_open", help: "Connections to the database.", pool.open),
                .init(
                    "lazaret_connections_idle",
                    help: "Connections to the database that wait for work.",
                    pool.idle
                ),
                .init(
                    "lazaret_connections_waiting",
                    help: "Calls that wait for a connection.",
                    pool.waiting
                ),
            ] + clock.gauges + (await sealingGauges)
        }
    }

    /// For how long the oldest entry waits, and whether that is too long; nothing where the database does not answer.
    private var sealingGauges: [Metrics.Gauge] {
        get async {
            guard let state = try? await store.sealingState() else { return [] }
            let isStopped = state.isStopped(isExpected: sealing.isExpected)
            return [
                .init(
                    "lazaret_sealing_wait_seconds",
                    help: "How long the oldest entry has waited to be sealed.",
                    Int(state.waits?.components.seconds ?? 0)
                ),
                .init(
                    "lazaret_sealing_stopped",
                    help: "Whether sealing the record has stopped.",
                    isStopped ? 1 : 0
                ),
            ]
        }
    }
}
