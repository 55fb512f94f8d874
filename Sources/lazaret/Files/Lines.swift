import Compliance
import Foundation

/// The lines of a file of any size, one at a time and each as soon as it has come, as bytes without the line's end.
struct Lines: Sequence, IteratorProtocol {
    /// What a line longer than the limit is given as, so that one bad line does not end a long run.
    enum Line {
        case bytes([UInt8])
        case tooLong
        /// The file could not be read on, for the reason given; no line follows.
        case unreadable(Text)
    }

    private let handle: FileHandle
    private let longest: Int
    private var buffer: [UInt8] = []
    private var position = 0
    private var ended = false

    /// Opens the file at `path`, or standard input for `-`; `longest` is the most bytes a line may have.
    init(_ path: String, longest: Int) throws {
        if path == "-" {
            handle = .standardInput
        } else {
            do {
                handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            } catch {
                throw Complaint.cannotOpen(path, error)
            }
        }
        self.longest = longest
    }

    mutating func next() -> Line? {
        var line: [UInt8] = []
        var tooLong = false
        while true {
            if position == buffer.count {
                if let failure = refill() { return .unreadable(failure) }
                if ended { return tooLong ? .tooLong : (line.isEmpty ? nil : .bytes(line)) }
            }
            let end = buffer[position...].firstIndex(of: UInt8(ascii: "\n")) ?? buffer.endIndex
            if line.count + end - position > longest { tooLong = true }
            if !tooLong { line += buffer[position..<end] }
            position = end
            if end < buffer.endIndex {
                position += 1
                if line.last == UInt8(ascii: "\r") { line.removeLast() }
                return tooLong ? .tooLong : .bytes(line)
            }
        }
    }

    /// Waits for more, and takes what has come; says why where that is not possible.
    private mutating func refill() -> Text? {
        guard !ended else { return nil }
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
        return reason.map { Text(zh: "读到此处出错：\($0)", en: "Reading failed here: \($0)") }
    }
}
