import Foundation

/// The lines of a file of any size, one at a time, as bytes without the line's end.
struct Lines: Sequence, IteratorProtocol {
    /// What a line longer than the limit is given as, so that one bad line does not end a long run.
    enum Line {
        case bytes([UInt8])
        case tooLong
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
                guard refill() else {
                    return tooLong ? .tooLong : (line.isEmpty ? nil : .bytes(line))
                }
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

    private mutating func refill() -> Bool {
        guard !ended, let data = try? handle.read(upToCount: 1 << 16), !data.isEmpty else {
            ended = true
            return false
        }
        buffer = [UInt8](data)
        position = 0
        return true
    }
}
