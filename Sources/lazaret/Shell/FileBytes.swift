import Compliance
import Foundation

/// A whole file in memory, of bounded size.
enum FileBytes {
    /// The largest file read whole.
    static let most = 16 << 20

    /// The bytes of the file at `path`, or of standard input for `-`.
    static func read(_ path: String) throws -> [UInt8] {
        let data: Data
        do {
            let handle =
                path == "-" ? .standardInput : try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            data = try handle.read(upToCount: most + 1) ?? Data()
        } catch {
            throw CommandError.cannotOpen(path, error)
        }
        guard data.count <= most else {
            throw CommandError(zh: "\(path)：文件超过 16 MiB，没有读取。", en: "\(path): larger than 16 MiB; not read.")
        }
        return [UInt8](data)
    }
}

extension CommandError {
    /// A file that could not be opened, in the words of the system.
    static func cannotOpen(_ path: String, _ error: any Error) -> CommandError {
        let code = ((error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError ?? error as NSError).code
        let reason =
            (error as NSError).domain.isEmpty ? "\(error)" : unsafe String(cString: strerror(Int32(code)))
        return CommandError(zh: "无法打开 \(path):\(reason)", en: "Cannot open \(path): \(reason)")
    }
}
