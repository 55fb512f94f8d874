package import ChecklistFiles
package import Compliance
import Confinement
import Foundation

/// Reads workbooks as offices save them, by a program of ours that is confined: whatever the file holds, that process
/// opens no file and no connection, and takes no more memory, time and output than it is given (`office/__main__.py`).
package enum OfficeReader {
    private static let program = ConfinedProgram(
        Bundle.module.bundleURL.appending(path: "office"),
        longest: .seconds(60),
        mostSaid: 96 << 20,
        mostAtOnce: 2
    )

    /// Whether the bytes begin as a workbook does, whatever the file is called.
    package static func reads(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0])
            || bytes.starts(with: [0x09, 0x08])
    }

    /// The sheets; throws why they were not read.
    package static func read(_ bytes: [UInt8]) async throws(Problems) -> Workbook {
        let lines: [UInt8]
        do {
            lines = try await program.said { bytes }
        } catch {
            throw Problems([.officeFile(word(error))])
        }
        return try Workbook(lines: lines)
    }

    private static func word(_ failure: any Error) -> String {
        switch failure as? ConfinedProgram.Failure {
        case .noPython: "noPython"
        case .busy: "busy"
        case .outOfTime, .exhausted: "outOfTime"
        case .interrupted: "interrupted"
        case .fell: "damaged"
        case .tooMuchSaid, .gaveUp, nil: "tooLarge"
        }
    }
}
