import Foundation
import Glibc
import Subprocess
import SystemPackage

/// The installed `pg_dump` and `pg_restore`; they reach the database by the variables they are given.
package struct DumpPrograms: Sendable, Hashable {
    package let major: Int
    private let folder: String

    /// The oldest installed ones that know that version of PostgreSQL, and all before it.
    package static func find(for wanted: Int) async throws(ClusterError) -> DumpPrograms {
        var found: [DumpPrograms] = []
        for folder in Binaries.folders(with: ["pg_dump", "pg_restore"]) {
            guard let major = await Binaries.major(of: folder + "/pg_dump") else { continue }
            found.append(DumpPrograms(major: major, folder: folder))
        }
        guard let best = found.filter({ $0.major >= wanted }).min(by: { $0.major < $1.major }) else {
            throw ClusterError(
                zh: "本机没有 PostgreSQL \(wanted) 或更新的 pg_dump 和 pg_restore。请安装 postgresql-client-\(wanted)。",
                en:
                    "No pg_dump and pg_restore of PostgreSQL \(wanted) or later are installed here; install postgresql-client-\(wanted)."
            )
        }
        return best
    }

    /// Gives the closure all that `pg_dump` has to say of the database as the snapshot shows it.
    package func dump(
        _ variables: [String: String],
        snapshot: String,
        to body: ([UInt8]) async throws -> Void
    ) async throws {
        let arguments = ["--format=custom", "--no-comments", "--snapshot=\(snapshot)", "--no-password"]
        let result = try await Subprocess.run(
            .path(FilePath(folder + "/pg_dump")),
            arguments: Arguments(arguments),
            environment: Self.environment(variables),
            input: .none,
            output: .sequence,
            error: .string(limit: 64 << 10)
        ) { execution in
            for try await buffer in execution.standardOutput {
                try await body(unsafe buffer.withUnsafeBytes { unsafe Array($0) })
            }
        }
        guard result.terminationStatus.isSuccess else { throw Self.failed("pg_dump", result.standardError) }
    }

    /// Carries out what a dump says, all of it or nothing; the closure gives its parts, and nil at the end.
    package func restore(_ variables: [String: String], from body: () async throws -> [UInt8]?) async throws {
        let arguments = [
            "--single-transaction", "--exit-on-error", "--no-owner", "--no-password", "--dbname=",
        ]
        // A program that has given up reads no more; writing to it must not end this one.
        signal(SIGPIPE, SIG_IGN)
        let result = try await Subprocess.run(
            .path(FilePath(folder + "/pg_restore")),
            arguments: Arguments(arguments),
            environment: Self.environment(variables),
            input: .inputWriter,
            output: .discarded,
            error: .string(limit: 64 << 10)
        ) { execution in
            do {
                while let part = try await body() {
                    do { _ = try await execution.standardInputWriter.write(part) } catch { return }
                }
            } catch {
                // It must not take the end of what was read for the end of the dump.
                kill(execution.processIdentifier.value, SIGKILL)
                throw error
            }
        }
        guard result.terminationStatus.isSuccess else {
            throw Self.failed("pg_restore", result.standardError)
        }
    }

    private static func environment(_ variables: [String: String]) -> Environment {
        var changes: [Environment.Key: String?] = [
            "DATABASE_URL": nil, "LAZARET_OWNER_URL": nil, "LC_ALL": "C",
        ]
        for (name, value) in variables { changes[Environment.Key(stringLiteral: name)] = value }
        return .inherit.updating(changes)
    }

    private static func failed(_ program: String, _ said: String?) -> ClusterError {
        let said = (said ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
        return ClusterError(zh: "\(program) 没有成功：\n\(said)", en: "\(program) did not succeed:\n\(said)")
    }
}
