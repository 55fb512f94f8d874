import Foundation

/// Reads a sealed file chunk by chunk, and hands out nothing that is not exactly what was sealed in that place.
///
/// Only when `next` has given nil is it known that the end was not cut off: look through the whole once before
/// acting on any of it.
package final class SealedReader {
    private let path: String
    private let file: FileHandle
    private let key: VaultKey
    private var sealing: Sealing
    private var offset = Sealing.headerLength
    /// The sealed chunk that comes next; empty at the end.
    private var ahead: Data = Data()

    package init(_ path: String, key: VaultKey) throws(VaultError) {
        guard let file = FileHandle(forReadingAtPath: path) else { throw .cannotOpen(path) }
        self.path = path
        self.file = file
        self.key = key
        sealing = Sealing(key)
        try rewind()
    }

    /// Goes back to the beginning of the same file, even where another has taken its place meanwhile.
    package func rewind() throws(VaultError) {
        do { try file.seek(toOffset: 0) } catch { throw .cannotOpen(path) }
        let header = [UInt8](try read(Sealing.headerLength))
        guard header.count == Sealing.headerLength, header.starts(with: Sealing.magic) else {
            throw .notSealed(path)
        }
        let name = header.dropFirst(Sealing.magic.count).prefix(Sealing.nameLength)
        guard Array(name) == key.nameBytes else {
            throw .otherKey(path, needs: VaultKey.hex(name), not: key.name)
        }
        sealing = Sealing(key, header: header)
        offset = Sealing.headerLength
        ahead = try read(Sealing.chunk + Sealing.tag)
        guard !ahead.isEmpty else { throw .damaged(path, at: offset) }
    }

    /// The next bytes of what was sealed; nil after the last.
    package func next() throws(VaultError) -> [UInt8]? {
        guard !ahead.isEmpty else { return nil }
        let sealed = ahead
        ahead = try read(Sealing.chunk + Sealing.tag)
        guard let plain = sealing.open(sealed, isLast: ahead.isEmpty) else {
            throw .damaged(path, at: offset)
        }
        offset += sealed.count
        return plain
    }

    private func read(_ count: Int) throws(VaultError) -> Data {
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
