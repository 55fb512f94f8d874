import AuditLog
import Compliance
import Pictures
import Store

/// Whether and how a paper reached the director, and what its reader may do so that it does: the same of notices and orders.
struct ArrivalPart: Sendable {
    let problems: [String]
    let hasProblems: Bool
    /// That it has not arrived.
    let waits: String?
    let reached: Reached?
    let acknowledgeAddress: String?
    let handOver: HandOverForm?

    /// Who reads it, as far as it matters here.
    struct Reader: Sendable {
        let rights: Set<Right>
        /// Whether the account directs the site today: nobody else acknowledges.
        let isDirector: Bool
        /// Whether a program reads by a token: it has no forms.
        var isToken = false
    }

    /// When and how it did.
    struct Reached: Sendable {
        let words: String
        let witness: String?
        let photograph: Photograph?
        let recorded: String
    }

    /// The photograph of the signed paper.
    struct Photograph: Sendable {
        let digest: String
        let isPending: Bool
        /// What to do next while it has not come; or that it cannot be shown, and what that means.
        let hint: String?
        /// Where whoever recorded the arrival sends it.
        let sendAddress: String?
        /// nil while it has not come.
        let fileAddress: String?
        /// What pages show of it; nil where nothing can be shown.
        let copyAddress: String?
    }

    /// The form that says that the paper was handed over, with what was typed.
    struct HandOverForm: Sendable {
        let address: String
        let isOpen: Bool
        let typed: TypedHandOver
        /// The digest of the photograph, where that has come already.
        let photograph: String?
    }

    init(
        _ paper: ServedPaper,
        _ arrival: Arrival?,
        _ reader: Reader,
        _ typed: TypedHandOver? = nil,
        _ problems: [Problem] = [],
        _ texts: Texts
    ) {
        let mayHandOver = reader.rights.contains(.file) && !reader.isToken
        self.problems = problems.map { texts($0.message) }
        hasProblems = !problems.isEmpty
        waits = arrival == nil ? texts(paper.waits) : nil
        reached = arrival.map { arrival in
            let receiver =
                arrival.receiver.map {
                    $0 == arrival.receivedBy ? $0 : texts("arrival.receiver", $0, arrival.receivedBy)
                } ?? arrival.receivedBy
            let way = arrival.how == .acknowledged ? "arrival.byAccount" : "arrival.byPaper"
            return Reached(
                words: texts(way, arrival.reachedAt.shanghai, receiver),
                witness: arrival.witness.map { texts("arrival.witnessed", $0) },
                photograph: Photograph(of: paper, arrival, maySend: mayHandOver, texts),
                recorded: texts(
                    "arrival.recorded",
                    arrival.recordedAt.shanghai,
                    texts.account(arrival.recordedBy)
                )
            )
        }
        acknowledgeAddress =
            arrival == nil && reader.isDirector && reader.rights.contains(.respond)
            ? Link.acknowledgement(of: paper).path : nil
        handOver =
            arrival == nil && mayHandOver
            ? HandOverForm(
                address: Link.handOver(of: paper).path,
                isOpen: typed != nil,
                typed: typed ?? TypedHandOver(),
                photograph: typed.flatMap { Hash(hex: $0.photograph)?.hex }
            ) : nil
    }
}

/// What somebody typed of a hand-over, as it stands in the fields.
struct TypedHandOver: Sendable {
    var reachedAt = ""
    var receivedBy = ""
    var witness = ""
    var photograph = ""
}

extension ServedPaper {
    /// The wording of that it has not arrived.
    fileprivate var waits: String {
        switch self {
        case .notice: "arrival.noticeWaits"
        case .order: "arrival.orderWaits"
        }
    }
}

extension ArrivalPart.Photograph {
    /// nil where none is named.
    fileprivate init?(of paper: ServedPaper, _ arrival: Arrival, maySend: Bool, _ texts: Texts) {
        guard let digest = arrival.photograph else { return nil }
        self.digest = digest
        isPending = arrival.isPhotographPending
        let isOwn = arrival.isOwn && maySend
        if isPending {
            hint =
                isOwn
                ? texts("arrival.sendIt")
                : texts("arrival.waitsForIt", texts.account(arrival.recordedBy))
        } else {
            hint = arrival.unreadable.map { why in
                texts("arrival.unreadable", PictureRefusal(rawValue: why).map { texts($0.message) } ?? why)
            }
        }
        let address = Link.photograph(of: paper).path
        sendAddress = isPending && isOwn ? address : nil
        fileAddress = isPending ? nil : address
        copyAddress =
            arrival.file?.kind.isPicture == true && arrival.unreadable == nil ? address + "/page" : nil
    }
}
