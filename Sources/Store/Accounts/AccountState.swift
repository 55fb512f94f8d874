import AuditLog
import Compliance
import Postgres

/// What an account was from a moment on, by values as they stand: what its entries in the record have the digest of.
/// Nothing of a password is in it but whether there is one.
struct AccountState {
    /// The first of the account is 1; 0 where this is what its rows have now.
    let number: Int
    let account: String
    /// In microseconds since 1970.
    let since: String
    let display: String?
    let roles: [String]
    /// Each as `director@T-03 PERSON`.
    let duties: [String]
    let messageAddress: String?
    let subject: String?
    let issuer: String?
    let hasPassword: String?
    let isDisabled: String?
    let isCarriedOver: Bool

    /// Every state of every account of the county, the first of each first.
    static func kept(in county: Int) -> SQL {
        """
        SELECT account, number, extract(epoch FROM since) * 1000000 AS since, display, roles, duties, message_address,
            openid_subject, openid_issuer, has_password::text, disabled::text, carried_over
        FROM account_state WHERE county_id = \(county) ORDER BY account, number
        """
    }

    /// Every account of the county as its rows have it now, since it was made.
    static func now(in county: Int) -> SQL {
        """
        SELECT a.name AS account, 0 AS number, extract(epoch FROM a.created_at) * 1000000 AS since, a.display, a.roles,
            ARRAY(SELECT d.duty || '@' || d.site || ' ' || d.person || CASE WHEN d.term IS NULL OR EXISTS (
                    SELECT FROM posting p WHERE p.county_id = d.county_id AND p.site = d.site AND p.duty = d.duty
                        AND p.id = d.term AND p.person = d.person) THEN '' ELSE ' by another term' END
                FROM account_duty d
                WHERE d.county_id = a.county_id AND d.account = a.name
                ORDER BY (d.duty || '@' || d.site || ' ' || d.person) COLLATE "C") AS duties,
            a.message_address, a.openid_subject, a.openid_issuer, a.has_password::text,
            (a.disabled_at IS NOT NULL)::text AS disabled, false AS carried_over
        FROM account a WHERE a.county_id = \(county) ORDER BY a.name
        """
    }

    init(_ row: Row) throws {
        account = try row["account"]
        number = try row["number"]
        since = row.plain("since").map { String($0.prefix { $0 != "." }) } ?? ""
        display = row.plain("display")
        roles = row.list("roles") ?? []
        duties = row.list("duties") ?? []
        messageAddress = row.plain("message_address")
        subject = row.plain("openid_subject")
        issuer = row.plain("openid_issuer")
        hasPassword = row.plain("has_password")
        isDisabled = row.plain("disabled")
        isCarriedOver = try row["carried_over"]
    }

    var link: OpenIDLink? { subject.map { OpenIDLink(kept: $0, issuer: issuer) } }

    /// The digest, made as `state_digest` in `sql/acts/account_state.sql` makes it.
    var hex: String {
        let values: [String?] = [
            "lazaret account v1", account, since, display, roles.joined(separator: ","), messageAddress,
            subject,
            issuer, hasPassword, isDisabled,
        ]
        return Hash(of: AuditEntry.framed(values + duties)).hex
    }

    /// What it is apart from when, each by the name under which a difference is told.
    var parts: [(name: String, value: String?)] {
        [
            ("display", display), ("roles", roles.column), ("duties", duties.column),
            ("link", link?.description), ("message address", messageAddress),
            ("has password", hasPassword), ("disabled", isDisabled),
        ]
    }
}
