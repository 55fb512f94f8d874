import ArgumentParser
import Compliance
import Foundation
import StrictJSON

/// Where a command writes a file, and in which language.
struct NewFileOptions: ParsableArguments {
    @Option(help: .both("The file to write.", "写到哪个文件。", value: "file"))
    var to: String

    @Option(
        help: .both(
            "zh or en, the language of the file; Chinese otherwise.",
            "文件的语言，zh 或 en；不写则为中文。",
            value: "language"
        )
    )
    var language: Language = .zh

    /// Writes the file of that many bytes, and says so.
    func write(of bytes: Int, saying options: CountyOptions, _ body: (FileHandle) throws -> Void) throws {
        try NewFile.write(to, body)
        try options.say(
            .object([("file", .string(to)), ("bytes", .number(bytes))]),
            or: Wording.text("已写出 \(to)（\(bytes) 字节）。", "Wrote \(to) (\(bytes) bytes)."),
            else: .doneAllTheSame
        )
    }
}

extension Language: ExpressibleByArgument {}

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
