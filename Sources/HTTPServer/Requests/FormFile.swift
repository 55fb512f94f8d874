import Compliance
import Foundation
import StrictJSON
import Synchronization

/// A file that somebody chose in a form, as it came: on disk under no name, for as long as somebody holds it. Whatever its
/// sender says that it is, is not looked at.
package struct FormFile: Sendable, Withheld {
    /// The field that it was chosen in.
    package let field: String
    /// What its owner calls it, at most 200 characters.
    package let name: String
    /// In bytes.
    package let size: Int
    /// Why nothing of it is here; nil where all of it is.
    package let loss: Loss?
    private let kept: KeptBytes?

    /// Why a file was left out, while the rest of its form was read.
    package enum Loss: Sendable, Hashable {
        /// It is larger than so many bytes.
        case tooLarge(Int)
        /// So many files are taken with one form.
        case tooMany(Int)
        /// So many bytes are taken with one form.
        case tooMuch(Int)
        /// There is no room to hold it now.
        case noRoom
        /// Whoever sent it has others on the way, so many bytes together at most.
        case waiting(Int)
        /// Whoever sent it may not, or is not signed in any more.
        case notAllowed
    }

    /// What is taken with one form: so many files, each and together of so many bytes.
    package struct Bounds: Sendable {
        package var files = 20
        package var each = 20 << 20
        package var together = 64 << 20
        /// The account that sends it; nil for whoever may not, of whom the fields are read all the same.
        package var account: String?
        /// How many bytes of one form are read, with what is left out of it.
        var most: Int { bodyLimit + (account == nil ? 1 : 2) * together }

        package init() {}
    }

    /// Gives the bytes in order, so many at once and the rest at last. Nobody else may ask meanwhile.
    package func read(_ most: Int, _ body: ([UInt8]) async throws -> Void) async throws {
        guard let kept else { return }
        try kept.rewind()
        while let piece = try kept.next(most) { try await body(piece) }
    }
}

extension FormFile {
    /// Takes the files of one form, one after the other.
    struct Receiver {
        private(set) var files: [FormFile] = []
        private let bounds: Bounds
        private var together = 0
        private var (field, name, size) = ("", "", 0)
        private var loss: Loss?
        private var kept: KeptBytes?

        init(_ bounds: Bounds) { self.bounds = bounds }

        mutating func begin(_ field: String, _ name: String) {
            (self.field, self.name, size, kept) = (field, name.cut(to: 200), 0, nil)
            loss =
                bounds.account == nil
                ? .notAllowed : files.count >= bounds.files ? .tooMany(bounds.files) : nil
        }

        mutating func take(_ piece: [UInt8]) {
            size += piece.count
            guard loss == nil else { return }
            if size > bounds.each { return leaveOut(.tooLarge(bounds.each)) }
            if together + size > bounds.together { return leaveOut(.tooMuch(bounds.together)) }
            do {
                let bytes = try kept ?? KeptBytes(of: bounds.account ?? "")
                try bytes.append(piece)
                kept = bytes
            } catch FormRoom.Full.forAccount(let most) {
                leaveOut(.waiting(most))
            } catch {
                // No room on the disk, or too many at once: the rest of the form is read all the same.
                leaveOut(.noRoom)
            }
        }

        mutating func end() {
            // A field for a file in which none was chosen.
            guard !name.isEmpty || size > 0 else { return }
            // So many names are more than anybody chooses.
            guard files.count < 10 * bounds.files else { return }
            switch loss {
            case nil: together += size
            // Sent once more, it would be refused all the same.
            case .tooMuch where size > bounds.each: loss = .tooLarge(bounds.each)
            default: break
            }
            files.append(FormFile(field: field, name: name, size: size, loss: loss, kept: kept))
            kept = nil
        }

        private mutating func leaveOut(_ why: Loss) { (loss, kept) = (why, nil) }
    }
}

/// How many bytes of forms are held at once: by everybody, and by one account, which leaves room for others. What two
/// full forms bring is room enough for whoever sends one while the one before is still being received.
final class FormRoom: Sendable {
    enum Full: Error, Hashable {
        case forAll
        /// The account holds so many bytes at most.
        case forAccount(Int)
    }

    static let shared = FormRoom(inAll: 1 << 30, each: 2 * FormFile.Bounds().together)

    private struct Held {
        var inAll = 0
        var by: [String: Int] = [:]
    }

    private let held = Mutex(Held())
    private let (mostInAll, mostEach): (Int, Int)

    init(inAll: Int, each: Int) { (mostInAll, mostEach) = (inAll, each) }

    func take(_ count: Int, for account: String) throws(Full) {
        let full: Full? = held.withLock { held in
            let own = held.by[account, default: 0] + count
            if own > mostEach { return .forAccount(mostEach) }
            if held.inAll + count > mostInAll { return .forAll }
            held.inAll += count
            held.by[account] = own
            return nil
        }
        if let full { throw full }
    }

    func giveBack(_ count: Int, of account: String) {
        held.withLock { held in
            let own = held.by[account, default: 0] - count
            held.inAll -= count
            held.by[account] = own > 0 ? own : nil
        }
    }
}

/// Bytes in a file that has no name any more: it is gone with the last who holds it, and with the process.
private final class KeptBytes: Sendable {
    private let file: FileHandle
    private let account: String
    private let count = Mutex(0)

    private struct NoRoom: Error {}

    init(of account: String) throws {
        self.account = account
        let place = FileManager.default.temporaryDirectory.appending(
            path: "lazaret-form-\(UUID().uuidString)"
        )
        guard
            FileManager.default.createFile(
                atPath: place.path,
                contents: nil,
                attributes: [.posixPermissions: NSNumber(value: 0o600)]
            )
        else { throw NoRoom() }
        defer { try? FileManager.default.removeItem(at: place) }
        file = try FileHandle(forUpdating: place)
    }

    deinit {
        let count = count.withLock { $0 }
        FormRoom.shared.giveBack(count, of: account)
    }

    func append(_ bytes: [UInt8]) throws {
        try FormRoom.shared.take(bytes.count, for: account)
        count.withLock { $0 += bytes.count }
        try file.write(contentsOf: Data(bytes))
    }

    func rewind() throws { try file.seek(toOffset: 0) }

    /// nil at the end.
    func next(_ most: Int) throws -> [UInt8]? {
        guard let data = try file.read(upToCount: most), !data.isEmpty else { return nil }
        return Array(data)
    }
}
