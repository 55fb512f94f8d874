package import Compliance
import Postgres

/// An account that reads weeks, or is on a list of those that they are sent to.
package struct WeekReader: Sendable, Hashable {
    package let account: String
    package let display: String
    /// Whether it is in use and may read weeks.
    package let mayRead: Bool
    /// When its holder said that they read the revision asked for; nil where they did not.
    package let readAt: Instant?

    package init(account: String, display: String, mayRead: Bool = true, readAt: Instant? = nil) {
        self.account = account
        self.display = display
        self.mayRead = mayRead
        self.readAt = readAt
    }
}

/// Who has read a revision of a closed week, as each said, and who has not.
package struct WeekReaders: Sendable, Hashable {
    /// Whom it was sent to by an order; empty where it went to whoever reads weeks.
    package let list: [String]
    /// Those of the list, or whoever reads weeks; and whoever else marked it.
    package let all: [WeekReader]

    package init(list: [String], all: [WeekReader]) { (self.list, self.all) = (list, all) }
}

extension Store {
    /// Notes that the account's holder has read that revision, once and for good; false where they had said so. Opening a page
    /// is not reading, and notes nothing.
    ///
    /// Throws `StoreError.weekNotClosed` where there is no such report, `.forbidden` for programs and the operator at the shell.
    @discardableResult
    package func markWeekRead(_ week: ISOWeek, revision: Int) async throws -> Bool {
        let rows = try await act { who in
            "SELECT mark_week_read(\(who), \(week.monday), \(revision)::integer) AS outcome"
        }
        switch try rows.first?["outcome"] as String? {
        case "marked": return true
        case "already": return false
        case "unknown": throw StoreError.weekNotClosed(week, revision: revision)
        default: throw StoreError.unavailable(cause: "an answer of mark_week_read that nobody knows")
        }
    }

    /// Who has read that revision and who has not: of the list of the order that was in force when it was closed, or of whoever
    /// reads weeks.
    package func readers(of sealed: SealedWeek) async throws -> WeekReaders {
        let list = ClosingOrder.list(at: sealed.revision.closedAt, try await closingOrders())
        let all = try await weekReaders(sealed.report.week, revision: sealed.report.revision)
        return WeekReaders(
            list: list,
            all: all.filter { $0.readAt != nil || (list.isEmpty ? $0.mayRead : list.contains($0.account)) }
        )
    }

    /// Whoever may read weeks.
    package func weekReaders() async throws -> [WeekReader] {
        try await weekReaders(nil, revision: nil).filter(\.mayRead)
    }

    private func weekReaders(_ week: ISOWeek?, revision: Int?) async throws -> [WeekReader] {
        try await query(
            """
            SELECT account, display, reads, read_at
            FROM week_readers(\(county.id), \(orNull: week?.monday)::date, \(orNull: revision)::integer)
            """,
            needing: .county
        )
        .map { row in
            WeekReader(
                account: try row["account"],
                display: try row["display"],
                mayRead: try row["reads"],
                readAt: try row["read_at"]
            )
        }
    }
}
