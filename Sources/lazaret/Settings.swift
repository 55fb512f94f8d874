import Compliance
import Configuration
import Foundation
import Logging
import Messengers
import Postgres
import StrictJSON
import Web
import HTTPServer

/// One thing the environment can set; `docs/operations.md` lists the same ones, and a test compares.
enum Setting: String, CaseIterable {
    case databaseURL = "DATABASE_URL"
    case ownerURL = "LAZARET_OWNER_URL"
    case token = "LAZARET_TOKEN"
    case state = "LAZARET_STATE"
    case county = "LAZARET_COUNTY"
    case host = "LAZARET_HOST"
    case port = "LAZARET_PORT"
    case connections = "LAZARET_CONNECTIONS"
    case sealKey = "LAZARET_SEAL_KEY"
    case trustedProxies = "LAZARET_TRUSTED_PROXIES"
    case certificate = "LAZARET_TLS_CERTIFICATE"
    case certificateKey = "LAZARET_TLS_KEY"
    case openIDIssuer = "LAZARET_OPENID_ISSUER"
    case openIDClient = "LAZARET_OPENID_CLIENT"
    case openIDSecret = "LAZARET_OPENID_SECRET"
    case openIDClaim = "LAZARET_OPENID_CLAIM"
    case siteAddress = "LAZARET_SITE"
    case mailHost = "LAZARET_MAIL_HOST"
    case mailPort = "LAZARET_MAIL_PORT"
    case mailSecurity = "LAZARET_MAIL_SECURITY"
    case mailUser = "LAZARET_MAIL_USER"
    case mailPassword = "LAZARET_MAIL_PASSWORD"
    case mailFrom = "LAZARET_MAIL_FROM"
    case mailName = "LAZARET_MAIL_NAME"
    case webhooks = "LAZARET_WEBHOOKS"
    case logLevel = "LAZARET_LOG_LEVEL"

    var key: ConfigKey { ConfigKey(rawValue.split(at: "_").map { $0.lowercased() }) }
}

/// What the environment says, read once at start.
struct Settings {
    /// A libpq connection string or URI; nil asks for a private cluster.
    let databaseURL: ConnectionString?
    /// The same for the owner of the tables; nil where `databaseURL` is the owner's.
    let ownerURL: ConnectionString?
    /// Whom commands act for: the secret of a token; nil for the operator, with the owner's login.
    let token: Confidential?
    /// Where the private cluster lives.
    let stateDirectory: String
    /// The code of the county that this process serves.
    let county: String
    let host: String
    let port: Int
    /// The most database connections held at once.
    let connections: Int
    /// The file of the key that signs the record, which is named for all counties, or the folder of such files; nil
    /// leaves it to the state directory.
    let sealKey: String?
    let proxies: TrustedProxies
    /// nil leaves TLS to somebody else, or nobody.
    let certificate: CertificateFiles?
    /// nil where people sign in by password alone.
    let openID: OpenIDLogin?
    /// nil where the environment names no mail server.
    let mail: MailRelay?
    /// How far webhooks reach beside the Internet.
    let webhookReach: Reach
    /// This site's address as browsers see it; nil where the environment does not say.
    let site: String?
    /// nil leaves it to the command: the server says what it does, other commands only what went wrong.
    let logLevel: Logger.Level?

    init(_ config: ConfigReader = ConfigReader(provider: EnvironmentVariablesProvider())) throws {
        databaseURL = config.string(forKey: Setting.databaseURL.key, isSecret: true)
            .map { ConnectionString($0) }
        ownerURL = config.string(forKey: Setting.ownerURL.key, isSecret: true).map { ConnectionString($0) }
        token = config.string(forKey: Setting.token.key, isSecret: true).map { Confidential($0) }
        stateDirectory = config.string(forKey: Setting.state.key, default: Self.defaultStateDirectory())
        county = config.string(forKey: Setting.county.key, default: "demo")
        host = config.string(forKey: Setting.host.key, default: "127.0.0.1")
        port = try Self.number(.port, config, default: 8080, within: 0...65535)
        connections = try Self.number(.connections, config, default: 16, within: 1...200)
        sealKey = config.string(forKey: Setting.sealKey.key)
        proxies = try Self.proxies(config)
        certificate = try Self.certificate(config)
        openID = try Self.openID(config)
        mail = try Self.mail(config)
        webhookReach = try Self.webhookReach(config)
        site = try Self.site(config)
        logLevel = try Self.level(config.string(forKey: Setting.logLevel.key))
    }

    /// Where sealing keys are: as named, or in the state directory with the private cluster; nil where nothing is
    /// sealed.
    var sealKeyPath: String? {
        if let sealKey, !sealKey.isEmpty { return sealKey }
        return databaseURL == nil && ownerURL == nil ? stateDirectory + "/seal.key" : nil
    }

    private static func level(_ text: String?) throws -> Logger.Level? {
        guard let text, !text.isEmpty else { return nil }
        guard let level = Logger.Level(rawValue: text) else {
            throw CommandError(
                zh:
                    "环境变量 LAZARET_LOG_LEVEL 应为 trace、debug、info、notice、warning、error 或 critical，现为“\(text)”。",
                en:
                    "LAZARET_LOG_LEVEL must be trace, debug, info, notice, warning, error or critical; it is '\(text)'."
            )
        }
        return level
    }

    /// A log on standard error, at that level unless the environment names another.
    func logger(_ usual: Logger.Level) -> Logger {
        var logger = Logger(label: "lazaret") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = logLevel ?? usual
        return logger
    }

    static func number(
        _ setting: Setting,
        _ config: ConfigReader,
        default fallback: Int,
        within range: ClosedRange<Int>
    ) throws -> Int {
        guard let text = config.string(forKey: setting.key), !text.isEmpty else { return fallback }
        guard let number = Int(text), range.contains(number) else {
            throw CommandError(
                zh: "环境变量 \(setting.rawValue) 应为 \(range.lowerBound) 到 \(range.upperBound) 的整数，现为“\(text)”。",
                en:
                    "\(setting.rawValue) must be a whole number from \(range.lowerBound) to \(range.upperBound); it is '\(text)'."
            )
        }
        return number
    }

    /// `$XDG_STATE_HOME/lazaret`, or `~/.local/state/lazaret`; `/var/lib/lazaret` for root, whose home the
    /// unprivileged PostgreSQL account could not reach.
    private static func defaultStateDirectory() -> String {
        if getuid() == 0 { return "/var/lib/lazaret" }
        let environment = ProcessInfo.processInfo.environment
        let base =
            environment["XDG_STATE_HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? NSHomeDirectory()
            + "/.local/state"
        return base + "/lazaret"
    }
}
