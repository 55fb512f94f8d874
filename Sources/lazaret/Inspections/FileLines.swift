import ChecklistFiles
import Compliance
import Foundation

/// The lines of a file of any size, one at a time and each as soon as it has come, as bytes without the line's end.
struct FileLines: Sequence, IteratorProtocol {
    /// What a line longer than the limit is given as, so that one bad line does not end a long run.
    enum Line {
        case bytes([UInt8])
        case tooLong
        /// The file could not be read on, for the reason given; no line follows.
        case unreadable(Text)
    }

    private let handle: FileHandle
    private let longest: Int
    /// Whether to read no further.
    private let isOver: () -> Bool
    private var buffer: [UInt8] = []
    private var position = 0
    private var ended = false
    private var hasBegun = false
    /// Why it could not be read on, until that is said.
    private var failure: Text?
    /// What has come of the next line; whether that was too long to be kept, and whether it is all.
    private var line: [UInt8] = []
    private var tooLong = false
    private var isWhole = false

    /// Opens the file at `path`, or standard input for `-`; `longest` is the most bytes a line may have.
    ///
    /// Where `isOver` says so, there are no more lines, even while the next one is waited for.
    init(_ path: String, longest: Int, until isOver: @escaping () -> Bool = { false }) throws {
        self.isOver = isOver
        if path == "-" {
            handle = .standardInput
        } else {
            do {
                handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            } catch {
                throw CommandError.cannotOpen(path, error)
            }
        }
        self.longest = longest
    }

    /// Whether the next line has come to its end, or the file has, so that it need not be waited for.
    var isReady: Bool {
        mutating get {
            while !isWhole {
                guard position < buffer.count || ended || isReadable(within: 0) else { return false }
                if position == buffer.count { refill() }
                if ended { return true }
                takePiece()
            }
            return true
        }
    }

    private func isReadable(within milliseconds: Int32) -> Bool {
        var wanted = pollfd(fd: handle.fileDescriptor, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&wanted, 1, milliseconds) > 0
    }

    mutating func next() -> Line? {
        while !isWhole {
            if position == buffer.count {
                refill()
                if let failure {
                    // What had come of the line is none, and nothing comes after it.
                    (self.failure, line, tooLong) = (nil, [], false)
                    return .unreadable(failure)
                }
                if isOver() { return nil }
                if ended { return tooLong || !line.isEmpty ? given() : nil }
            }
            takePiece()
        }
        return given()
    }

    /// Takes what the buffer holds of the line.
    private mutating func takePiece() {
        let end = buffer[position...].firstIndex(of: UInt8(ascii: "\n")) ?? buffer.endIndex
        if line.count + end - position > longest { tooLong = true }
        if !tooLong { line += buffer[position..<end] }
        isWhole = end < buffer.endIndex
        position = isWhole ? end + 1 : end
    }

    /// Gives the line away, and begins the next.
    private mutating func given() -> Line {
        defer { (line, tooLong, isWhole) = ([], false, false) }
        guard !tooLong else { return .tooLong }
        if isWhole, line.last == UInt8(ascii: "\r") { line.removeLast() }
        return .bytes(line)
    }

    /// Waits for more, and takes what has come; leaves the reason where that is not possible.
    private mutating func refill() {
        guard !ended else { return }
        while !isReadable(within: 200) {
            if isOver() { return }
        }
        let descriptor = handle.fileDescriptor
        var count: Int
        buffer = Array(repeating: 0, count: 1 << 16)
        repeat {
            count = unsafe buffer.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
        } while count < 0 && errno == EINTR
        let reason = count < 0 ? unsafe String(cString: strerror(errno)) : nil
        buffer.removeLast(buffer.count - Swift.max(0, count))
        position = 0
        ended = count <= 0
        failure = reason.map { Text(zh: "读到此处出错：\($0)", en: "Reading failed here: \($0)") }
        // Of a file that is no text nothing is read, rather than each of its pieces refused as a line.
        if !hasBegun, let kind = FileKind(buffer) {
            (failure, ended, buffer) = (Problem.notText(kind).message, true, [])
        }
        hasBegun = true
    }
}
