package import AuditLog
package import Compliance
import Foundation
import Postgres

/// Bounds and names of what is sent as evidence.
package enum Evidence {
    /// The most bytes of a file: 20 MiB.
    package static let mostBytes = 20 << 20
    /// How many bytes are acknowledged, kept and given at once.
    package static let pieceBytes = 256 << 10
}

/// A file on its way, of whoever asks.
package struct EvidenceUpload: Sendable, Hashable {
    /// A UUID in lower case.
    package let id: String
    /// How many bytes it is to have, and how many have arrived.
    package let size: Int
    package let arrived: Int
    /// When it ends by itself.
    package let expires: Instant
    package let state: State

    package enum State: Sendable, Hashable {
        case underWay
        /// All of it is here; the digest is of its bytes.
        case received(Hash)
        /// All of it came, and was refused: `mismatch` or `unsupported`.
        case refused(String)
    }
}

/// What became of a piece.
package enum UploadProgress: Sendable, Hashable {
    /// So many bytes are here.
    case kept(arrived: Int)
    /// All are, and on record as that entry.
    case received(Hash, entry: Int)
}

/// Where a row names a file: who may read the row may read the file.
package protocol FilePlace: Sendable {
    var row: FileRow { get }
    /// The item that the file is about.
    var item: String { get }
    /// Counts from 0 within what names it.
    var index: Int { get }
}

/// The row that names a file.
package enum FileRow: Sendable, Hashable {
    case visit(InspectionID)
    /// What a site sent about a gap.
    case submission(InspectionID)
    /// The hand-over of a paper.
    case photograph(of: ServedPaper)
    /// What was put on record in a case.
    case caseAct(FactID)
}

/// Where a filed answer names a file: `index` counts from 0 within the answer.
package struct EvidencePlace: FilePlace, Hashable {
    package let inspection: InspectionID
    package let item: String
    package let index: Int

    package init(inspection: InspectionID, item: String, index: Int) {
        self.inspection = inspection
        self.item = item
        self.index = index
    }

    package var row: FileRow { .visit(inspection) }
}

/// Where an answer for a gap names a file.
package struct SubmissionPlace: FilePlace, Hashable {
    package let submission: InspectionID
    package let item: String
    package let index: Int

    package init(submission: InspectionID, item: String, index: Int) {
        self.submission = submission
        self.item = item
        self.index = index
    }

    package var row: FileRow { .submission(submission) }
}

/// Where an act of a case names a file.
package struct CaseActPlace: FilePlace, Hashable {
    package let act: FactID
    package let index: Int

    package init(act: FactID, index: Int) {
        self.act = act
        self.index = index
    }

    package var row: FileRow { .caseAct(act) }
    package var item: String { "case" }
}

/// One reference of a filed answer, with what is here of it.
package struct NamedEvidence: Sendable, Hashable {
    package let item: String
    package let index: Int
    /// As it was filed.
    package let reference: String
    package let state: State

    package enum State: Sendable, Hashable {
        /// It names no file by its SHA-256, but something kept elsewhere.
        case noFile
        /// Its bytes have not come from whoever filed.
        case pending
        case here(EvidenceFile)
    }

    package var isPending: Bool { state == .pending }
}

/// A file that is here.
package struct EvidenceFile: Sendable, Hashable {
    package let digest: Hash
    /// In bytes.
    package let size: Int
    package let kind: FileContent
    /// When whoever filed had sent all of it, and the entry on record of that.
    package let receivedAt: Instant
    package let entry: Int
    /// What pages can show of it; nil while nobody has looked, and for what is no picture.
    package let picture: Picture?

    package enum Picture: Sendable, Hashable {
        /// Upright, in pixels; `beyond` is how many bytes its file holds behind it.
        case shown(width: Int, height: Int, beyond: Int)
        /// Why nothing is, in one word (`PictureRefusal`).
        case refused(String)
    }
}

/// A file that whoever asks has sent in full.
package struct OwnEvidence: Sendable, Hashable {
    /// In bytes.
    package let size: Int
    package let kind: FileContent

    package init(size: Int, kind: FileContent) {
        self.size = size
        self.kind = kind
    }
}

/// What a visit names, and whether it is for whoever asks to send what is missing.
package struct InspectionEvidence: Sendable {
    package let named: [NamedEvidence]
    package let isOwn: Bool

    package var pending: [NamedEvidence] { named.filter(\.isPending) }

    package init(named: [NamedEvidence], isOwn: Bool) {
        self.named = named
        self.isOwn = isOwn
    }
}

extension InspectionEvidence {
    init(_ rows: Rows) throws {
        named = try rows.map { row in try NamedEvidence(row) }
        isOwn = try rows.first?["is_filer"] as Bool? ?? false
    }
}

extension NamedEvidence {
    init(_ row: Row) throws {
        item = try row["item"]
        index = try row["n"]
        reference = try row["reference"]
        guard let digest = try row["digest"] as Hash? else {
            state = .noFile
            return
        }
        guard let entry = try row["entry"] as Int? else {
            state = .pending
            return
        }
        state = .here(try EvidenceFile(row, digest, entry: entry))
    }
}

extension EvidenceFile {
    /// Reads the columns of that beginning.
    init(_ row: Row, _ digest: Hash, entry: Int, columns: String = "") throws {
        let refused = try row[columns + "refused"] as String?
        self.init(
            digest: digest,
            size: try row[columns + "size"],
            kind: try row[columns + "kind"],
            receivedAt: try row[columns + "received_at"],
            entry: entry,
            picture: try row[columns + "copied"]
                ? try refused.map { .refused($0) }
                    ?? .shown(
                        width: row[columns + "width"],
                        height: row[columns + "height"],
                        beyond: row[columns + "beyond"]
                    ) : nil
        )
    }
}

extension FileContent: Readable {}
