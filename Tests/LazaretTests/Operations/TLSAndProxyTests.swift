import Foundation
import Subprocess
import SystemPackage
import TestSupport
import Testing

/// What the environment says of TLS, proxies and mail, as the built program takes it.
@Suite struct TLSAndProxyTests {
    @Test(arguments: [
        (["LAZARET_TRUSTED_PROXIES": "10.0.0.1/8"], "'10.0.0.1/8' is none"),
        (["LAZARET_TRUSTED_PROXIES": "127.0.0.1,proxy.example"], "'proxy.example' is none"),
        (["LAZARET_TLS_CERTIFICATE": "/nowhere/certificate.pem"], "or neither"),
        (["LAZARET_TLS_KEY": "/nowhere/key.pem"], "or neither"),
        (
            ["LAZARET_TLS_CERTIFICATE": "/nowhere/certificate.pem", "LAZARET_TLS_KEY": "/nowhere/key.pem"],
            "/nowhere/certificate.pem is no usable PEM certificate"
        ),
        (["LAZARET_MAIL_HOST": "localhost"], "LAZARET_MAIL_FROM: A mail address looks like"),
        (
            ["LAZARET_MAIL_HOST": "mail.example", "LAZARET_MAIL_SECURITY": "ssl"],
            "starttls, tls or none; it is 'ssl'"
        ),
        (
            [
                "LAZARET_MAIL_HOST": "mail.example", "LAZARET_MAIL_SECURITY": "none",
                "LAZARET_MAIL_FROM": "a@example.org",
            ], "LAZARET_MAIL_HOST: Without TLS only a mail server on this machine"
        ),
        (["LAZARET_WEBHOOKS": "everywhere"], "public, private or loopback; it is 'everywhere'"),
    ])
    func whatCannotBeTakenIsSaidAtStart(settings: [String: String], words: String) async throws {
        try await TestDatabase.withDatabase(CheckpointCounty.template) { url in
            _ = try await CheckpointCounty(in: url)
            let shell = Shell(["DATABASE_URL": url, "LAZARET_COUNTY": "test"].merging(settings) { $1 })
            let said = try await shell.run("serve", "--port", "0")
            #expect(said.code == 2 && said.error.contains(words), "\(said.code) \(said.error)")
        }
    }

    @Test func theServerSaysThatItSpeaksTLSAndDoes() async throws {
        try await TestDatabase.withDatabase(CheckpointCounty.template) { url in
            try await Shell.withFolder { folder in
                _ = try await CheckpointCounty(in: url)
                let (certificate, key) = (folder + "/certificate.pem", folder + "/key.pem")
                let made = try await Self.openssl([
                    "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                    "-subj", "/CN=localhost", "-out", certificate, "-keyout", key,
                ])
                try #require(made)
                let shell = Shell([
                    "DATABASE_URL": url, "LAZARET_COUNTY": "test", "LAZARET_TLS_CERTIFICATE": certificate,
                    "LAZARET_TLS_KEY": key,
                ])
                try await ServerProcess.with(shell) { server in
                    let port = try #require(server.address.wholeMatch(of: #/https://127\.0\.0\.1:(\d+)/#)).1
                    let client = ["s_client", "-connect", "127.0.0.1:\(port)", "-verify_return_error"]
                    #expect(try await Self.openssl(client + ["-CAfile", certificate]))
                    #expect(try await !Self.openssl(client))
                }
            }
        }
    }

    private static func openssl(_ arguments: [String]) async throws -> Bool {
        let result = try await Subprocess.run(
            .path("/usr/bin/openssl"),
            arguments: Arguments(arguments),
            input: .none,
            output: .discarded,
            error: .discarded
        )
        return result.terminationStatus.isSuccess
    }
}
