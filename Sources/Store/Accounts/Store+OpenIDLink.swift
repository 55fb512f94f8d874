package import Compliance
import Crypto
import Postgres

extension Store {
    /// Links the account to what the provider calls its holder, in place of the link that it had. Without a password,
    /// the provider alone leads in from now on.
    ///
    /// Where that takes a way in away, all that the account has open ends; gives the names of the tokens that did.
    /// Throws `StoreError.linkTaken` where another account has the link.
    package func link(_ name: String, to link: OpenIDLink, alone: Bool = false) async throws -> [String] {
        do {
            return try await change(name, to: link, alone: alone)
        } catch let error as PostgresError where error.constraint == "account_openid_once" {
            throw StoreError.linkTaken
        }
    }

    /// Takes the account's link away, and ends all that the account has open; gives the names of the tokens that ended.
    package func unlink(_ name: String) async throws -> [String] {
        try await change(name, to: nil, alone: false)
    }

    private func change(_ name: String, to link: OpenIDLink?, alone: Bool) async throws -> [String] {
        try await transaction(needing: .manage, inPerson: true) { transaction in
            let rows = try await transaction.query(
                """
                SELECT openid_subject, openid_issuer, has_password FROM account
                WHERE county_id = \(county.id) AND name = \(name) FOR UPDATE
                """
            )
            guard let row = rows.first else { throw StoreError.noAccount(name) }
            let before = try OpenIDLink(row)
            let losesPassword = try alone && row["has_password"]
            if link == nil, before == nil { throw StoreError.noLink(name) }
            if link == before, !losesPassword { return [] }
            var statements: [SQL] = [
                """
                UPDATE account SET openid_subject = \(orNull: link?.subject), openid_issuer = \(orNull: link?.issuer)
                WHERE county_id = \(county.id) AND name = \(name)
                """,
                """
                INSERT INTO audit_entry (county_id, verb, object, before_digest, after_digest, reason)
                VALUES (\(county.id), \(link == nil ? "revoke" : before == nil ? "add" : "change"), \("link/" + name),
                    \(orNull: before?.digest), \(orNull: link?.digest), \(orNull: link?.description))
                """,
            ]
            if losesPassword {
                statements.append(
                    """
                    UPDATE account SET salt = NULL, cost = NULL, verifier = NULL, must_change = false
                    WHERE county_id = \(county.id) AND name = \(name)
                    """
                )
                statements.append(
                    """
                    INSERT INTO audit_entry (county_id, verb, object, reason)
                    VALUES (\(county.id), 'revoke', \("password/" + name), 'the provider alone')
                    """
                )
            }
            guard before != nil || losesPassword else {
                _ = try await transaction.pipeline(statements)
                return []
            }
            let done = try await transaction.pipeline(statements + revocations(of: name, because: "link"))
            return try Self.names(in: done.last)
        }
    }
}

extension OpenIDLink {
    /// The link of a row of accounts; nil where it has none.
    init?(_ row: Row) throws {
        guard let subject = try row["openid_subject"] as String? else { return nil }
        self.init(kept: subject, issuer: try row["openid_issuer"])
    }

    /// What the record keeps of it beside the words.
    var digest: [UInt8] { Array(SHA256.hash(data: Array(description.utf8))) }
}
