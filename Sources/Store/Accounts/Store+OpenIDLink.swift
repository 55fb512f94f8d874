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
        let rows = try await act { who in
            """
            SELECT outcome, ended FROM link_account(\(who), \(name), \(orNull: link?.subject), \(orNull: link?.issuer),
                \(alone))
            """
        }
        return try Self.ended(rows.first, of: name)
    }
}

extension OpenIDLink {
    /// The link of a row of accounts; nil where it has none.
    init?(_ row: Row) throws {
        guard let subject = try row["openid_subject"] as String? else { return nil }
        self.init(kept: subject, issuer: try row["openid_issuer"])
    }

    /// What entries of earlier releases have the digest of.
    var digest: [UInt8] { Array(SHA256.hash(data: Array(description.utf8))) }
}
