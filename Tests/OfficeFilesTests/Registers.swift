import Foundation
import Subprocess
import SystemPackage
import Testing

/// Workbooks that `registers.py` makes, each once.
enum Registers {
    /// There is no Python with the packages that make workbooks.
    struct Missing: Error, CustomStringConvertible {
        let description: String
    }

    private static let here = URL(filePath: #filePath).deletingLastPathComponent()
    private static let project = here.appending(path: "../..").standardizedFileURL
    private static let office = project.appending(path: "Sources/OfficeFiles/office").path()

    static func bytes(_ name: String) async throws -> [UInt8] {
        let made = try await python([here.appending(path: "registers.py").path(), name])
        guard !made.isEmpty else { throw Missing(description: "registers.py \(name) made nothing") }
        return made
    }

    /// What the confined process says that tries to do that.
    static func confined(_ attempt: String) async throws -> String {
        let script = """
            import sys, types, io
            sys.path.insert(0, "\(office)")
            sys.stdin = io.TextIOWrapper(io.BytesIO(b""))
            import builtins, contextlib
            said = io.StringIO()
            with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO())):
                import __main__ as own
                source = open("\(office)/__main__.py").read().replace("\\nmain()\\n", "\\n")
                exec(compile(source, "office", "exec"), vars(own))
            import _socket
            confine()
            try:
                \(attempt)
                print("done")
            except (OSError, MemoryError):
                print("refused by the system")
            """
        let confinement = project.appending(path: "Sources/Confinement/confinement").path()
        return String(decoding: try await python(["-c", script, confinement]), as: UTF8.self)
    }

    private static func python(_ arguments: [String]) async throws -> [UInt8] {
        let python = project.appending(path: ".venv/bin/python").path()
        guard FileManager.default.isExecutableFile(atPath: python) else {
            throw Missing(description: "\(python) is missing; run scripts/install test first")
        }
        return
            try await Subprocess.run(
                .path(FilePath(python)),
                arguments: Arguments(["-B"] + arguments),
                input: .none,
                output: .bytes(limit: 64 << 20),
                error: .discarded
            )
            .standardOutput
    }
}
