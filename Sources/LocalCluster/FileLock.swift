import Foundation
import Glibc

/// A file that processes lock among themselves; the kernel lets go of it when a process ends in any way.
final class FileLock: Sendable {
    private let file: FileHandle

    /// Makes the file where there is none; of several who do so at once, all have the same one.
    init(_ path: String) throws(ClusterError) {
        // A server that inherited the file would hold the lock for as long as it runs.
        let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw ClusterError(zh: "无法打开 \(path)。", en: "\(path) cannot be opened.")
        }
        file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    /// Shares the lock with others who share it; false where somebody has it alone.
    func share() -> Bool { flock(file.fileDescriptor, LOCK_SH | LOCK_NB) == 0 }

    /// Has the lock alone; false where anybody else has it.
    func take() -> Bool { flock(file.fileDescriptor, LOCK_EX | LOCK_NB) == 0 }

    func release() { _ = flock(file.fileDescriptor, LOCK_UN) }

    /// Has the lock alone, after waiting for others that long at most.
    func take(within limit: Duration) async throws(ClusterError) {
        let deadline = ContinuousClock.now + limit
        while !take() {
            guard .now < deadline else {
                throw ClusterError(
                    zh: "另一个进程正在启动或停止同一个数据库，等了 \(limit.components.seconds) 秒仍未结束。",
                    en:
                        "Another process is starting or stopping the same database, and has not ended within \(limit.components.seconds) s."
                )
            }
            do { try await Task.sleep(for: .milliseconds(20)) } catch { throw .cancelled }
        }
    }
}
