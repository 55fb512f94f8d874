package import Compliance
import Postgres

/// A three-colour order on record.
package struct OrderRecord: Sendable, Hashable {
    package let id: InspectionID
    package let order: SupervisionOrder
    /// The sealed document, to the byte, and its SHA-256 in lower-case hex.
    package let document: String
    package let digest: String
    /// The account that issued it.
    package let issuedBy: String
    /// nil while it has not reached the director.
    package let arrival: Arrival?

    package init(
        id: InspectionID,
        order: SupervisionOrder,
        document: String,
        digest: String,
        issuedBy: String,
        arrival: Arrival? = nil
    ) {
        self.id = id
        self.order = order
        self.document = document
        self.digest = digest
        self.issuedBy = issuedBy
        self.arrival = arrival
    }

    init(_ row: Row) throws {
        let document = try row["document"] as String
        let order: SupervisionOrder
        do { order = try SupervisionOrder(sealed: document) } catch {
            throw UnreadableRow(table: "supervision_order", key: try row["id"], why: "\(error)")
        }
        self.init(
            id: try row["id"],
            order: order,
            document: document,
            digest: (try row["digest"] as DigestText).hex,
            issuedBy: try row["issued_by"],
            arrival: try Arrival(row)
        )
    }
}

/// Why no order is issued of a gap; the words are those of the act.
package enum OrderObstacle: String, Sendable, Hashable, CaseIterable {
    /// Nothing is to be urged: there is time, or it waits for an inspector.
    case calm
    /// An order of that colour stands for what is now.
    case stands

    package var message: Text {
        switch self {
        case .calm:
            Text(
                zh: "这个问题目前没有什么可督办的（离期限尚早，或已报送、待检查员处理），没有签发。",
                en:
                    "Nothing is to be urged about this gap now (there is time, or it waits for an inspector); no order was issued."
            )
        case .stands:
            Text(
                zh: "就现在的情况，这种颜色的督办单已经签发过，没有再发。",
                en: "An order of this colour stands for what is now; no other was issued."
            )
        }
    }
}

/// Which orders are asked for; what is nil is not asked for.
package struct OrderFilter: Sendable, Hashable {
    package var colour: GapStanding.Colour?
    /// Whether it reached the director.
    package var state: ArrivalState?
    /// Words by which sites are found (`SiteFilter`).
    package var words: String
    /// One item at one site, with the codes that it goes on from.
    package var gap: Gap?

    package struct Gap: Sendable, Hashable {
        package let site: String
        package let item: String

        package init(site: String, item: String) {
            self.site = site
            self.item = item
        }
    }

    package init(colour: GapStanding.Colour? = nil, state: ArrivalState? = nil, words: String = "") {
        self.colour = colour
        self.state = state
        self.words = words
    }
}
