import Foundation
import Glibc

/// A file in which a running server says who and where it is; one that crashed leaves it behind.
struct PostmasterFile {
    private let path: String
    private let dataFolder: String

    /// The one that guards the data.
    static func ofData(_ layout: Layout) -> PostmasterFile {
        PostmasterFile(path: layout.data + "/postmaster.pid", dataFolder: layout.data)
    }

    /// The one that guards the socket, in the same form.
    static func ofSocket(_ layout: Layout) -> PostmasterFile {
        let path = "\(layout.socketFolder)/.s.PGSQL.\(Layout.port).lock"
        return PostmasterFile(path: path, dataFolder: layout.data)
    }

    private var lines: [Substring] {
        let text = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
        return text?.split(separator: "\n", omittingEmptySubsequences: false) ?? []
    }

    /// The server's process, where it runs.
    var process: Int32? {
        lines.first.flatMap { Int32($0) }.flatMap { isServer($0) ? $0 : nil }
    }

    /// Whether the server runs, and its program has been replaced or taken away since: what it still has to load may be
    /// gone, or be another release's.
    var isOfReplacedPrograms: Bool {
        guard let process else { return false }
        let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/exe")
        return program?.hasSuffix(" (deleted)") ?? false
    }

    /// The processes of a server that was killed, as long as they go on; they hold on to its memory, beside which no
    /// other server starts.
    var orphans: [Int32] {
        guard process == nil else { return [] }
        let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return all.compactMap { Int32($0) }.filter { isServer($0) && Self.name(of: $0) == "postgres" }
    }

    /// The name under which the kernel knows a process.
    private static func name(of process: Int32) -> String? {
        FileManager.default.contents(atPath: "/proc/\(process)/comm")
            .map { String(decoding: $0.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self) }
    }

    /// The folder of the server's socket.
    var socketFolder: String? {
        lines.count > 4 && !lines[4].isEmpty ? String(lines[4]) : nil
    }

    /// Where another program has got the crashed server's number, or nobody has yet taken leave of the
    /// crashed server's process, puts a number in its place that no process has.
    ///
    /// PostgreSQL would take that process for the server and not start. Removing the file would remove its
    /// guard against workers that outlived the crashed server.
    func replaceStaleProcessID() throws(ClusterError) {
        guard let first = lines.first, let number = Int32(first), kill(number, 0) == 0, !isServer(number)
        else {
            return
        }
        let text = ([Substring(String(Int32.max))] + lines.dropFirst()).joined(separator: "\n")
        guard let file = FileHandle(forWritingAtPath: path) else { return }
        do {
            try file.truncate(atOffset: 0)
            try file.write(contentsOf: Data(text.utf8))
            try file.close()
        } catch {
            throw ClusterError(zh: "无法改写 \(path):\(error)", en: "\(path) cannot be rewritten: \(error)")
        }
    }

    /// A server works in its data folder; no other program does. Not in one of the same name: a container has its own.
    private func isServer(_ process: Int32) -> Bool {
        guard let own = Self.identity(of: dataFolder), let its = Self.identity(of: "/proc/\(process)/cwd")
        else {
            return false
        }
        return own == its
    }

    /// Device and number of the file that the path leads to.
    private static func identity(of path: String) -> [UInt64]? {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        return [UInt64(status.st_dev), UInt64(status.st_ino)]
    }

    /// Whether somebody repairs the data without a server, by `postgres --single`, which says so by its negative number.
    var isRepaired: Bool {
        lines.first.flatMap { Int32($0) }.map { $0 < 0 && $0 != .min && isServer(-$0) } ?? false
    }
}
