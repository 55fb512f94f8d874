import Foundation

/// A file that a command writes: whole, or not at all; and over nothing.
enum NewFile {
    /// Makes the file at `path` of what the closure writes. Throws `CommandError` where one is there already, or none can be
    /// written.
    static func write(_ path: String, _ body: (FileHandle) throws -> Void) throws {
        let place = URL(filePath: path)
        guard !FileManager.default.fileExists(atPath: place.path) else {
            throw CommandError(zh: "\(path) 已经存在，没有覆盖。", en: "\(path) is there already and was not replaced.")
        }
        let unfinished = URL(filePath: path + ".\(UUID().uuidString).part")
        defer { try? FileManager.default.removeItem(at: unfinished) }
        do {
            try Data().write(to: unfinished, options: .withoutOverwriting)
            let file = try FileHandle(forWritingTo: unfinished)
            try body(file)
            try file.close()
            try FileManager.default.moveItem(at: unfinished, to: place)
        } catch {
            throw CommandError(zh: "\(path) 写不进去。", en: "\(path) cannot be written.")
        }
    }
}
