import Foundation

/// A run whose result goes where it cannot be written.
extension Shell {
    enum Sink: String, CaseIterable {
        /// Nothing more can be written to the disk.
        case fullDisk = #"exec "$0" "$@" > /dev/full"#
        /// Whoever read has gone before the first word.
        case closedPipe = #"(sleep 0.5; exec "$0" "$@") | true; exit ${PIPESTATUS[0]}"#
    }

    /// Runs the command with its standard output there; what it says on standard error is kept.
    func run(_ arguments: [String], to sink: Sink, input: String = "") async throws -> Said {
        let bash = Shell.program(at: "/bin/bash", settings: settings)
        return try await bash.run(["-c", sink.rawValue, Self.program] + arguments, input: input)
    }
}
