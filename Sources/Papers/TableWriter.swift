import Compliance
import Dispatch
import Foundation
import Synchronization

/// A table of any length, written to a file of its own: of all rows only those at hand are in memory. It works on a thread of
/// its own, since packing a workbook takes seconds in which nothing else would be answered.
///
/// The file has no name any more once it is whole, and is gone with whoever holds it.
package actor TableWriter {
    /// How many are written at once.
    private static let mostAtOnce = 2
    /// The most bytes of a file.
    private static let mostBytes = 512 << 20
    private static let open = Mutex(0)

    private let queue: QueueExecutor
    private let language: Language
    private let folder: URL
    private let place: URL
    private let sheet: Sheet
    private var written = 0

    private enum Sheet {
        case book(Spreadsheet)
        case lines(FileHandle)
    }

    package nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe queue.asUnownedSerialExecutor()
    }

    /// One that is begun when its turn has come. Throws `PaperRefusal.busy` where none comes in half a minute.
    static func inTurn(
        _ title: Text,
        _ columns: [Manuscript.Column],
        as format: TableFormat,
        in language: Language,
        of day: Day
    ) async throws -> TableWriter {
        let latest = ContinuousClock.now + .seconds(30)
        while !mayBegin() {
            guard ContinuousClock.now < latest else { throw PaperRefusal.busy }
            try await Task.sleep(for: .milliseconds(50))
        }
        return try TableWriter(begun: title, columns, as: format, in: language, of: day)
    }

    /// Takes a turn, where one is free.
    private static func mayBegin() -> Bool {
        open.withLock { count in
            guard count < mostAtOnce else { return false }
            count += 1
            return true
        }
    }

    /// One whose turn was taken.
    private init(
        begun title: Text,
        _ columns: [Manuscript.Column],
        as format: TableFormat,
        in language: Language,
        of day: Day
    ) throws(PaperRefusal) {
        let folder = FileManager.default.temporaryDirectory.appending(path: "lazaret-\(UUID().uuidString)")
        let place = folder.appending(path: "table.\(format.rawValue)")
        do throws(PaperRefusal) {
            sheet = try Self.begin(title, columns, as: format, in: language, of: day, folder, place)
        } catch {
            Self.end(folder)
            throw error
        }
        queue = QueueExecutor()
        self.language = language
        self.folder = folder
        self.place = place
    }

    deinit { Self.end(folder) }

    /// Adds the rows, each as long as the columns are many.
    package func add(_ rows: [[Manuscript.Cell]]) throws(PaperRefusal) {
        switch sheet {
        case .book(let book): for row in rows { try book.add(row) }
        case .lines(let file):
            let lines = Data(rows.map { TableForSpreadsheets.row($0, in: language) }.joined().utf8)
            written += lines.count
            guard written <= Self.mostBytes else { throw .tooLarge }
            do { try file.write(contentsOf: lines) } catch { throw .interrupted }
        }
    }

    /// The whole file. Nothing can be added to it then.
    package func finish() throws(PaperRefusal) -> TableFile {
        switch sheet {
        case .book(let book): try book.close()
        case .lines(let file): do { try file.close() } catch { throw .interrupted }
        }
        do { return TableFile(try FileHandle(forReadingFrom: place)) } catch { throw .interrupted }
    }

    private static func begin(
        _ title: Text,
        _ columns: [Manuscript.Column],
        as format: TableFormat,
        in language: Language,
        of day: Day,
        _ folder: URL,
        _ place: URL
    ) throws(PaperRefusal) -> Sheet {
        do {
            try FileManager.default.createDirectory(
                at: folder,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
            if format == .csv {
                let head = columns.map { Manuscript.Cell.text($0.title) }
                try Data((TableForSpreadsheets.mark + TableForSpreadsheets.row(head, in: language)).utf8)
                    .write(to: place)
                let file = try FileHandle(forWritingTo: place)
                try file.seekToEnd()
                return .lines(file)
            }
        } catch { throw .interrupted }
        let book = try Spreadsheet(at: place, of: day, in: language)
        try book.begin(title, columns)
        return .book(book)
    }

    private static func end(_ folder: URL) {
        open.withLock { $0 -= 1 }
        try? FileManager.default.removeItem(at: folder)
    }
}

/// A whole file that has no name: read piece by piece, and gone with whoever holds it.
package final class TableFile: Sendable {
    private static let pieceSize = 256 << 10
    private let file: Mutex<FileHandle>
    /// In bytes.
    package let size: Int

    init(_ file: FileHandle) {
        let end = (try? file.seekToEnd()) ?? 0
        size = Int(end)
        self.file = Mutex(file)
    }

    /// The bytes from there on, as many as are sent at once; none beyond the end. Throws `PaperRefusal.interrupted` where
    /// they cannot be read.
    package func piece(from start: Int) throws(PaperRefusal) -> [UInt8] {
        do {
            return try file.withLock { file in
                try file.seek(toOffset: UInt64(start))
                return Array(try file.read(upToCount: Self.pieceSize) ?? Data())
            }
        } catch { throw .interrupted }
    }
}

/// A thread at a time.
private final class QueueExecutor: SerialExecutor {
    private let queue = DispatchQueue(label: "table")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { unsafe job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
