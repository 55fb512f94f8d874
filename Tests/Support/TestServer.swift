package import Foundation
import Subprocess
import SystemPackage

/// A receiver of messages that runs as a process of its own, on a free port of this machine: the programs in
/// `Tests/MessengersTests`.
package struct TestServer: Sendable {
    package let port: Int
    /// Where it keeps what it got, and has its certificate.
    package let folder: URL

    package var certificate: String { folder.appending(path: "certificate.pem").path() }

    /// Starts the program and gives it to the closure once it listens; ends it afterwards.
    package static func with(
        _ script: String,
        _ flags: [String] = [],
        _ body: (TestServer) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "lazaret-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        if !Set(flags).isDisjoint(with: ["tls", "starttls"]) { try await makeCertificate(in: folder) }
        try await PythonServer.with("Tests/MessengersTests/\(script)", [folder.path()] + flags) { _, line in
            guard let port = Int(line) else { throw PythonServer.Missing("\(script) says no port") }
            try await body(TestServer(port: port, folder: folder))
        }
    }

    package var gotNothing: Bool {
        !FileManager.default.fileExists(atPath: folder.appending(path: "received.jsonl").path())
    }

    /// What it got, first to last.
    package func received<Kept: Decodable>(_ type: Kept.Type) throws -> [Kept] {
        let file = folder.appending(path: "received.jsonl")
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
        return try text.split(separator: "\n").map { try JSONDecoder().decode(type, from: Data($0.utf8)) }
    }

    /// What the independent program says.
    package static func judge(_ arguments: [String], _ input: [UInt8] = []) async throws -> String {
        let ended = try await Subprocess.run(
            .path(FilePath(PythonServer.python)),
            arguments: Arguments(["-B", "Tests/MessengersTests/judge.py"] + arguments),
            workingDirectory: FilePath(PythonServer.project.path()),
            input: .array(input),
            output: .string(limit: 4096),
            error: .discarded
        )
        return ended.standardOutput
    }

    /// A certificate for this machine, signed by itself.
    private static func makeCertificate(in folder: URL) async throws {
        let ended = try await Subprocess.run(
            .name("openssl"),
            arguments: [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                "-days", "2",
                "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
                "-keyout", folder.appending(path: "key.pem").path(), "-out",
                folder.appending(path: "certificate.pem").path(),
            ],
            output: .discarded,
            error: .discarded
        )
        guard ended.terminationStatus.isSuccess else {
            throw PythonServer.Missing("openssl makes no certificate")
        }
    }
}
