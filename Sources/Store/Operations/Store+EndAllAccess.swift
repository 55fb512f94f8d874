package import Postgres

extension Store {
    /// Ends every session and token of every county, as a restored backup brings back what was ended since; on the
    /// record of each county. A database of before there were accounts has none.
    package static func endAllAccess(in database: Database, as actor: Actor) async throws {
        guard case .shell(let name) = actor else { throw StoreError.forbidden }
        try await database.transaction { transaction in
            let present = try await transaction.query(
                """
                SELECT to_regprocedure('public.end_all_access(text)') IS NOT NULL AS act,
                    to_regclass('public.api_token') IS NOT NULL AS accounts
                """
            )
            if try present[0]["act"] {
                _ = try await transaction.query("SELECT end_all_access(\(name))")
            } else if try present[0]["accounts"] {
                _ = try await transaction.query(earlier(name))
            }
        }
    }

    /// The same in a backup of an earlier release, which is restored as it was and has no such act.
    private static func earlier(_ name: String) -> SQL {
        """
        WITH sessions AS (
            UPDATE public.session SET ended_at = clock_timestamp() WHERE ended_at IS NULL
            RETURNING county_id, 'session/' || left(encode(digest, 'hex'), 8) AS object),
        tokens AS (
            UPDATE public.api_token SET revoked_at = clock_timestamp() WHERE revoked_at IS NULL
            RETURNING county_id, 'token/' || account || '/' || name AS object)
        INSERT INTO public.audit_entry (county_id, actor, via, verb, object, reason)
        SELECT county_id, \(name), 'shell', 'logout', object, 'restored' FROM sessions
        UNION ALL SELECT county_id, \(name), 'shell', 'revoke', object, 'restored' FROM tokens
        """
    }
}
