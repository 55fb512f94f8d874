package import Foundation
import Subprocess
import Synchronization
import SystemPackage

/// A program of ours in Python that reads hostile bytes in a process of its own, which confines itself before it does;
/// its time, and what it may say, end here. Its first argument is the folder of `confinement.py`, by which it does; those it
/// is given here follow.
package final class ConfinedProgram: Sendable {
    /// Why there is nothing that it said.
    package enum Failure: Error, Sendable, Hashable {
        /// There is no Python.
        case noPython
        /// No turn came in time.
        case busy
        /// It was not done in time by the clock: on a busy machine it may be another time.
        case outOfTime
        /// It took all the time of a processor that it gives itself.
        case exhausted
        /// It said more than it may.
        case tooMuchSaid
        /// It fell over the bytes, by a signal that comes of what a process does itself: it asked for memory that it may not
        /// have, and ended itself.
        case gaveUp
        /// The same, by what it did with the memory that it has.
        case fell
        /// Something outside ended it, or kept it from beginning: memory was short, somebody killed it, nobody waits for it.
        case interrupted

        /// Whether it is not by the bytes alone, so that the same bytes may be read another time.
        package var isPassing: Bool {
            switch self {
            case .noPython, .busy, .outOfTime, .interrupted: true
            case .exhausted, .tooMuchSaid, .gaveUp, .fell: false
            }
        }
    }

    private static let confinement = Bundle.module.bundleURL.appending(path: "confinement")
    private let folder: URL
    private let arguments: [String]
    private let longest: Duration
    private let mostSaid: Int
    private let mostAtOnce: Int
    private let environment: [Environment.Key: String]
    private let running = Mutex(0)

    /// The program in that folder: it runs for at most so long, says at most so many bytes, and so many run at once.
    package init(
        _ folder: URL,
        _ arguments: [String] = [],
        longest: Duration,
        mostSaid: Int,
        mostAtOnce: Int,
        environment: [String: String] = [:]
    ) {
        self.folder = folder
        self.arguments = arguments
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
        do {
            return try await run(python, input).get()
        } catch let error as SubprocessError where error.code == .outputLimitExceeded {
            throw Failure.tooMuchSaid
        } catch let failure as Failure {
            throw failure
        } catch {
            throw Failure.interrupted
        }
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

    private func run(_ python: String, _ bytes: [UInt8]) async throws -> Result<[UInt8], Failure> {
        // A program that has ended reads no more; writing to it must not end this one.
        signal(SIGPIPE, SIG_IGN)
        return try await withThrowingTaskGroup(of: Result<[UInt8], Failure>.self) { group in
            group.addTask { [folder, arguments, environment, mostSaid] in
                let ended = try await Subprocess.run(
                    .path(FilePath(python)),
                    arguments: Arguments(["-I", "-B", folder.path, Self.confinement.path] + arguments),
                    environment: .custom(environment),
                    workingDirectory: FilePath("/"),
                    input: .inputWriter,
                    output: .bytes(limit: mostSaid),
                    error: .discarded
                ) { execution in
                    // Whoever does not read all of it says by how it ends why. Given as an array, input that cannot be written
                    // would end this process too: the package closes by itself only what a closure writes to.
                    _ = try? await execution.standardInputWriter.write(bytes)
                }
                if let failure = Self.failure(ended.terminationStatus) { return .failure(failure) }
                return .success(ended.standardOutput)
            }
            group.addTask { [longest] in
                try await Task.sleep(for: longest)
                return .failure(.outOfTime)
            }
            // Leaving ends whichever is still running, the process too.
            defer { group.cancelAll() }
            return try await group.next() ?? .failure(.interrupted)
        }
    }

    /// Why a process that ended so said nothing that counts; nil where it ended well. What it says of the bytes it says in
    /// words, so that ending badly without a signal is no matter of theirs.
    static func failure(_ status: TerminationStatus) -> Failure? {
        switch status {
        case .exited(0): nil
        case .exited: .interrupted
        case .signaled(SIGXCPU): .exhausted
        case .signaled(SIGABRT), .signaled(SIGTRAP): .gaveUp
        case .signaled(SIGSEGV), .signaled(SIGBUS), .signaled(SIGILL), .signaled(SIGFPE), .signaled(SIGSYS):
            .fell
        case .signaled: .interrupted
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
