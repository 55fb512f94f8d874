package import Compliance
import AuditLog
import Postgres

/// A paper of the county's that has to reach the director of a site.
package enum ServedPaper: Sendable, Hashable {
    /// The notice of that visit.
    case notice(InspectionID)
    case order(InspectionID)
}

/// When and how a paper reached the director.
package struct Arrival: Sendable, Hashable {
    package let how: How
    /// As stated, where it was handed over.
    package let reachedAt: Instant
    /// The account; or who took the paper, by duty.
    package let receivedBy: String
    /// What the account's holder is called, for whoever may see that.
    package let receiver: String?
    package let witness: String?
    /// SHA-256 of the photograph of the signed paper, lower-case hex; nil where it was acknowledged.
    package let photograph: String?
    /// What is here of it; nil while its bytes have not come from whoever recorded the arrival.
    package let file: EvidenceFile?
    /// Whether it was recorded by whoever asks, so that the photograph is theirs to send.
    package let isOwn: Bool
    package let recordedAt: Instant
    package let recordedBy: String

    package enum How: String, Sendable, CaseIterable {
        case acknowledged, handedOver
    }

    package init(
        how: How,
        reachedAt: Instant,
        receivedBy: String,
        receiver: String? = nil,
        witness: String? = nil,
        photograph: String? = nil,
        file: EvidenceFile? = nil,
        isOwn: Bool = false,
        recordedAt: Instant,
        recordedBy: String
    ) {
        self.how = how
        self.reachedAt = reachedAt
        self.receivedBy = receivedBy
        self.receiver = receiver
        self.witness = witness
        self.photograph = photograph
        self.file = file
        self.isOwn = isOwn
        self.recordedAt = recordedAt
        self.recordedBy = recordedBy
    }

    /// Until the photograph is here, a hand-over counts for nothing (`domain.md` §7 (c)).
    package var isPhotographPending: Bool { photograph != nil && file == nil }

    /// Why nobody can be shown the photograph, though its file is here: in one word (`PictureRefusal`). What a file turns out
    /// to be takes nothing off the record: the arrival counts, and people weigh it.
    package var unreadable: String? {
        guard case .refused(let why) = file?.picture else { return nil }
        return why
    }
}

/// Whether a paper reached the director, for whoever looks for such.
package enum ArrivalState: String, Sendable, CaseIterable {
    case onTheWay, acknowledged, handedOver

    /// Of an arrival `a`, or none.
    var condition: SQL { self == .onTheWay ? "a.how IS NULL" : "a.how = \(rawValue)" }
}

/// The photograph of the signed paper, where a hand-over names it.
package struct PhotographPlace: FilePlace, Hashable {
    package let paper: ServedPaper

    package init(_ paper: ServedPaper) { self.paper = paper }

    package var row: FileRow { .photograph(of: paper) }
    /// Begins the name that it is saved under.
    package var item: String {
        switch paper {
        case .notice: "notice"
        case .order: "order"
        }
    }
    package var index: Int { 0 }
}

extension ServedPaper {
    /// The two arguments of functions that read photographs: of which visit's notice, or of which order.
    var arguments: SQL {
        switch self {
        case .notice(let visit): "\(visit)::uuid, NULL::uuid"
        case .order(let id): "NULL::uuid, \(id)::uuid"
        }
    }

    /// That there is none, for whoever asks.
    var unknown: StoreError {
        switch self {
        case .notice(let visit): .noNotice("\(visit)")
        case .order(let id): .noOrder("\(id)")
        }
    }
}

extension Arrival {
    /// What it is read from: the arrival `a`, and what `tables` give.
    static let columns: SQL = """
        a.how, a.reached_at, a.received_by, a.witness, a.photograph, a.recorded_at, a.recorded_by, seen.display AS receiver,
        photo.entry AS photo_entry, photo.received_at AS photo_received_at, photo.size AS photo_size, photo.kind AS photo_kind,
        photo.copied AS photo_copied, photo.refused AS photo_refused, photo.width AS photo_width, photo.height AS photo_height,
        photo.beyond AS photo_beyond, photo.is_own AS photo_is_own
        """

    /// Joined to an arrival `a` of a notice, or of an order.
    static func tables(_ county: Int, visit: SQL = "NULL::uuid", order: SQL = "NULL::uuid") -> SQL {
        """
        LEFT JOIN account seen ON seen.county_id = \(county) AND seen.name = a.received_by AND a.how = 'acknowledged'
        LEFT JOIN LATERAL photograph_of(\(county),
            CASE WHEN a.photograph IS NOT NULL THEN \(visit) END, CASE WHEN a.photograph IS NOT NULL THEN \(order) END) AS photo ON true
        """
    }

    /// nil where the row has none.
    init?(_ row: Row) throws {
        guard let how = (try row["how"] as String?).flatMap({ How(rawValue: $0) }) else { return nil }
        let photograph = try row["photograph"] as DigestText?
        var file: EvidenceFile?
        if let digest = photograph.flatMap({ Hash(hex: $0.hex) }),
            let entry = try row["photo_entry"] as Int?
        {
            file = try EvidenceFile(row, digest, entry: entry, columns: "photo_")
        }
        self.init(
            how: how,
            reachedAt: try row["reached_at"],
            receivedBy: try row["received_by"],
            receiver: try row["receiver"],
            witness: try row["witness"],
            photograph: photograph?.hex,
            file: file,
            isOwn: try row["photo_is_own"] as Bool? ?? false,
            recordedAt: try row["recorded_at"],
            recordedBy: try row["recorded_by"]
        )
    }
}
