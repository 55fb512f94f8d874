package import ChecklistFiles
package import Compliance
import Foundation
import Subprocess
import Synchronization
import SystemPackage

/// Reads workbooks as offices save them, by a program of ours that is confined: whatever the file holds, that process
/// opens no file and no connection, and takes no more memory, time and output than it is given (`office/__main__.py`).
package enum OfficeReader {
    /// How long it may take, and how much it may say.
    private static let longest = Duration.seconds(60)
    private static let mostSaid = 96 << 20
    /// How many may read at once in this process.
    private static let mostAtOnce = 2
    private static let reading = Mutex(0)

    /// Whether the bytes begin as a workbook does, whatever the file is called.
    package static func reads(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0])
            || bytes.starts(with: [0x09, 0x08])
    }

    /// The sheets; throws why they were not read.
    package static func read(_ bytes: [UInt8]) async throws(Problems) -> Workbook {
        guard let python = interpreter else { throw Problems([.officeFile("noPython")]) }
        guard await begin() else { throw Problems([.officeFile("busy")]) }
        defer { reading.withLock { $0 -= 1 } }
        let lines: [UInt8]?
        do {
            lines = try await said(by: python, of: bytes)
        } catch {
            // It said more than it may, or was ended.
            throw Problems([.officeFile("tooLarge")])
        }
        guard let lines else { throw Problems([.officeFile("outOfTime")]) }
        return try Workbook(lines: lines)
    }

    /// Takes a turn; false where none comes in time.
    private static func begin() async -> Bool {
        let latest = ContinuousClock.now + longest
        while ContinuousClock.now < latest, !Task.isCancelled {
            let isFree = reading.withLock { count in
                guard count < mostAtOnce else { return false }
                count += 1
                return true
            }
            if isFree { return true }
            try? await Task.sleep(for: .milliseconds(50))
        }
        return false
    }

    /// What the program says of the bytes; nil when it takes too long.
    private static func said(by python: String, of bytes: [UInt8]) async throws -> [UInt8]? {
        try await withThrowingTaskGroup(of: [UInt8]?.self) { group in
            group.addTask {
                try await Subprocess.run(
                    .path(FilePath(python)),
                    arguments: ["-I", "-B", program],
                    environment: .custom(["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"]),
                    workingDirectory: FilePath("/"),
                    input: .array(bytes),
                    output: .bytes(limit: mostSaid),
                    error: .discarded
                )
                .standardOutput
            }
            group.addTask {
                try await Task.sleep(for: longest)
                return nil
            }
            // Leaving ends whichever is still running, the process too.
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
    }

    private static var program: String { Bundle.module.bundleURL.appending(path: "office").path }

    /// The project's own Python, in a folder above the program's, or the system's; nil where there is none.
    private static let interpreter: String? = {
        var (folder, places) = (Bundle.module.bundleURL.deletingLastPathComponent(), [String]())
        for _ in 0..<6 {
            places.append(folder.appending(path: ".venv/bin/python").path)
            folder.deleteLastPathComponent()
        }
        return (places + ["/usr/bin/python3", "/usr/local/bin/python3"])
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }()
}
