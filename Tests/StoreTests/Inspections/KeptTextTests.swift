import Postgres
import StrictJSON
import Testing

@testable import Compliance
@testable import Store

/// What people type is kept as they meant it, wherever it comes in.
@Suite struct KeptTextTests {
    @Test(
        "A filing is the same with text as it was copied and as it was meant; with other text it is another"
    )
    func filings() async throws {
        try await FilingTests.with { store, database in
            let copied = try FilingTests.filing(1, escort: "副\t院长\u{FEFF}")
            let meant = try FilingTests.filing(1, escort: "副 院长")
            guard case .filed(let first) = try await store.file(copied, receivedAt: FilingTests.now) else {
                Issue.record("it was known already")
                return
            }
            #expect(first.filing.escort == "副 院长")
            for again in [copied, meant] {
                guard case .repeated(let before) = try await store.file(again, receivedAt: FilingTests.now)
                else {
                    Issue.record("it was filed twice")
                    return
                }
                #expect(before.filing.digest == first.filing.digest)
            }
            await #expect(throws: StoreError.conflict(first.filing.id)) {
                try await store.file(try FilingTests.filing(1, escort: "副院长"), receivedAt: FilingTests.now)
            }
            let kept = try await database.query("SELECT filing::text AS document FROM inspection")
            #expect(try (kept[0]["document"] as String).contains("副 院长"))
        }
    }

    @Test("A filing of an earlier release is answered to whoever sends it again as it stood")
    func earlier() async throws {
        try await FilingTests.with { store, database in
            let node = try FilingTests.filing(1, escort: "副?院长")
            guard case .filed(let first) = try await store.file(node, receivedAt: FilingTests.now) else {
                return
            }
            // As it was taken when a tab in a name was still kept.
            let stored = JSON.write(try FilingTests.filing(1, escort: "副\t院长"))
            let document = JSON.write(first.filing.node).replacing("副?院长", with: #"副\t院长"#)
            try await database.run(
                """
                BEGIN; SET LOCAL session_replication_role = replica;
                UPDATE inspection SET filing = $one$\(document)$one$,
                    content_digest = sha256(convert_to($one$\(document)$one$, 'UTF8'));
                COMMIT
                """
            )
            let again = try await store.file(try JSON.read(Array(stored.utf8)), receivedAt: FilingTests.now)
            guard case .repeated(let before) = again else {
                Issue.record("it was filed twice")
                return
            }
            #expect(before.filing.escort.isExactly("副\t院长"))
        }
    }

    @Test("Reasons and names of the register, of accounts and of tokens")
    func others() async throws {
        try await CountyWithAccounts.with { county in
            let store = county.shell
            _ = try await store.file(try FilingTests.filing(1), receivedAt: FilingTests.now)
            try await store.withdraw(try InspectionRows.id(1), reason: "走错了\t点位\u{2028}重填")
            try await store.renameTownship("T-01", to: Text(zh: "城\u{FEFF}关镇", en: "The\tTown"), why: "核\t实")
            let start = DutyAct.start(.partyHead, person: "某镇\t书记", from: day("08-01"))
            try await store.change(start, at: "T-01", why: "任\u{85}命")
            try await county.add("office", .inspector)
            let change = try AccountChange(display: "办公室\t值班", roles: [], messageAddress: "\u{FEFF}a@b")
            _ = try await store.change("office", to: change)
            _ = try await store.issueToken(of: "office", name: "手\t机", scope: [.read], days: 1)
            let said =
                try await county.owner
                .query(
                    """
                    SELECT (SELECT string_agg(reason, '|' ORDER BY number) FROM audit_entry WHERE reason <> '') AS reasons,
                        (SELECT string_agg(name_zh || name_en, '|') FROM township_name WHERE replaced_at IS NULL AND name_en LIKE 'The%')
                            AS town,
                        (SELECT person FROM posting WHERE duty = 'partyHead') AS person,
                        (SELECT display || message_address FROM account WHERE name = 'office') AS shown,
                        (SELECT name FROM api_token) AS token
                    """
                )[0]
            let reasons = try said["reasons"] as String
            #expect(reasons.contains("走错了 点位\n重填"), "\(reasons)")
            #expect(reasons.contains("核 实") && reasons.contains("任\n命"), "\(reasons)")
            #expect(try said["town"] == "城关镇The Town")
            #expect(try said["person"] == "某镇 书记")
            #expect(try said["shown"] == "办公室 值班a@b")
            #expect(try said["token"] == "手 机")
            // What does not show is refused, as before.
            await #expect(throws: Problems.self) {
                try await store.withdraw(try InspectionRows.id(1), reason: "a\u{1B}[2Jb")
            }
            await #expect(throws: Problems.self) {
                try await store.renameTownship("T-01", to: Text(zh: "城\u{1B}镇", en: "Town"), why: "核实")
            }
            await #expect(throws: Problems.self) { try await store.change(start, at: "T-01", why: "a\u{0}") }
        }
    }
}
