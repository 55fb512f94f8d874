package import Compliance
import Postgres
import StrictJSON

/// A notice on record, with what became of it.
package struct NoticeRecord: Sendable, Hashable {
    package let notice: Notice
    /// The sealed document, to the byte, and its SHA-256 in lower-case hex.
    package let document: String
    package let digest: String
    /// The account that issued it.
    package let issuedBy: String
    /// nil while it has not reached the director.
    package let arrival: NoticeArrival?
    /// The visit's correction, which may have a notice of its own; this one stands all the same.
    package let revisedBy: InspectionID?
    /// That the visit was withdrawn since; the notice stands, and says so.
    package let isWithdrawn: Bool

    package init(
        notice: Notice,
        document: String,
        digest: String,
        issuedBy: String,
        arrival: NoticeArrival? = nil,
        revisedBy: InspectionID? = nil,
        isWithdrawn: Bool = false
    ) {
        self.notice = notice
        self.document = document
        self.digest = digest
        self.issuedBy = issuedBy
        self.arrival = arrival
        self.revisedBy = revisedBy
        self.isWithdrawn = isWithdrawn
    }

    package var visit: InspectionID { notice.content.visit.id }
}

/// When and how a notice reached the director.
package struct NoticeArrival: Sendable, Hashable {
    package let how: How
    /// As stated, where it was handed over.
    package let reachedAt: Instant
    /// The account; or who took the paper, by duty.
    package let receivedBy: String
    /// What the account's holder is called, for whoever may see that.
    package let receiver: String?
    package let witness: String?
    /// SHA-256 of the photograph of the signed paper, lower-case hex.
    package let photograph: String?
    /// Whether that file has not arrived from whoever recorded the arrival.
    package let isPhotographPending: Bool
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
        isPhotographPending: Bool = false,
        recordedAt: Instant,
        recordedBy: String
    ) {
        self.how = how
        self.reachedAt = reachedAt
        self.receivedBy = receivedBy
        self.receiver = receiver
        self.witness = witness
        self.photograph = photograph
        self.isPhotographPending = isPhotographPending
        self.recordedAt = recordedAt
        self.recordedBy = recordedBy
    }
}

/// A notice that was handed over on paper, as whoever did it says.
package struct HandOver: Sendable, Hashable {
    package let reachedAt: Instant
    /// By duty.
    package let receivedBy: String
    package let witness: String
    /// SHA-256 of the photograph of the signed paper, lower-case hex.
    package let photograph: String

    /// Takes what was typed; throws all that is wrong with it.
    package init(
        reachedAt: Instant?,
        receivedBy: String?,
        witness: String?,
        photograph: String?
    ) throws(Problems) {
        var problems: [Problem] = []
        func name(_ text: String?, _ field: String, _ title: Text) -> String {
            let text = (text ?? "").asTyped.trimmed
            if text.isBlank || text.unicodeScalars.count > 200
                || text.unicodeScalars.contains(where: \.isControl)
            {
                problems.append(
                    Problem(
                        "badName",
                        at: "/\(field)",
                        Text(
                            zh: "\(title.zh)请写职务，1 到 200 个字符，写在一行里。",
                            en: "\(title.en): say it by duty, in 1 to 200 characters on one line."
                        )
                    )
                )
            }
            return text
        }
        if reachedAt == nil { problems.append(.badHandOverTime) }
        self.reachedAt = reachedAt ?? Instant(microseconds: 0)
        self.receivedBy = name(receivedBy, "receivedBy", Text(zh: "接收人", en: "Who received it"))
        self.witness = name(witness, "witness", Text(zh: "见证人", en: "The witness"))
        let digest = (photograph ?? "").trimmed.lowercased()
        if digest.utf8.count != 64 || !digest.utf8.allSatisfy({ "0123456789abcdef".utf8.contains($0) }) {
            problems.append(.badPhotograph)
        }
        self.photograph = digest
        guard problems.isEmpty else { throw Problems(problems) }
    }
}

extension Problem {
    fileprivate static let badHandOverTime = Problem(
        "badTime",
        at: "/reachedAt",
        Text(
            zh: "送达时间应写作 2021-08-18T09:00 的形式（北京时间），且历法里有这一刻。",
            en:
                "The time of hand-over is written like 2021-08-18T09:00 (Beijing time), and must be in the calendar."
        )
    )
    fileprivate static let badPhotograph = Problem(
        "badDigest",
        at: "/photograph",
        Text(
            zh: "签收照片以 SHA-256 摘要登记：64 位十六进制数字（0-9、a-f）。",
            en: "The photograph of the signed paper is named by its SHA-256: 64 hexadecimal digits."
        )
    )
    /// It was not issued yet.
    static let handedOverEarly = Problem(
        "beforeIssue",
        at: "/reachedAt",
        Text(zh: "送达时间早于通知书的签发时间。", en: "It was not issued yet at the time of hand-over.")
    )
    static let handedOverInFuture = Problem(
        "inFuture",
        at: "/reachedAt",
        Text(zh: "送达时间还没有到。", en: "The time of hand-over has not come yet.")
    )
}

extension NoticeArrival {
    /// nil where the row has none.
    init?(_ row: Row) throws {
        guard let how = (try row["how"] as String?).flatMap({ How(rawValue: $0) }) else { return nil }
        self.init(
            how: how,
            reachedAt: try row["reached_at"],
            receivedBy: try row["received_by"],
            receiver: try row["receiver"],
            witness: try row["witness"],
            photograph: (try row["photograph"] as DigestText?)?.hex,
            isPhotographPending: try row["photograph_pending"] as Bool? ?? false,
            recordedAt: try row["recorded_at"],
            recordedBy: try row["recorded_by"]
        )
    }
}
