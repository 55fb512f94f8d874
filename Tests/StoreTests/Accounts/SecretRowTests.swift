import Postgres
import Testing

@testable import Compliance
@testable import Store

/// PostgreSQL's error of a row that breaks a bound shows the row, to whoever no policy binds: of an account, what its
/// password was stretched to.
@Suite("What is said of an account that breaks a bound")
struct SecretRowTests {
    @Test("Its constraint, and nothing of its row")
    func detail() async throws {
        try await CountyWithAccounts.with { county in
            try await county.add("admin", .administrator)
            try await county.add("inspector", .inspector)
            _ = try await county.owner.query(
                "UPDATE account SET openid_subject = 'sub', openid_issuer = NULL WHERE name = 'inspector'"
            )
            let (_, key) = try await county.signedIn("admin")
            let long = String(repeating: "x", count: 501)
            for call in [
                "change_account(1, KEY, '', 'inspector', '\(long)', NULL, NULL, NULL)",
                "change_account(1, KEY, '', 'inspector', NULL, ARRAY['inspector', NULL], NULL, NULL)",
                "link_account(1, KEY, '', 'inspector', '\(long)', 'i', false)",
                "reset_password(1, KEY, '', 'inspector', sha256('salt'), 15, sha256('v'), true)",
                "add_account(1, KEY, '', ARRAY[ROW('new', '\(long)', '{inspector}', '{}', NULL, NULL, sha256('s'), 15, sha256('v'), false)::new_account])",
                "openid_login(1, '\(long)', 'sub', 'nonce', 'kk', NULL, '', '')",
            ] {
                let call = call.replacing(
                    "KEY",
                    with: "'\\x\(key.bytes.map { String(format: $0) }.joined())'::bytea"
                )
                // What the error shows beside its words, as the server's role sees it.
                let error = await #expect(throws: PostgresError.self) {
                    try await county.server.database.run(
                        """
                        DO $$ DECLARE shown text; broken text; BEGIN
                            PERFORM \(call);
                        EXCEPTION WHEN OTHERS THEN
                            GET STACKED DIAGNOSTICS shown = PG_EXCEPTION_DETAIL, broken = CONSTRAINT_NAME;
                            RAISE EXCEPTION 'caught' USING ERRCODE = CASE WHEN shown = '' THEN 'P0001' ELSE 'P0002' END;
                        END $$
                        """
                    )
                }
                #expect(error?.sqlState == "P0001", "\(call.prefix(40))")
            }
        }
    }
}

extension String {
    /// Two hexadecimal digits.
    fileprivate init(format byte: UInt8) {
        self = (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
}
