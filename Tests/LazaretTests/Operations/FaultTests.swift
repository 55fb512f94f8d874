import Foundation
import LocalCluster
import Logging
import Postgres
import StrictJSON
import Synchronization
import Testing

/// Killing the server and PostgreSQL while inspections are being filed.
@Suite struct FaultTests {
    private let logger = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }

    @Test(.timeLimit(.minutes(5)))
    func nothingAcknowledgedIsLostAndNothingIsHalf() async throws {
        let parent = "/tmp/lazaret-faults-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        try FileManager.default.setAttributes(
            [.posixPermissions: NSNumber(value: 0o755)],
            ofItemAtPath: parent
        )
        defer { try? FileManager.default.removeItem(atPath: parent) }
        let cluster = try await LocalCluster.start(in: parent + "/cluster", logger: logger)
        try await cluster.createDatabase("faults")
        let url = cluster.connectionString(database: "faults")
        try await CheckpointCounty.settle(in: url)
        let county = try await CheckpointCounty(in: url)
        let shell = county.shell

        let load = Load()
        let clients = Task { await load.run(clients: 8) }
        try await ServerProcess.with(shell, token: county.token) { server in
            load.server = server
            try await load.waitForMore(150)
            kill(server.process, SIGKILL)
        }
        try await ServerProcess.with(shell, token: county.token) { server in
            load.server = server
            try await load.waitForMore(150)
            kill(try #require(cluster.process), SIGKILL)
            try await Self.wait { await server.ask("GET", "/readyz")?.status == 503 }
            let refused = await server.ask(
                "POST",
                "/api/v1/inspections",
                CheckpointCounty.filing(CheckpointCounty.id(1, series: 99))
            )
            #expect(refused?.status == 503)
            #expect(refused?.headers["retry-after"] != nil)
            #expect(await server.ask("GET", "/healthz")?.status == 200)

            let again = try await LocalCluster.start(in: parent + "/cluster", logger: logger)
            try await Self.wait { await server.ask("GET", "/readyz")?.status == 200 }
            try await load.waitForMore(150)
            load.stop()
            await clients.value
            try await Self.look(in: url, for: load.acknowledged, logger)
            try await again.stop()
        }
        try await cluster.stop()
    }

    /// Every acknowledged inspection is there with the gaps that were acknowledged; none is half.
    private static func look(
        in url: String,
        for acknowledged: [String: String],
        _ logger: Logger
    ) async throws {
        let database = try Database(url, logger: logger)
        var found: [String: String] = [:]
        let counts: SQL = """
            SELECT id::text AS id, concat_ws('/', critical_gaps, major_gaps, minor_gaps) AS gaps FROM inspection
            """
        for row in try await database.query(counts) { found[try row["id"]] = try row["gaps"] }
        #expect(acknowledged.count >= 450)
        let lost = acknowledged.keys.filter { found[$0] == nil }
        #expect(lost.isEmpty, "lost: \(lost)")
        #expect(acknowledged.filter { found[$0.key] != $0.value }.isEmpty)
        let half = try await database.query(
            """
            SELECT i.id::text AS id FROM inspection i
            WHERE critical_gaps + major_gaps + minor_gaps <> (
                    SELECT count(*) FROM gap g WHERE g.county_id = i.county_id AND g.inspection = i.id)
                OR 1 <> (SELECT count(*) FROM audit_entry a
                    WHERE a.county_id = i.county_id AND a.verb = 'file' AND a.object LIKE '%' || i.id::text)
            """
        )
        #expect(half.isEmpty)
        await database.close()
    }

    private static func wait(for what: () async -> Bool) async throws {
        for _ in 0..<400 {
            if await what() { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("waited for too long")
    }
}

/// Clients that file one inspection after the other and send each again until it is acknowledged.
private final class Load: Sendable {
    private struct State {
        var server: ServerProcess?
        /// By id, how many critical, major and minor gaps the answer spoke of.
        var acknowledged: [String: String] = [:]
        var stopped = false
    }

    private let state = Mutex(State())

    var server: ServerProcess? {
        get { state.withLock { $0.server } }
        set { state.withLock { $0.server = newValue } }
    }

    var acknowledged: [String: String] { state.withLock { $0.acknowledged } }

    func stop() { state.withLock { $0.stopped = true } }

    func run(clients: Int) async {
        await withTaskGroup(of: Void.self) { group in
            for client in 1...clients {
                group.addTask { await self.client(client) }
            }
        }
    }

    private func client(_ number: Int) async {
        var count = 0
        while !state.withLock({ $0.stopped }) {
            count += 1
            let id = CheckpointCounty.id(count, series: number)
            let filing = CheckpointCounty.filing(
                id,
                at: CheckpointCounty.sites[number - 1],
                emptyPosts: count % 3
            )
            while !state.withLock({ $0.stopped }) {
                if let answer = await server?.ask("POST", "/api/v1/inspections", filing),
                    [200, 201].contains(answer.status)
                {
                    let gaps = ["critical", "major", "minor"].map { answer.body?["gaps"]?[$0]?.number ?? "" }
                    state.withLock { $0.acknowledged[id] = gaps.joined(separator: "/") }
                    break
                }
                try? await Task.sleep(for: .milliseconds(30))
            }
        }
    }

    /// Waits until that many more have been acknowledged.
    func waitForMore(_ more: Int) async throws {
        let wanted = acknowledged.count + more
        for _ in 0..<1200 {
            if acknowledged.count >= wanted { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("the clients came to a standstill")
    }
}
