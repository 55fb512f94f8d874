import AuditLog
import Compliance
import HTTPServer
import HummingbirdCore
import NIOCore
import Store

/// Keeps what comes of a file, a piece at a time: never more of it is in memory than one piece and what the connection
/// holds. Whoever takes something is asked at every piece.
struct UploadReceiver {
    private let id: String
    private let size: Int
    private let store: Store
    private var place: Int
    private var held: [UInt8] = []
    /// Of the file, once all of it is here.
    private var digest: Hash?

    init(_ upload: EvidenceUpload, _ store: Store) {
        id = upload.id
        size = upload.size
        place = upload.arrived
        self.store = store
        held.reserveCapacity(2 * Evidence.pieceBytes)
    }

    /// Takes all that the connection brings. Where it breaks, what has come before is kept, so that it goes on from there.
    mutating func receive(_ body: RequestBody) async throws {
        var refusal: (any Error)?
        do {
            for try await buffer in body {
                do {
                    try await take(buffer.readableBytesView)
                } catch {
                    refusal = error
                    break
                }
            }
        } catch {
            try await keepWhatCame()
            throw Refusal.malformed("请求的内容没有完整送达。", "The body did not arrive in full.")
        }
        if let refusal { throw refusal }
        try await finish()
    }

    /// Takes the next bytes.
    mutating func take(_ bytes: some Collection<UInt8>) async throws {
        held += bytes
        guard place + held.count <= size else { throw EvidenceRefusal.beyond }
        if place == 0, held.count >= min(size, FileContent.headLength) { try await checkContent() }
        while held.count >= Evidence.pieceBytes {
            try await append(Array(held.prefix(Evidence.pieceBytes)))
        }
    }

    /// Takes it that no more comes now; answers with the digest of the file where all of it is here.
    @discardableResult
    mutating func finish() async throws -> Hash? {
        if !held.isEmpty { try await append(held) }
        return digest
    }

    private mutating func append(_ piece: [UInt8]) async throws {
        if case .received(let whole, _) = try await store.appendEvidence(id, at: place, piece) {
            digest = whole
        }
        place += piece.count
        held.removeFirst(piece.count)
    }

    /// What is of no kind that is taken is refused as soon as that can be told, and nobody goes on with it.
    private func checkContent() async throws {
        guard FileContent(head: held) == nil else { return }
        try await store.discardEvidence(id)
        throw EvidenceRefusal.unsupported(Array(held.prefix(FileContent.headLength)))
    }

    /// Nobody may wait for the answer any more: it is kept whether or not this task is ended.
    private mutating func keepWhatCame() async throws {
        guard !held.isEmpty else { return }
        let (store, id, place, piece) = (store, id, place, held)
        held = []
        _ = try await Task { try await store.appendEvidence(id, at: place, piece) }.value
    }
}
