import Foundation
import Subprocess
import SystemPackage

/// A program of PostgreSQL's, run to its end as the account that owns the cluster.
///
/// It inherits no open file, no blocked signal and no setting of PostgreSQL's from this process.
struct Program: Sendable {
    /// How it ended, and the end of what it wrote.
    struct Outcome: Sendable {
        let succeeded: Bool
        let output: String
    }

    private let path: String
    private let account: SystemAccount?

    init(_ path: String, account: SystemAccount?) {
        self.path = path
        self.account = account
    }

    func run(_ arguments: [String]) async throws(ClusterError) -> Outcome {
        let command = (account?.prefix ?? []) + [path] + arguments
        do {
            let result = try await Subprocess.run(
                .path(FilePath(command[0])),
                arguments: Arguments(Array(command.dropFirst())),
                environment: .custom(["PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"]),
                workingDirectory: FilePath("/"),
                output: .string(limit: 1 << 20),
                error: .string(limit: 1 << 20)
            )
            let output = [result.standardOutput, result.standardError].compactMap { $0 }.joined()
            return Outcome(
                succeeded: result.terminationStatus.isSuccess,
                output: output.trimmingCharacters(in: .whitespacesAndNewlines)
            )
        } catch {
            throw ClusterError(zh: "无法运行 \(path):\(error)", en: "\(path) cannot be run: \(error)")
        }
    }
}
