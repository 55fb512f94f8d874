package import AuditLog
import Compliance
import Foundation
import Postgres

extension Store {
    /// Begins to send a file of that many bytes, with the SHA-256 that it is said to have. Whether such a file is here
    /// already makes no difference to the answer: all of its bytes have to come.
    ///
    /// Throws `EvidenceRefusal` before any of it is read: `empty`, `tooLarge`, `many`, `often`, `day`, `total`.
    package func beginEvidence(size: Int, promised: Hash? = nil) async throws -> EvidenceUpload {
        guard size > 0 else { throw EvidenceRefusal.empty }
        guard size <= Evidence.mostBytes else { throw EvidenceRefusal.tooLarge(size) }
        let id = UUID()
        let digest: SQL = promised.map { "\($0.bytes)::bytea" } ?? "NULL"
        let rows = try await act { who in
            "SELECT * FROM begin_evidence(\(who), \(id), \(size), \(digest))"
        }
        guard let row = rows.first else { throw StoreError.unavailable(cause: "no answer of begin_evidence") }
        let most = try row["most"] as Int? ?? 0
        switch try row["outcome"] as String {
        case "begun":
            return EvidenceUpload(
                id: id.uuidString.lowercased(),
                size: size,
                arrived: 0,
                expires: try row["expires"],
                state: .underWay
            )
        case "many": throw EvidenceRefusal.many(most)
        case "often": throw EvidenceRefusal.often(most)
        case "day": throw EvidenceRefusal.day(most)
        case "total": throw EvidenceRefusal.total(most)
        default: throw StoreError.unavailable(cause: "an answer of begin_evidence that nobody knows")
        }
    }

    /// How far an upload of whoever asks has come. Throws `EvidenceRefusal.noUpload` and `.expired`.
    package func evidenceUpload(_ id: String) async throws -> EvidenceUpload {
        guard let id = UUID(uuidString: id) else { throw EvidenceRefusal.noUpload }
        let rows = try await query(
            """
            SELECT size, arrived, outcome, digest, begun_at + INTERVAL '24 hours' AS expires,
                ended_at IS NULL AND begun_at < clock_timestamp() - INTERVAL '24 hours' AS expired
            FROM evidence_upload
            WHERE county_id = \(county.id) AND id = \(id) AND outcome IS DISTINCT FROM 'discarded'
            """
        )
        guard let row = rows.first else { throw EvidenceRefusal.noUpload }
        if try row["expired"] { throw EvidenceRefusal.expired }
        let state: EvidenceUpload.State =
            switch (try row["outcome"] as String?, try row["digest"] as Hash?) {
            case (nil, _): .underWay
            case ("received", let digest?): .received(digest)
            case (let why?, _): .refused(why)
            }
        return EvidenceUpload(
            id: id.uuidString.lowercased(),
            size: try row["size"],
            arrived: try row["arrived"],
            expires: try row["expires"],
            state: state
        )
    }

    /// Keeps a piece of at most 1 MiB that begins at that place; with the last one the file is received. What this answers
    /// is on disk.
    ///
    /// Throws `EvidenceRefusal`; nothing of a piece that is refused is kept.
    package func appendEvidence(_ id: String, at place: Int, _ piece: [UInt8]) async throws -> UploadProgress
    {
        guard let id = UUID(uuidString: id) else { throw EvidenceRefusal.noUpload }
        let rows = try await act { who in
            "SELECT * FROM append_evidence(\(who), \(id), \(place), \(piece)::bytea)"
        }
        guard let row = rows.first else {
            throw StoreError.unavailable(cause: "no answer of append_evidence")
        }
        let arrived = try row["arrived"] as Int? ?? 0
        switch try row["outcome"] as String {
        case "kept": return .kept(arrived: arrived)
        case "received": return .received(try row["digest"], entry: try row["entry"])
        case "unknown": throw EvidenceRefusal.noUpload
        case "expired": throw EvidenceRefusal.expired
        case "ended": throw EvidenceRefusal.ended
        case "elsewhere": throw EvidenceRefusal.elsewhere(arrived)
        case "beyond": throw EvidenceRefusal.beyond
        case "scattered": throw EvidenceRefusal.scattered
        case "mismatch": throw EvidenceRefusal.mismatch
        case "unsupported": throw EvidenceRefusal.unsupported(try row["head"])
        default: throw StoreError.unavailable(cause: "an answer of append_evidence that nobody knows")
        }
    }

    /// Gives an upload up. Throws `EvidenceRefusal.noUpload`, and `.ended` where all of it had come.
    package func discardEvidence(_ id: String) async throws {
        guard let id = UUID(uuidString: id) else { throw EvidenceRefusal.noUpload }
        let rows = try await act { who in "SELECT discard_evidence(\(who), \(id)) AS outcome" }
        switch try rows.first?["outcome"] as String? {
        case "discarded": return
        case "unknown": throw EvidenceRefusal.noUpload
        case "ended": throw EvidenceRefusal.ended
        default: throw StoreError.unavailable(cause: "an answer of discard_evidence that nobody knows")
        }
    }

    /// Says how many bytes an account may send within 24 hours, and how many the county keeps in all.
    package func limitEvidence(aDay: Int, inAll: Int) async throws {
        _ = try await act { who in "SELECT limit_evidence(\(who), \(aDay), \(inAll))" }
    }

    /// The limits as they are.
    package func evidenceLimits() async throws -> (aDay: Int, inAll: Int) {
        let rows = try await query(
            "SELECT a_day, in_all FROM evidence_limit WHERE county_id = \(county.id)"
        )
        guard let row = rows.first else { return (2 << 30, 100 << 30) }
        return (try row["a_day"], try row["in_all"])
    }
}
