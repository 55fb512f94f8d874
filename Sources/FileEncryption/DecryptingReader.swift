import Foundation

/// Reads a sealed file chunk by chunk, and hands out nothing that is not exactly what was sealed in that place.
///
/// Only when `next` has given nil is it known that the end was not cut off: look through the whole once before
/// acting on any of it.
package final class DecryptingReader {
    private let path: String
    private let file: FileHandle
    private let key: FileEncryptionKey
    private var cipher: ChunkCipher
    private var offset = ChunkCipher.headerLength
    /// The sealed chunk that comes next; empty at the end.
    private var ahead: Data = Data()

    package init(_ path: String, key: FileEncryptionKey) throws(FileEncryptionError) {
        guard let file = FileHandle(forReadingAtPath: path) else { throw .cannotOpen(path) }
        self.path = path
        self.file = file
        self.key = key
        cipher = ChunkCipher(key)
        try rewind()
    }

    /// Goes back to the beginning of the same file, even where another has taken its place meanwhile.
    package func rewind() throws(FileEncryptionError) {
        do { try file.seek(toOffset: 0) } catch { throw .cannotOpen(path) }
        let header = [UInt8](try read(ChunkCipher.headerLength))
        guard header.count == ChunkCipher.headerLength, header.starts(with: ChunkCipher.magic) else {
            throw .notSealed(path)
        }
        let name = header.dropFirst(ChunkCipher.magic.count).prefix(ChunkCipher.nameLength)
        guard Array(name) == key.nameBytes else {
            throw .otherKey(path, needs: FileEncryptionKey.hex(name), not: key.name)
        }
        cipher = ChunkCipher(key, header: header)
        offset = ChunkCipher.headerLength
        ahead = try read(ChunkCipher.chunk + ChunkCipher.tag)
        guard !ahead.isEmpty else { throw .damaged(path, at: offset) }
    }

    /// The next bytes of what was sealed; nil after the last.
    package func next() throws(FileEncryptionError) -> [UInt8]? {
        guard !ahead.isEmpty else { return nil }
        let sealed = ahead
        ahead = try read(ChunkCipher.chunk + ChunkCipher.tag)
        guard let plain = cipher.open(sealed, isLast: ahead.isEmpty) else {
            throw .damaged(path, at: offset)
        }
        offset += sealed.count
        return plain
    }

    private func read(_ count: Int) throws(FileEncryptionError) -> Data {
        var data = Data()
        while data.count < count {
            do {
                guard let more = try file.read(upToCount: count - data.count), !more.isEmpty else { break }
                data.append(more)
            } catch {
                throw .damaged(path, at: offset)
            }
        }
        return data
    }
}
