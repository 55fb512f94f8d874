package import Compliance
import Postgres

/// A notice on record, with what became of it.
package struct NoticeRecord: Sendable, Hashable {
    package let notice: Notice
    /// The sealed document, to the byte, and its SHA-256 in lower-case hex.
    package let document: String
    package let digest: String
    /// The account that issued it.
    package let issuedBy: String
    /// nil while it has not reached the director.
    package let arrival: Arrival?
    /// The visit's correction, which may have a notice of its own; this one stands all the same.
    package let revisedBy: InspectionID?
    /// That the visit was withdrawn since; the notice stands, and says so.
    package let isWithdrawn: Bool

    package init(
        notice: Notice,
        document: String,
        digest: String,
        issuedBy: String,
        arrival: Arrival? = nil,
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
