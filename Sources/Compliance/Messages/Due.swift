import StrictJSON

/// What time has made due in a county at a moment, as the functions that work it out say it; nothing of it is stored.
package struct Due: Sendable, Hashable {
    /// By the database's clock.
    package let asOf: Instant
    package var orders: [Order] = []
    package var standards: [Standard] = []
    package var visits: [Visit] = []
    package var verifications: [Verification] = []
    package var returns: [Return] = []
    package var pendingEvidence: [PendingEvidence] = []
    package var rungs: [PossibleRung] = []
    package var openWeeks: [ISOWeek] = []
    package var closedWeeks: [ClosedWeek] = []
    /// The standing order in force, where it has lapsed: why the clock closes nothing.
    package var lapsedOrder: ClosingOrder?

    package init(asOf: Instant) { self.asOf = asOf }

    /// A site as messages name it.
    package struct Place: Sendable, Hashable {
        package let code: String
        package let name: Text

        package init(code: String, name: Text) {
            self.code = code
            self.name = name
        }
    }

    /// An open order (整改) that is overdue, or near its deadline.
    package struct Order: Sendable, Hashable {
        package let site: Place
        package let item: String
        package let text: Text
        package let responsible: Responsible
        package let deadline: Instant
        package let isOverdue: Bool

        package init(
            site: Place,
            item: String,
            text: Text,
            responsible: Responsible,
            deadline: Instant,
            isOverdue: Bool
        ) {
            self.site = site
            self.item = item
            self.text = text
            self.responsible = responsible
            self.deadline = deadline
            self.isOverdue = isOverdue
        }
    }

    /// A version of the standard that waits for its receipt.
    package struct Standard: Sendable, Hashable {
        package let site: Place
        package let title: Text

        package init(site: Place, title: Text) {
            self.site = site
            self.title = title
        }
    }

    /// A site whose day has passed.
    package struct Visit: Sendable, Hashable {
        package let site: Place
        package let dueOn: Day

        package init(site: Place, dueOn: Day) {
            self.site = site
            self.dueOn = dueOn
        }
    }

    /// What waits for an inspector.
    package struct Verification: Sendable, Hashable {
        package let site: Place
        package let item: String
        package let since: Day

        package init(site: Place, item: String, since: Day) {
            self.site = site
            self.item = item
            self.since = since
        }
    }

    /// An answer that was sent back within the last days, and what it answered for, which is open again.
    package struct Return: Sendable, Hashable {
        package let order: Order
        package let at: Instant

        package init(_ order: Order, at: Instant) {
            self.order = order
            self.at = at
        }
    }

    /// A visit of which not everything that it names had come after a day.
    package struct PendingEvidence: Sendable, Hashable {
        package let inspection: InspectionID
        package let site: Place
        package let finishedAt: Instant
        /// The account that filed it.
        package let filedBy: String

        package init(inspection: InspectionID, site: Place, finishedAt: Instant, filedBy: String) {
            self.inspection = inspection
            self.site = site
            self.finishedAt = finishedAt
            self.filedBy = filedBy
        }
    }

    /// A rung that may be proposed of a site: reminder and circular of those items, the interview of a case to be opened.
    package struct PossibleRung: Sendable, Hashable {
        package let site: Place
        package let rung: Rung
        package let items: [String]

        package init(site: Place, rung: Rung, items: [String]) {
            self.site = site
            self.rung = rung
            self.items = items
        }
    }

    /// A week that was closed or revised within the last days.
    package struct ClosedWeek: Sendable, Hashable {
        package let week: ISOWeek
        package let revision: Int
        /// Whom it is sent to; nobody: whoever reads weeks.
        package let list: [String]

        package init(week: ISOWeek, revision: Int, list: [String] = []) {
            self.week = week
            self.revision = revision
            self.list = list
        }
    }
}

/// Whom the county can tell something: an account in use, or a webhook.
package struct Recipient: Sendable, Hashable {
    /// An account, or `webhook/ID`.
    package let name: String
    package let rights: Set<Right>
    /// The duties held today.
    package let duties: [Post]
    /// The sites where a duty was ever held: whoever held one keeps out of what is judged there.
    package let heldAt: Set<String>

    package struct Post: Sendable, Hashable {
        package let duty: Responsible
        package let site: String

        package init(duty: Responsible, site: String) {
            self.duty = duty
            self.site = site
        }
    }

    package init(name: String, rights: Set<Right>, duties: [Post] = [], heldAt: Set<String> = []) {
        self.name = name
        self.rights = rights
        self.duties = duties
        self.heldAt = heldAt
    }

    /// A webhook has no right and no duty.
    package init(webhook id: String) { self.init(name: "webhook/\(id)", rights: []) }

    package var isWebhook: Bool { name.begins(with: "webhook/") }

    /// Whether the order is theirs to see to: a director's every one of the site, else those of the own duty.
    func answers(for order: Due.Order) -> Bool {
        duties.contains {
            $0.site == order.site.code && ($0.duty == .director || $0.duty == order.responsible)
        }
    }
}
