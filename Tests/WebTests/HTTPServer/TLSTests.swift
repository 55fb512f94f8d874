import Compliance
import Foundation
import Logging
import NIOSSL
import Testing

@testable import HTTPServer
@testable import Web

/// TLS as a client meets it: real connections, real certificates.
@Suite struct TLSTests {
    private static let logger = Logger(label: "web-tests") { _ in SwiftLogNoOpLogHandler() }

    private static func certificate(_ files: CertificateFiles) throws -> ServingCertificate {
        try ServingCertificate(
            certificate: files.certificate,
            key: files.key,
            lookingEvery: .milliseconds(50),
            logger: logger
        )
    }

    @Test func answersComeOverTLSAndSayToStayThere() async throws {
        try await CertificateFiles.with("first") { files in
            let trust = try files.trust()
            try await Server.running(certificate: try Self.certificate(files)) { client in
                let answer = try await client.over(trust).get("/api/v1/county", ["Accept-Encoding": "gzip"])
                #expect(answer.status == 200)
                #expect(answer.headers["strict-transport-security"] == "max-age=31536000")
            }
        }
    }

    @Test(arguments: [(0o600, true), (0o400, true), (0o604, false), (0o660, false), (0o666, false)])
    func aKeyThatOthersReachIsNotUsed(mode: Int, isUsed: Bool) async throws {
        try await CertificateFiles.with("first") { files in
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: files.key)
            do {
                _ = try Self.certificate(files)
                #expect(isUsed)
            } catch let error as ServingCertificate.Unusable {
                #expect(!isUsed && error.message.en.contains("chmod 600 \(files.key)"), "\(error.message.en)")
            }
        }
    }

    @Test func plainHTTPGetsNothingAndTheServerGoesOn() async throws {
        try await CertificateFiles.with("first") { files in
            let trust = try files.trust()
            try await Server.running(certificate: try Self.certificate(files)) { client in
                await #expect(throws: Client.Broken.self) { try await client.get("/healthz") }
                let answer = try await client.over(trust).get("/healthz")
                #expect(answer.status == 200)
            }
        }
    }

    @Test func anOldTLSIsRefused() async throws {
        try await CertificateFiles.with("first") { files in
            var old = TLSConfiguration.makeClientConfiguration()
            old.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(files.certificate))
            old.maximumTLSVersion = .tlsv11
            var recent = old
            recent.maximumTLSVersion = .tlsv12
            let (tooOld, enough) = (
                try NIOSSLContext(configuration: old), try NIOSSLContext(configuration: recent)
            )
            try await Server.running(certificate: try Self.certificate(files)) { client in
                await #expect(throws: (any Error).self) { try await client.over(tooOld).get("/healthz") }
                let answer = try await client.over(enough).get("/healthz")
                #expect(answer.status == 200)
            }
        }
    }

    @Test func aNewCertificateIsTakenUpAndABrokenOneIsNot() async throws {
        try await CertificateFiles.with("first") { files in
            let first = try files.trust()
            try await Server.running(certificate: try Self.certificate(files)) { client in
                #expect(try await client.over(first).get("/healthz").status == 200)

                try Data("no certificate".utf8).write(to: URL(filePath: files.certificate))
                try await Task.sleep(for: .milliseconds(400))
                #expect(try await client.over(first).get("/healthz").status == 200)

                try files.make("second")
                let second = try files.trust()
                for _ in 0..<100 {
                    if (try? await client.over(second).get("/healthz")) != nil { break }
                    try await Task.sleep(for: .milliseconds(50))
                }
                #expect(try await client.over(second).get("/healthz").status == 200)
                await #expect(throws: (any Error).self) { try await client.over(first).get("/healthz") }
            }
        }
    }

    @Test func aNewKeyThatOthersReachIsTakenUpOnceTheyDoNot() async throws {
        try await CertificateFiles.with("first") { files in
            let first = try files.trust()
            try await Server.running(certificate: try Self.certificate(files)) { client in
                func letReach(_ mode: Int) throws {
                    try FileManager.default.setAttributes(
                        [.posixPermissions: mode],
                        ofItemAtPath: files.key
                    )
                }
                try letReach(0o644)
                try files.make("second")
                let second = try files.trust()
                try letReach(0o644)
                try await Task.sleep(for: .milliseconds(400))
                #expect(try await client.over(first).get("/healthz").status == 200)
                try letReach(0o600)
                for _ in 0..<100 {
                    if (try? await client.over(second).get("/healthz")) != nil { break }
                    try await Task.sleep(for: .milliseconds(50))
                }
                #expect(try await client.over(second).get("/healthz").status == 200)
            }
        }
    }

    @Test func aKeyOfAnotherCertificateIsRefusedAtStart() async throws {
        try await CertificateFiles.with("first") { files in
            try await CertificateFiles.with("second") { others in
                let error = #expect(throws: ServingCertificate.Unusable.self) {
                    try ServingCertificate(
                        certificate: files.certificate,
                        key: others.key,
                        logger: Self.logger
                    )
                }
                #expect(error?.message.en.contains("does not go with the private key") == true)
            }
            let error = #expect(throws: ServingCertificate.Unusable.self) {
                try ServingCertificate(
                    certificate: files.folder + "/none.pem",
                    key: files.key,
                    logger: Self.logger
                )
            }
            #expect(error?.message.en.contains("none.pem is no usable PEM certificate") == true)
        }
    }
}
