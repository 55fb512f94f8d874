import Foundation
import Glibc
import Subprocess
import SystemPackage
import TestSupport
import Testing

@testable import lazaret

/// A server whose process may open few files stays below that, and goes on serving.
@Suite struct FileDescriptorLimitTests {
    @Test func whatIsLeftForClientsIsBelowTheLimit() throws {
        #expect(try FileDescriptorLimit.forClients(of: 1024, beside: 16) == 1024 - 96 - 16)
        #expect(try FileDescriptorLimit.forClients(of: 1 << 20, beside: 16) == 4096)
        #expect(try FileDescriptorLimit.forClients(of: .max, beside: 200) == 4096)
        #expect(throws: CommandError.self) { try FileDescriptorLimit.forClients(of: 128, beside: 16) }
    }

    @Test(.timeLimit(.minutes(3)))
    func silentConnectionsBurnNothingAndKeepNobodyOut() async throws {
        try await TestDatabase.withDatabase(CheckpointCounty.template) { url in
            let county = try await CheckpointCounty(in: url)
            _ = try await Subprocess.run(
                .path("/bin/sh"),
                arguments: ["-c", "ulimit -n 256; exec \"$0\" serve --port 0", Shell.program],
                environment: county.shell.environment,
                workingDirectory: FilePath(Shell.project),
                input: .none,
                output: .sequence,
                error: .sequence
            ) { execution in
                let log = Task {
                    var lines: [String] = []
                    for try await line in execution.standardError.strings() { lines.append(line) }
                    return lines
                }
                var address: String?
                for try await line in execution.standardOutput.strings() {
                    address = line.trimmingCharacters(in: .whitespacesAndNewlines)
                    break
                }
                let server = ServerProcess(
                    process: execution.processIdentifier.value,
                    address: try #require(address),
                    token: nil
                )
                let port = try #require(UInt16(server.address.split(separator: ":").last ?? ""))
                let held = (0..<400).compactMap { Loopback.connect(to: port, from: UInt8(2 + $0 % 20)) }
                #expect(held.count == 400)
                try await Task.sleep(for: .seconds(1))
                let before = try Self.ticks(server.process)
                try await Task.sleep(for: .seconds(3))
                // Of 300 that a busy loop takes, whatever else the machine does.
                #expect(try Self.ticks(server.process) - before < 100)
                #expect(await server.ask("GET", "/healthz")?.status == 200)
                let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(server.process)/fd")
                #expect(open.count < 240)
                for socket in held { close(socket) }
                kill(server.process, SIGTERM)
                let said = try await log.value.filter { $0.contains("as many connections are open") }
                #expect(said.count == 1, "\(said)")
            }
        }
    }

    /// The processor's time that the process took, in hundredths of a second.
    private static func ticks(_ process: Int32) throws -> Int {
        let text = try String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
        let fields = text.split(separator: ")").last?.split(separator: " ") ?? []
        return [11, 12].compactMap { Int(fields[$0]) }.reduce(0, +)
    }
}
