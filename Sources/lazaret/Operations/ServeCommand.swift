import ArgumentParser
import Compliance
import Demo
import Foundation
import HTTPServer
import Hummingbird
import Logging
import ServiceLifecycle
import Store
import UnixSignals
import Web

/// Answers requests until it is told to stop.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: Wording.both("Serve the pages and the API.", "启动服务。"),
        discussion: Wording.about(
            """
            就绪之后把地址（http://127.0.0.1:8080）写到标准输出。收到 SIGTERM 或
            ^C，先办完手上的请求再停。

            第一个管理员用 'lazaret user add' 新增；演示县每种角色都有账号，并说明
            怎样登录。

            设了 LAZARET_TLS_CERTIFICATE 和 LAZARET_TLS_KEY 就用 TLS，换了证书文件
            不必重启。在代理之后时，LAZARET_TRUSTED_PROXIES 说明谁转告的来源可信。

            不设 DATABASE_URL，就用自己的 PostgreSQL；端口写 0，就任取一个空闲的。
            """,
            """
            Once it is ready it writes its address, http://127.0.0.1:8080, to standard
            output. SIGTERM and ^C let requests end before it stops.

            The first administrator is made by 'lazaret user add'; the demo county comes
            with an account for each role, and says how to sign in.

            With LAZARET_TLS_CERTIFICATE and LAZARET_TLS_KEY it speaks TLS, and takes
            up new files without a restart. Behind a proxy, LAZARET_TRUSTED_PROXIES
            says whose word about the client is taken.

            Without DATABASE_URL it runs a private PostgreSQL; port 0 is any free one.
            """,
            examples: """
                lazaret serve --demo
                DATABASE_URL=… lazaret serve
                lazaret serve --port 0
                """
        )
    )

    @OptionGroup var options: CountyOptions

    @ArgumentParser.Flag(help: .both("Load the demo county first, if it is not there yet.", "先装入演示县（如果还没有）。"))
    var demo = false

    @ArgumentParser.Flag(
        help: .both(
            "Bring the database's schema up to date first; a private one always is.",
            "先升级数据库结构；专用数据库总会升级。"
        )
    )
    var migrate = false

    @Option(
        help: .both(
            "The address to listen on; LAZARET_HOST otherwise.",
            "监听的地址；不写则用 LAZARET_HOST。",
            value: "address"
        )
    )
    var host: String?

    @Option(
        help: .both(
            "The port; LAZARET_PORT otherwise. 0 takes a free one.",
            "端口；不写则用 LAZARET_PORT。0 表示任取一个空闲的。",
            value: "number"
        )
    )
    var port: UInt16?

    func run() async throws {
        let settings = try Settings()
        let logger = settings.logger(.info)
        let clients = try FileDescriptorLimit.forClients(beside: settings.connections)
        let database = try await CommandDatabase.open(settings, as: "lazaret serve", logger: logger)
        do {
            let county = options.county ?? (demo ? DemoCommand.county : settings.county)
            try await database.prepare(migrating: migrate || demo)
            if demo { _ = try await DemoCommand.load(into: database) }
            let store = try await database.serverStore(of: county)
            if try await store.loginOwnsTables() {
                logger.warning(
                    "the server's login owns the tables or may pass by their policies; it has put that off, but should not have it (docs/operations.md)"
                )
            }
            if let warning = try await store.health(now: { .now }).clockWarning {
                logger.warning("\(warning.en)")
            }
            let (host, port) = (self.host ?? settings.host, self.port.map(Int.init) ?? settings.port)
            let certificate = try settings.certificate.map {
                try ServingCertificate(certificate: $0.certificate, key: $0.key, logger: logger)
            }
            let news = Self.news(settings, logger)
            let status = ClockStatus()
            let application = try Web.application(
                store: store,
                openID: settings.openID,
                sealing: news,
                clock: status,
                reach: settings.webhookReach,
                settings: ServerSettings(
                    address: .hostname(host, port: port),
                    proxies: settings.proxies,
                    certificate: certificate,
                    connections: clients
                ),
                now: { .now },
                logger: logger,
                onServerRunning: { channel in
                    let scheme = certificate == nil ? "http" : "https"
                    Self.announce(
                        scheme,
                        host: host,
                        port: channel.localAddress?.port ?? 0,
                        isDemo: county == DemoCommand.county
                    )
                }
            )
            let sealing = Self.sealing(store, settings, news, logger)
            let clock = ClockService(
                store: try await database.clockStore(of: county),
                wayOut: WayOut(settings),
                status: status,
                logger: logger
            )
            do {
                try await ServiceGroup(
                    services: [DatabaseClosing(database: database)] + database.watching + sealing + [
                        clock, application,
                    ],
                    gracefulShutdownSignals: [.sigterm, .sigint],
                    logger: logger
                )
                .run()
            } catch {
                throw AddressUnavailable(error, host: host, port: port) ?? error
            }
        } catch {
            try await database.close()
            throw error
        }
    }

    /// What is known of the sealing before it begins.
    private static func news(_ settings: Settings, _ logger: Logger) -> SealingStatus {
        guard settings.sealKeyPath == nil else { return SealingStatus(isExpected: true) }
        logger.warning("the record is not sealed: LAZARET_SEAL_KEY names no key")
        let why = Text(zh: "没有用 LAZARET_SEAL_KEY 指出密钥。", en: "LAZARET_SEAL_KEY names no key.")
        return SealingStatus(isExpected: false, why: why)
    }

    /// What seals the record; nothing, where no key was named. A private database gets a key of its own.
    private static func sealing(
        _ store: Store,
        _ settings: Settings,
        _ news: SealingStatus,
        _ logger: Logger
    ) -> [any ServiceLifecycle.Service] {
        guard let key = SealKeyFile(settings, county: store.county.code) else { return [] }
        let makesKey = settings.sealKey?.isEmpty ?? true
        return [SealingService(store: store, key: key, makesKey: makesKey, news: news, logger: logger)]
    }

    /// Says where to look, for programs on standard output and for people on standard error.
    private static func announce(_ scheme: String, host: String, port: Int, isDemo: Bool) {
        let address = "\(scheme)://\(host.contains(":") ? "[\(host)]" : host):\(port)"
        // People find it below, and programs that do not read it do without.
        do { try Terminal.say(address) } catch { Terminal.note(error.message[.ofShell]) }
        Terminal.note(
            """
            请在浏览器打开 \(address)，按 Ctrl-C 停止。
            Open \(address) in a browser. Press ^C to stop.
            """
        )
        guard isDemo else { return }
        let accounts = DemoCounty.accounts.map { ["  " + $0.name, $0.display] }
        Terminal.note(
            """
            演示账号的密码都是 / the password of every demo account: \(DemoCounty.password)
            \(Terminal.table(accounts))
            """
        )
    }
}

/// Closes the database after everything that uses it has stopped.
private struct DatabaseClosing: ServiceLifecycle.Service {
    let database: CommandDatabase

    func run() async throws {
        try await gracefulShutdown()
        try await database.close()
    }
}
