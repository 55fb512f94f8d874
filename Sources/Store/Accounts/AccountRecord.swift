package import Compliance
import Postgres

/// All that stands on record of one account, for who keeps accounts.
package struct AccountRecord: Sendable, Hashable {
    package let account: Account
    /// Where messages reach the holder.
    package let messageAddress: String?
    /// What it was from when, the latest first; a hundred at most.
    package let states: [State]
    /// How many browsers are signed in.
    package let sessions: Int
    /// The names of the tokens that would end with it.
    package let tokens: [String]
    /// How many drafts its holder keeps, which others may go on with.
    package let drafts: Int
    package var unreadable = UnreadableRows()

    /// What the account was from that moment on.
    package struct State: Sendable, Hashable {
        package let since: Instant
        package let display: String
        package let roles: Set<Role>
        /// Each as `director@T-03 PERSON`.
        package let duties: [String]
        package let messageAddress: String?
        package let openID: OpenIDLink?
        package let isDisabled: Bool
    }
}

extension Store {
    /// What stands on record of the account.
    package func account(_ name: String) async throws -> AccountRecord {
        let rows = try await pipeline(
            [
                """
                SELECT \(Account.columns), a.message_address FROM account a
                WHERE a.county_id = \(county.id) AND a.name = \(name)
                """,
                """
                SELECT account, number, since, display, roles, duties, message_address, openid_subject, openid_issuer,
                    disabled
                FROM account_state WHERE county_id = \(county.id) AND account = \(name)
                ORDER BY number DESC LIMIT 100
                """,
                """
                SELECT (
                    SELECT count(*) FROM session s WHERE s.county_id = \(county.id) AND s.account = \(name)
                        AND s.ended_at IS NULL AND s.started_at > clock_timestamp() - INTERVAL '16 hours'
                        AND s.seen_at > clock_timestamp() - INTERVAL '4 hours') AS sessions,
                    ARRAY(
                        SELECT t.name FROM api_token t WHERE t.county_id = \(county.id) AND t.account = \(name)
                            AND t.revoked_at IS NULL AND t.expires_at > clock_timestamp() ORDER BY t.name) AS tokens, (
                    SELECT count(*) FROM draft d
                    WHERE d.county_id = \(county.id) AND d.saved_by = \(name)) AS drafts
                """,
            ],
            needing: .manage
        )
        guard let row = rows[0].first, let open = rows[2].first else { throw StoreError.noAccount(name) }
        let duties = try await duties(of: [name])
        var unreadable = duties.unreadable
        return AccountRecord(
            account: try Account(row, duties.elements),
            messageAddress: try row["message_address"],
            states: try rows[1].readable(leavingOut: &unreadable) { row in try AccountRecord.State(row) },
            sessions: try open["sessions"],
            tokens: try open["tokens"],
            drafts: try open["drafts"],
            unreadable: unreadable
        )
    }
}

extension AccountRecord.State {
    fileprivate init(_ row: Row) throws {
        self = try row.reading("account_state", by: "account", "number") {
            AccountRecord.State(
                since: try row["since"],
                display: try row["display"],
                roles: Set(try row["roles"] as [Role]),
                duties: try row["duties"],
                messageAddress: try row["message_address"],
                openID: try OpenIDLink(row),
                isDisabled: try row["disabled"]
            )
        }
    }
}
