import Foundation
import NIOSSL
import Testing

/// A folder with a certificate for `localhost`, made by openssl.
struct CertificateFiles: Sendable {
    let folder: String
    var certificate: String { folder + "/certificate.pem" }
    var key: String { folder + "/key.pem" }

    /// Gives the closure a folder with a certificate of that name, and removes it afterwards.
    static func with(_ name: String, _ body: (CertificateFiles) async throws -> Void) async throws {
        let folder = NSTemporaryDirectory() + "lazaret-tls-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let files = CertificateFiles(folder: folder)
        try files.make(name)
        try await body(files)
    }

    /// Writes another certificate and key over those that are there.
    func make(_ name: String) throws {
        let openssl = Process()
        openssl.executableURL = URL(filePath: "/usr/bin/openssl")
        openssl.arguments = [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days",
            "2",
            "-subj", "/CN=\(name)", "-addext", "subjectAltName=DNS:localhost", "-out", certificate, "-keyout",
            key,
        ]
        openssl.standardError = FileHandle.nullDevice
        try openssl.run()
        openssl.waitUntilExit()
        try #require(openssl.terminationStatus == 0)
    }

    /// What a client needs in order to believe this certificate and no other.
    func trust() throws -> NIOSSLContext {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(certificate))
        return try NIOSSLContext(configuration: configuration)
    }
}
