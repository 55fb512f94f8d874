import Confinement
import Foundation
import StrictJSON

/// Makes anew what pages show of a picture, by a program of ours that is confined: whatever the file holds, that process
/// opens no file and no connection, starts no other, and takes no more memory, time and output than it is given
/// (`pictures/__main__.py`). No byte of a picture that somebody sent is decoded anywhere else.
package enum PictureReader {
    private static let program = ConfinedProgram(
        Bundle.module.bundleURL.appending(path: "pictures"),
        longest: .seconds(30),
        mostSaid: 4 << 20,
        mostAtOnce: 2,
        environment: ["VIPS_CONCURRENCY": "1", "MALLOC_ARENA_MAX": "2", "G_SLICE": "always-malloc"]
    )

    /// What is made of a picture.
    package struct Pictures: Sendable, Hashable {
        /// Of the picture that was sent, upright, in pixels.
        package let width: Int
        package let height: Int
        /// How many bytes its file holds behind the picture.
        package let beyond: Int
        /// JPEG in sRGB without metadata, no side longer than 1600 pixels; and than 320.
        package let page: [UInt8]
        package let thumbnail: [UInt8]
    }

    /// The pictures; the bytes are read when there is a turn for them. Throws `PictureRefusal`, why there are none, and
    /// what reading the bytes does.
    package static func read(_ bytes: () async throws -> [UInt8]) async throws -> Pictures {
        let said: [UInt8]
        do {
            said = try await program.said(of: bytes)
        } catch let failure as ConfinedProgram.Failure {
            throw PictureRefusal(failure)
        }
        guard let end = said.firstIndex(of: UInt8(ascii: "\n")),
            let line = try? JSON.read(Array(said[..<end]))
        else { throw PictureRefusal.interrupted }
        if let why = line["refused"]?.string { throw PictureRefusal(rawValue: why) ?? PictureRefusal.damaged }
        let figures = ["width", "height", "beyond", "page", "thumbnail"]
            .map { line[$0]?.number.flatMap { Int($0) } ?? -1 }
        let rest = said[(end + 1)...]
        guard figures.allSatisfy({ $0 >= 0 }), figures[3] + figures[4] == rest.count else {
            throw PictureRefusal.interrupted
        }
        return Pictures(
            width: figures[0],
            height: figures[1],
            beyond: figures[2],
            page: Array(rest.prefix(figures[3])),
            thumbnail: Array(rest.dropFirst(figures[3]))
        )
    }
}

/// Why nothing can be shown of a picture.
package enum PictureRefusal: String, Error, Sendable, CaseIterable {
    /// The file ends before the picture does.
    case cutOff
    case damaged
    /// More pixels, or more memory to unpack it, than is given.
    case tooLarge
    /// It takes more of a processor to unpack than is given.
    case outOfTime
    /// It could not be made now, for what is no matter of the file: memory was short, the machine busy, the process killed.
    case interrupted
    /// This machine has nothing that reads pictures.
    case noReader
    /// Too many are read at once.
    case busy
    /// None of the kinds that are read.
    case unknown

    init(_ failure: ConfinedProgram.Failure) {
        self =
            switch failure {
            case .noPython: .noReader
            case .busy: .busy
            case .outOfTime, .interrupted: .interrupted
            case .exhausted: .outOfTime
            case .fell: .damaged
            // It asked for more than it may have, of memory or of output.
            case .gaveUp, .tooMuchSaid: .tooLarge
            }
    }

    /// Whether another try may do better, so that nothing of it is kept.
    package var isPassing: Bool { [.busy, .noReader, .interrupted].contains(self) }
}
