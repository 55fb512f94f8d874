import ChecklistFiles
import Foundation
import HummingbirdCore
import Logging
import NIOCore
import Postgres
import ServiceLifecycle
import StrictJSON
import TestSupport

@testable import Compliance
@testable import Store
@testable import HTTPServer
@testable import Web

/// The real application on a free port, over a database of its own with a small county in it.
enum Server {
    /// The clock of the tests: 18 August 2021, 10:00 in Shanghai.
    static let now = Samples.now

    /// Hundreds of tests share two cores: a connection may take a while to be made, or to become free.
    private static var patient: Database.Configuration {
        var configuration = Database.Configuration()
        configuration.acquireTimeout = .seconds(60)
        return configuration
    }

    /// Every route that the application answers.
    static func routes() async throws -> [Route] { try await withService { $0.served.routes } }

    /// Gives the closure the application without a server.
    static func withService<Value>(_ body: (Web.Service) throws -> Value) async throws -> Value {
        try await TestDatabase.withDatabase(county) { url in
            let database = try Database(
                url,
                configuration: patient,
                logger: Logger(label: "web-tests") { _ in SwiftLogNoOpLogHandler() }
            )
            let store = try await Store.open(database, county: "demo")
            let value = try body(Service(store: store, resources: try Resources(), now: { now }))
            await database.close()
            return value
        }
    }

    /// Runs the closure against a server, and stops it afterwards; before it starts, `prepare` has the operator's store
    /// and the database as a superuser.
    static func running<Value: Sendable>(
        proxies: TrustedProxies = .none,
        certificate: ServingCertificate? = nil,
        connections: Int = connectionLimit,
        patience: TimeAmount = .seconds(60),
        log: Log? = nil,
        now: Instant = Server.now,
        prepare: (Store, Database) async throws -> Void = { _, _ in },
        _ body: @escaping @Sendable (Client) async throws -> Value
    ) async throws -> Value {
        try await TestDatabase.withDatabase(county) { url in
            let logger = Logger(label: "web-tests") { _ in log ?? SwiftLogNoOpLogHandler() as any LogHandler }
            let owner = try Database(url, configuration: patient, logger: logger)
            try await prepare(
                try await Store.open(owner, county: "demo").acting(for: .shell(name: "tests")),
                owner
            )
            await owner.close()
            // As a server does, whatever its login.
            var configuration = patient
            configuration.role = "lazaret_server"
            let database = try Database(url, configuration: configuration, logger: logger)
            // Servers of tests run side by side, which those of counties do not within one process.
            var store = try await Store.open(database, county: "demo")
            store.stretching = StretchingQueue(most: 40)
            let (ports, port) = AsyncStream<Int>.makeStream()
            let application = try application(
                store: store,
                settings: ServerSettings(
                    address: .hostname("127.0.0.1", port: 0),
                    proxies: proxies,
                    certificate: certificate,
                    connections: connections,
                    patience: patience
                ),
                now: { now },
                logger: logger,
                onServerRunning: { channel in port.yield(channel.localAddress?.port ?? 0) }
            )
            let group = ServiceGroup(services: [application], logger: logger)
            return try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask { try await group.run() }
                var started = ports.makeAsyncIterator()
                guard let port = await started.next() else { throw CancellationError() }
                let value = try await body(Client(port: port))
                await group.triggerGracefulShutdown()
                try await tasks.waitForAll()
                await database.close()
                return value
            }
        }
    }

    /// A migrated database with a county, two sites, a director, and the shipped standards of August 2021.
    private static let county = TestDatabase.Template("web") { url in
        let logger = Logger(label: "web-tests") { _ in SwiftLogNoOpLogHandler() }
        let database = try Database(url, configuration: patient, logger: logger)
        _ = try await Store.migrate(database)
        try await Store.createCounty("demo", name: Text(zh: "示范县", en: "Demo county"), in: database)
        let store = try await Store.open(database, county: "demo").acting(for: .shell(name: "tests"))
        _ = try await store.publish(Samples.standard.baseline)
        _ = try await store.publish(Samples.standard.checklist)
        _ = try await store.importSites(Samples.register + [OtherCounty.secondSite])
        try await People.settle(in: store)
        try await OtherCounty.settle(in: database)
        await database.close()
    }
}
