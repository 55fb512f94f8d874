package import Foundation
import Subprocess
import Synchronization
import SystemPackage

/// A program of ours in Python that reads hostile bytes in a process of its own, which confines itself before it does;
/// its time, and what it may say, end here.
package final class ConfinedProgram: Sendable {
    /// Why there is nothing that it said.
    package enum Failure: Error, Sendable {
        /// There is no Python.
        case noPython
        /// No turn came in time.
        case busy
        case outOfTime
        /// It said more than it may, or was ended.
        case ended
    }

    private let folder: URL
    private let longest: Duration
    private let mostSaid: Int
    private let mostAtOnce: Int
    private let environment: [Environment.Key: String]
    private let running = Mutex(0)

    /// The program in that folder: it runs for at most so long, says at most so many bytes, and so many run at once.
    package init(
        _ folder: URL,
        longest: Duration,
        mostSaid: Int,
        mostAtOnce: Int,
        environment: [String: String] = [:]
    ) {
        self.folder = folder
        self.longest = longest
        self.mostSaid = mostSaid
        self.mostAtOnce = mostAtOnce
        var all: [Environment.Key: String] = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"]
        for (name, value) in environment { all[Environment.Key(stringLiteral: name)] = value }
        self.environment = all
    }

    /// What it says of the bytes, which are read when its turn has come: it waits for that as long as it may run. Throws
    /// `Failure`, and what reading them does.
    package func said(of bytes: () async throws -> [UInt8]) async throws -> [UInt8] {
        guard let python else { throw Failure.noPython }
        guard await begin() else { throw Failure.busy }
        defer { running.withLock { $0 -= 1 } }
        let input = try await bytes()
        let said: [UInt8]?
        do {
            said = try await run(python, input)
        } catch {
            throw Failure.ended
        }
        guard let said else { throw Failure.outOfTime }
        return said
    }

    /// Takes a turn; false where none comes in time.
    private func begin() async -> Bool {
        let latest = ContinuousClock.now + longest
        while ContinuousClock.now < latest, !Task.isCancelled {
            let isFree = running.withLock { count in
                guard count < mostAtOnce else { return false }
                count += 1
                return true
            }
            if isFree { return true }
            try? await Task.sleep(for: .milliseconds(50))
        }
        return false
    }

    /// nil when it takes too long.
    private func run(_ python: String, _ bytes: [UInt8]) async throws -> [UInt8]? {
        try await withThrowingTaskGroup(of: [UInt8]?.self) { group in
            group.addTask { [folder, environment, mostSaid] in
                try await Subprocess.run(
                    .path(FilePath(python)),
                    arguments: ["-I", "-B", folder.path],
                    environment: .custom(environment),
                    workingDirectory: FilePath("/"),
                    input: .array(bytes),
                    output: .bytes(limit: mostSaid),
                    error: .discarded
                )
                .standardOutput
            }
            group.addTask { [longest] in
                try await Task.sleep(for: longest)
                return nil
            }
            // Leaving ends whichever is still running, the process too.
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
    }

    /// The project's own Python, in a folder above the program's, or the system's; nil where there is none.
    private var python: String? {
        var (above, places) = (folder.deletingLastPathComponent(), [String]())
        for _ in 0..<7 {
            places.append(above.appending(path: ".venv/bin/python").path)
            above.deleteLastPathComponent()
        }
        return (places + ["/usr/bin/python3", "/usr/local/bin/python3"])
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
