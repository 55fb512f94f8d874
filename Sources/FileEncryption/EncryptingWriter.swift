import Foundation
import Glibc

/// Writes a sealed file beside its place, and puts it there when it is whole and on the disk.
package final class EncryptingWriter {
    private let path: String
    private let part: String
    private let file: FileHandle
    private var cipher: ChunkCipher
    private var waiting: [UInt8] = []
    private var isOver = false

    /// Begins the file; what an earlier one left unfinished under the same name is written over.
    package init(_ path: String, key: FileEncryptionKey) throws(FileEncryptionError) {
        guard unsafe access(path, F_OK) != 0 else { throw .exists(path) }
        self.path = path
        part = path + ".part"
        let descriptor = unsafe Glibc.open(part, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .cannotOpen(part) }
        file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        cipher = ChunkCipher(key)
        // Somebody else may have it, or have just put it in its place.
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, Self.isStill(descriptor, at: part) else {
            isOver = true
            throw .busy(part)
        }
        guard ftruncate(descriptor, 0) == 0, fchmod(descriptor, 0o600) == 0 else {
            throw .cannotWrite(part, FileEncryptionError.system)
        }
        try put(cipher.header)
    }

    deinit {
        if !isOver { unsafe unlink(part) }
    }

    package func write(_ bytes: some Sequence<UInt8>) throws(FileEncryptionError) {
        waiting += bytes
        var rest = waiting[...]
        // The last chunk is told from the others, so one always waits.
        while rest.count > ChunkCipher.chunk {
            try seal(rest.prefix(ChunkCipher.chunk), isLast: false)
            rest = rest.dropFirst(ChunkCipher.chunk)
        }
        if rest.count < waiting.count { waiting = Array(rest) }
    }

    /// Writes the end, waits until everything is on the disk, and gives the file its name.
    package func finish() throws(FileEncryptionError) {
        try seal(waiting[...], isLast: true)
        do { try file.synchronize() } catch { throw .cannotWrite(part, "\(error)") }
        guard unsafe access(path, F_OK) != 0 else { throw .exists(path) }
        guard unsafe rename(part, path) == 0 else { throw .cannotWrite(path, FileEncryptionError.system) }
        isOver = true
        let folder = URL(filePath: path).deletingLastPathComponent().path(percentEncoded: false)
        if let folder = FileHandle(forReadingAtPath: folder) { _ = fsync(folder.fileDescriptor) }
    }

    private func seal(_ plain: ArraySlice<UInt8>, isLast: Bool) throws(FileEncryptionError) {
        do { try put(try cipher.seal(plain, isLast: isLast)) } catch let error as FileEncryptionError {
            throw error
        } catch {
            throw .cannotWrite(part, "\(error)")
        }
    }

    private func put(_ bytes: [UInt8]) throws(FileEncryptionError) {
        do { try file.write(contentsOf: Data(bytes)) } catch { throw .cannotWrite(part, "\(error)") }
    }

    private static func isStill(_ descriptor: Int32, at path: String) -> Bool {
        var (held, there) = (stat(), stat())
        return unsafe fstat(descriptor, &held) == 0 && lstat(path, &there) == 0 && held.st_ino == there.st_ino
            && held.st_dev == there.st_dev
    }
}
