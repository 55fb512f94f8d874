import Compliance
import Configuration
import Foundation
import FoundationNetworking
import Logging
import Postgres
import StrictJSON
import TestSupport
import Testing

@testable import OpenID
@testable import AuditLog
@testable import Store
@testable import FileEncryption
@testable import HTTPServer
@testable import Web
@testable import lazaret

/// No secret is shown by whatever is made of a value as text, nor by any command at the lowest level of the log.
@Suite struct SecretTests {
    private static let secret = "s3cret-9f27"

    /// Everything that text can be made of a value by.
    private static func shown(_ value: Any) -> String {
        var text = "\(value) \(String(reflecting: value)) "
        dump(value, to: &text)
        dump([("in something", value)], to: &text)
        return text
    }

    @Test func valuesThatHoldSecretsShowNothing() throws {
        let key = try #require(
            SealKey(
                pem: """
                    -----BEGIN PRIVATE KEY-----
                    MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
                    -----END PRIVATE KEY-----
                    """
            )
        )
        let settings = try Settings(
            ConfigReader(
                provider: EnvironmentVariablesProvider(environmentVariables: [
                    "DATABASE_URL": "postgresql://a:\(Self.secret)@db/x",
                    "LAZARET_OWNER_URL": "postgresql://b:\(Self.secret)@db/x",
                    "LAZARET_TOKEN": Self.secret, "LAZARET_OPENID_ISSUER": "https://id.example",
                    "LAZARET_OPENID_CLIENT": "c", "LAZARET_OPENID_SECRET": Self.secret,
                    "LAZARET_SITE": "https://lazaret.example",
                ])
            )
        )
        let logger = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }
        let database = try Database(
            ConnectionString("postgresql://a:\(Self.secret)@db/x"),
            logger: logger
        )
        let attempt = LoginAttempt(
            state: Self.secret,
            nonce: Self.secret,
            verifier: Self.secret,
            redirect: "/"
        )
        let bytes = Array(Self.secret.utf8)
        let values: [Any] = [
            Confidential(Self.secret), ConnectionString(Self.secret), settings, database, attempt,
            FirstPasswordText(account: "a", password: Confidential(Self.secret)),
            FormFields([("password", Self.secret)]), SignIn.signedIn(secret: Self.secret),
            "SELECT \(Self.secret), \(bytes)" as SQL, AccessKey(secret: Self.secret),
            Actor.holder(AccessKey(secret: Self.secret), address: ""), key, FileEncryptionKey(),
        ]
        // Texts, and the numbers that bytes are shown as.
        let access = AccessKey(secret: Self.secret).bytes
        let words = [
            Self.secret, key.pem.split(separator: "\n").map(String.init)[1], "\(bytes[0]), \(bytes[1])",
            "\(access[0]), \(access[1])", "- \(access[0])\n",
        ]
        for value in values {
            let text = Self.shown(value)
            #expect(!text.isEmpty)
            for word in words { #expect(!text.contains(word), "\(type(of: value)): \(word)") }
        }
        // Whoever has to show it to the other side still can.
        #expect(settings.token?.text == Self.secret)
        // What these tests look for would be found.
        #expect(Self.shown(["password": Self.secret]).contains(Self.secret))
    }

    @Test(.timeLimit(.minutes(10))) func noCommandSaysASecretAtTrace() async throws {
        try await TestDatabase.withDatabase(CheckpointCounty.template) { url in
            try await Shell.withFolder { folder in
                let county = try await CountyWithSecrets(url, folder)
                for (settings, command) in county.commands {
                    let said = try await Shell(settings).run(command)
                    county.look(said.output + said.error, for: command.joined(separator: " "))
                }
            }
        }
    }

    @Test(.timeLimit(.minutes(5))) func theServerSaysNoSecretAtTrace() async throws {
        try await TestDatabase.withDatabase(CheckpointCounty.template) { url in
            try await Shell.withFolder { folder in
                var county = try await CountyWithSecrets(url, folder)
                let log = folder + "/log"
                var cookies: [String] = []
                try await ServerProcess.with(Shell(county.settings), log: log) { server in
                    cookies = try await Self.signIn(server.address, county)
                }
                county.secrets += cookies
                let text = try String(contentsOfFile: log, encoding: .utf8)
                #expect(text.contains("trace") || text.contains("debug"))
                county.look(text, for: "serve")
            }
        }
    }

    /// Signs in with the first password, is seen with the session and with a token, and gives the cookies.
    private static func signIn(_ address: String, _ county: CountyWithSecrets) async throws -> [String] {
        let session = URLSession(configuration: .ephemeral)
        typealias Said = (text: String, cookies: [String])
        func ask(_ path: String, _ headers: [String: String], _ form: String? = nil) async throws -> Said {
            var request = URLRequest(url: try #require(URL(string: address + path)), timeoutInterval: 20)
            request.httpShouldHandleCookies = false
            for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
            if let form {
                request.httpMethod = "POST"
                request.httpBody = Data(form.utf8)
                request.setValue("application/x-www-form-urlencoded", forHTTPHeaderField: "Content-Type")
            }
            let (data, response) = try await session.data(for: request)
            let header = (response as? HTTPURLResponse)?.value(forHTTPHeaderField: "Set-Cookie") ?? ""
            let cookies = header.matches(of: #/[A-Za-z0-9_-]{43}/#).map { String($0.0) }
            return (String(decoding: data, as: UTF8.self), cookies)
        }
        let page = try await ask("/login", [:])
        let token = try #require(page.text.firstMatch(of: #/name="csrf" value="([^"]+)"/#)).1
        let cookie = try #require(page.cookies.first)
        var given = page.cookies
        for password in ["wrong-\(secret)", county.password] {
            given += try await ask(
                "/login",
                ["Cookie": "lazaret-form.test=\(cookie)"],
                "csrf=\(token)&next=/&name=known&password=\(password)"
            )
            .cookies
        }
        // The cookie of the session itself is lost on the way that the answer leads on.
        let metrics = try await ask("/metrics", [:]).text
        #expect(metrics.contains(#"lazaret_logins_total{outcome="done"} 1"#), "nobody signed in")
        _ = try await ask("/api/v1/me", ["Authorization": "Bearer \(county.token)"])
        return given + ["wrong-\(secret)"]
    }

    /// A county with an account, a token and keys, and every secret that commands were given there.
    private struct CountyWithSecrets {
        let settings: [String: String]
        let folder: String
        let token: String
        let password: String
        var secrets: [String]

        init(_ url: String, _ folder: String) async throws {
            self.folder = folder
            let county = try await CheckpointCounty(in: url)
            token = county.token
            settings = [
                "DATABASE_URL": url + " password='web-\(SecretTests.secret)'",
                "LAZARET_OWNER_URL": url + " password='owner-\(SecretTests.secret)'",
                "LAZARET_COUNTY": "test", "LAZARET_LOG_LEVEL": "trace", "LC_ALL": "C.UTF-8",
                "PATH": "/usr/bin:/bin", "LAZARET_SEAL_KEY": folder + "/seal.key",
                "LAZARET_OPENID_ISSUER": "https://127.0.0.1:9", "LAZARET_OPENID_CLIENT": "c",
                "LAZARET_OPENID_SECRET": "openid-\(SecretTests.secret)",
                "LAZARET_SITE": "http://127.0.0.1",
            ]
            let shell = Shell(settings)
            let known = ["user", "add", "known", "--display", "熟人", "--role", "leader", "--json"]
            let added = try await shell.run(known)
            password = try #require(try JSON.read(Array(added.output.utf8))["password"]?.string)
            for command in [["audit", "key"], ["backup", "--new-key", folder + "/vault"]] {
                try #require(try await shell.run(command).code == 0)
            }
            let pem = try String(contentsOfFile: folder + "/seal.test.key", encoding: .utf8)
            let vault = try String(contentsOfFile: folder + "/vault", encoding: .utf8)
            secrets = [SecretTests.secret, token, password, vault.trimmingCharacters(in: .newlines)]
            secrets += pem.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("-") }
        }

        /// Every command, as the operator and on behalf of a token; with one that fails.
        var commands: [([String: String], [String])] {
            let filing = JSON.write(CheckpointCounty.filing(CheckpointCounty.id(1)))
            try? Data(filing.utf8).write(to: URL(filePath: folder + "/filing.json"))
            try? Data("name,display,roles\nfrom-csv,新人,leader\n".utf8)
                .write(to: URL(filePath: folder + "/accounts.csv"))
            let commands: [[String]] = EveryCommand.lines.replacing("{}", with: folder).split(separator: "\n")
                .map { line in line.split(separator: " ").map(String.init) }
            var unreachable = settings
            unreachable["DATABASE_URL"] =
                "host=127.0.0.1 port=9 dbname=x password='web-\(SecretTests.secret)'"
            unreachable["LAZARET_OWNER_URL"] = unreachable["DATABASE_URL"]
            var asToken = settings
            asToken["LAZARET_TOKEN"] = token
            var senseless = settings
            senseless["DATABASE_URL"] = "web-\(SecretTests.secret) x"
            var all = [settings, asToken].flatMap { chosen in commands.map { (chosen, $0) } }
            all += [(unreachable, ["week"]), (unreachable, ["serve", "--port", "0"]), (senseless, ["week"])]
            return all
        }

        func look(_ text: String, for command: String) {
            for secret in secrets { #expect(!text.contains(secret), "\(command) says \(secret)") }
        }
    }

    @Test func theTraceIsOfEveryCommand() async throws {
        try await TestDatabase.withDatabase(CheckpointCounty.template) { url in
            try await Shell.withFolder { folder in
                let tried = try await CountyWithSecrets(url, folder).commands
                    .map { $0.1.joined(separator: " ") }
                let missing = DocumentationTests.commands(of: Lazaret.self, under: "")
                    .filter { command in !tried.contains { $0 == command || $0.hasPrefix(command + " ") } }
                #expect(missing == [])
            }
        }
    }
}
