package import Foundation
import Subprocess
import SystemPackage

/// A program in Python that serves on a free port of this machine, as a process of its own: what our own is held against.
package enum PythonServer {
    /// Why there is none to test against.
    package struct Missing: Error, CustomStringConvertible {
        package let description: String

        init(_ what: String) { description = "\(what); run scripts/install test first" }
    }

    package static let project = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../..").standardizedFileURL

    /// The interpreter with the packages of `scripts/install test`.
    package static var python: String {
        get throws {
            let path = project.appending(path: ".venv/bin/python").path()
            guard FileManager.default.isExecutableFile(atPath: path) else {
                throw Missing("\(path) is missing")
            }
            return path
        }
    }

    /// Starts the program of that path in the project and gives the closure its process and the first line that it says;
    /// ends it afterwards.
    package static func with(
        _ script: String,
        _ arguments: [String],
        _ body: (_ process: Int32, _ line: String) async throws -> Void
    ) async throws {
        _ = try await Subprocess.run(
            .path(FilePath(python)),
            arguments: Arguments(["-B", script] + arguments),
            workingDirectory: FilePath(project.path()),
            input: .none,
            output: .sequence,
            error: .discarded
        ) { execution in
            let process = execution.processIdentifier.value
            defer { kill(process, SIGKILL) }
            var said: String?
            for try await line in execution.standardOutput.strings() {
                said = line.trimmingCharacters(in: .whitespacesAndNewlines)
                break
            }
            guard let said, !said.isEmpty else { throw Missing("\(script) did not start") }
            try await body(process, said)
        }
    }
}
