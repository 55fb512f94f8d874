import Foundation
import Subprocess
import SystemPackage

/// The built `lazaret`, run as a person at a shell would.
struct Shell {
    /// How a run ended and what it said.
    struct Said {
        let code: Int32
        let output: String
        let error: String

        var lines: [String] { output.split(separator: "\n").map(String.init) }
    }

    /// The program that was built beside the tests.
    static let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: "lazaret").path()

    /// The project's folder, where the shipped files lie.
    static let project = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../..").standardizedFileURL.path()

    let settings: [String: String]
    /// What is run; the built program unless another is named.
    private var path = Self.program

    /// A shell with these settings; English unless they say otherwise.
    init(_ settings: [String: String] = [:]) {
        self.settings = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"].merging(settings) { $1 }
    }

    /// The same with another program.
    static func program(at path: String, settings: [String: String]) -> Shell {
        var shell = Shell(settings)
        shell.path = path
        return shell
    }

    var environment: Environment {
        .custom(Dictionary(uniqueKeysWithValues: settings.map { (Environment.Key(stringLiteral: $0), $1) }))
    }

    func run(_ arguments: String..., input: String = "") async throws -> Said {
        try await run(arguments, input: input)
    }

    func run(_ arguments: [String], input: String = "") async throws -> Said {
        let result = try await Subprocess.run(
            .path(FilePath(path)),
            arguments: Arguments(arguments),
            environment: environment,
            workingDirectory: FilePath(Self.project),
            input: .string(input),
            output: .string(limit: 64 << 20),
            error: .string(limit: 1 << 20)
        )
        let code: Int32 = if case .exited(let code) = result.terminationStatus { code } else { -1 }
        return Said(code: code, output: result.standardOutput, error: result.standardError)
    }

    /// Gives the closure a folder that is removed afterwards.
    static func withFolder<Value>(_ body: (String) async throws -> Value) async throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "lazaret-shell-\(UUID().uuidString)"
        )
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await body(folder.path())
    }
}
