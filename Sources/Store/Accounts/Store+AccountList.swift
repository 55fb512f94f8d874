import Compliance
import Postgres

extension Store {
    /// Every account of the county, by name.
    package func accounts() async throws -> Listing<Account> {
        try await wholeList { place in try await accounts(holding: "", at: place) }
    }

    /// A page of the accounts that have each of the words in their name or in how they are shown, by name.
    package func accounts(holding words: String, at place: ListPlace? = nil) async throws -> ListPage<Account>
    {
        let wanted: SQL = """
            a.county_id = \(county.id) AND (
                SELECT coalesce(bool_and(strpos(search_text(a.name || E'\\n' || a.display), word) > 0), true)
                FROM regexp_split_to_table(search_text(\(words)), '\\s+') AS word)
            """
        let rows = try await pipeline([
            """
            SELECT \(Account.columns), \(Self.accountOrder.place) FROM account a
            WHERE \(wanted) AND \(Self.accountOrder.condition(place)) \(Self.accountOrder.ending(place))
            """,
            "SELECT count(*) FROM account a WHERE \(wanted)",
        ])
        let duties = try await duties(of: try rows[0].map { row in try row["name"] as String })
        let page = try Self.accountOrder.page(rows[0], at: place, total: try rows[1].first?["count"] ?? 0) {
            row in
            try Account(row, duties.elements)
        }
        let all = Listing(page.elements, leavingOut: page.unreadable + duties.unreadable)
        return ListPage(all, total: page.total, previous: page.previous, next: page.next)
    }

    private static let accountOrder = ListOrder(keys: [("a.name", .word)])

    /// The duties of the accounts, by site.
    func duties(of accounts: [String]) async throws -> Listing<(account: String, duty: Account.Duty)> {
        try await query(
            """
            SELECT d.account, d.duty, d.site, d.person, (
                SELECT p.held_from FROM posting p
                WHERE p.county_id = d.county_id AND p.site = d.site AND p.duty = d.duty AND p.id = d.term
                    AND \(Self.isHeldToday)) AS since
            FROM account_duty d
            WHERE d.county_id = \(county.id) AND d.account = ANY (\(accounts)::text[])
            ORDER BY d.site, d.duty, d.person
            """
        )
        .listing { row in
            try row.reading("account_duty", by: "account", "site", "duty") {
                (account: try row["account"], duty: try Account.Duty(row))
            }
        }
    }

    private static let isHeldToday: SQL = """
        p.replaced_at IS NULL AND (clock_timestamp() AT TIME ZONE INTERVAL '08:00')::date
            BETWEEN p.held_from AND coalesce(p.held_to, 'infinity')
        """
}

extension Account {
    /// What `init` reads of an account `a`.
    static let columns: SQL = """
        a.name, a.display, a.roles, a.must_change, a.openid_subject, a.openid_issuer, a.has_password, a.created_at, \
        a.disabled_at
        """

    /// The account of the row, with those of the duties that are its.
    init(_ row: Row, _ duties: [(account: String, duty: Account.Duty)]) throws {
        self = try row.reading("account", by: "name") {
            let name = try row["name"] as String
            return Account(
                name: name,
                display: try row["display"],
                roles: Set(try row["roles"] as [Role]),
                duties: duties.filter { $0.account == name }.map(\.duty),
                mustChange: try row["must_change"],
                openID: try OpenIDLink(row),
                hasPassword: try row["has_password"],
                createdAt: try row["created_at"],
                disabledAt: try row["disabled_at"]
            )
        }
    }
}

extension Account.Duty {
    fileprivate init(_ row: Row) throws {
        self.init(
            duty: try row["duty"],
            site: try row["site"],
            person: try row["person"],
            since: try row["since"]
        )
    }
}
