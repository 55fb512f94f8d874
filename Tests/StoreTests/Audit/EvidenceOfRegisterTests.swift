import AuditLog
import Compliance
import Postgres
import Testing

@testable import Store

/// The same of standards, register, accounts and tokens; and what entries of earlier releases do not prove.
@Suite("Standards, register, accounts and tokens are held against the record")
struct EvidenceOfRegisterTests {
    @Test(
        "A version changed or removed",
        arguments: [
            ("document = replace(document::text, '2021-08', '2021-07')::json", "digest"),
            ("digest = sha256('x')", "digest"), ("effective_from = '2021-07-01'", "effective_from"),
            ("effective_to = '2021-08-02'", "effective_to"), ("published_by = '乙'", "published_by"),
            ("published_at = published_at - INTERVAL '1 hour'", "published_at"),
        ]
    )
    func baselines(change: String, part: String) async throws {
        try await EvidenceCounty.with { county in
            let found = try await county.differing(after: "UPDATE baseline_version SET \(change)")
            #expect(found.first == "baseline/henan-minimum/2021-08 \(part)", "\(found)")
        }
    }

    @Test("A checklist's items, its kind, and the checklist itself")
    func checklists() async throws {
        try await EvidenceCounty.with { county in
            let version = "UPDATE checklist_version SET %@ WHERE code = 'county-isolation'"
            for (change, part) in [("items = items[2:]", "items"), ("site_kind = 'zone'", "site_kind")] {
                let found = try await county.differing(after: version.replacing("%@", with: change))
                #expect(
                    found.contains { $0.hasPrefix("checklist/county-isolation/") && $0.hasSuffix(" " + part) }
                )
            }
            let found = try await county.differing(
                after: "DELETE FROM checklist_version WHERE code = 'county-isolation'"
            )
            #expect(found.count == 1 && found[0].hasSuffix(" row"))
        }
    }

    @Test("Inspections under a changed standard are not provable, and are not scored by it")
    func changedStandard() async throws {
        try await EvidenceCounty.with { county in
            try await county.log.attack(
                "UPDATE checklist_version SET document = (document::text || ' ')::json WHERE code = 'township-isolation'"
            )
            let findings = try await county.evidence()
            #expect(Set(findings.first.map(\.part)) == ["digest", "document"])
            #expect(findings.unproven[.standards]?.count == 2)
        }
    }

    @Test(
        "A site, its periods, what it was called, its township, its terms of duty",
        arguments: [
            ("UPDATE site_description SET capacity = 400 WHERE site = 'T-01'", site),
            ("UPDATE site_description SET since = '2021-08-01' WHERE site = 'T-01'", site),
            (
                "UPDATE site_description SET latitude = 1, longitude = 1, datum = 'WGS-84' WHERE site = 'T-01'",
                site
            ),
            ("UPDATE operation SET closed_on = '2021-09-01' WHERE site = 'T-01'", site),
            ("UPDATE operation SET predecessor = 'T-02' WHERE site = 'T-01'", site),
            ("UPDATE site SET kind = 'zone' WHERE code = 'T-01'", site),
            ("UPDATE posting SET held_to = '2021-08-01'", site), ("UPDATE posting SET person = '别人'", site),
            ("UPDATE posting SET id = gen_random_uuid()", site),
            ("UPDATE posting SET replaced_by = entry + 1, replaced_at = now()", "site/T-01 entry"),
            ("UPDATE posting SET entry = 0", "site/T-01 entry"), ("DELETE FROM posting", site),
            ("DELETE FROM site_description WHERE site = 'T-01'", site),
            ("UPDATE township_name SET name_zh = '别处' WHERE township = 'T-01'", "township/T-01 names"),
            ("DELETE FROM township_name WHERE township = 'T-01'", "township/T-01 names"),
            ("INSERT INTO township VALUES (1, 'T-09')", "township/T-09 entry"),
            ("DELETE FROM township WHERE code = 'T-02'", "township/T-02 row"),
        ]
    )
    func register(change: String, named: String) async throws {
        try await EvidenceCounty.with { county in
            // Whoever is tied to a term by its id differs with the term.
            let found = try await county.differing(after: change).filter { $0 != "account/wang duties" }
            #expect(found == [named])
        }
    }

    private static let site = "site/T-01 site, township and duties"

    @Test(
        "What was replaced stays on record: changed, removed or put back, it is found",
        arguments: [
            ("UPDATE posting SET held_from = '2021-02-01' WHERE replaced_at IS NOT NULL", site),
            ("DELETE FROM posting WHERE replaced_at IS NOT NULL", site),
            (
                "UPDATE posting SET replaced_at = replaced_at - INTERVAL '1 day' WHERE replaced_at IS NOT NULL",
                "site/T-01 replaced_at"
            ),
            ("UPDATE operation SET opened_on = '2021-02-01' WHERE replaced_at IS NOT NULL", site),
            ("UPDATE site_description SET name_zh = '别处' WHERE replaced_at IS NOT NULL", site),
            (
                "DELETE FROM posting WHERE replaced_at IS NULL; UPDATE posting SET replaced_by = NULL, replaced_at = NULL",
                site
            ),
            (
                "UPDATE township_name SET name_en = 'x' WHERE replaced_at IS NOT NULL",
                "township/T-01 names"
            ),
        ]
    )
    func replaced(change: String, named: String) async throws {
        try await EvidenceCounty.with { county in
            let next = DutyEntry(.director, "另一人", since: day("08-16"))
            let made = StoreTests.township("T-01", from: day("01-02"), [next])
            let site = Site(
                code: "T-01",
                kind: .townshipIsolation,
                name: Text(zh: "新名", en: "New name"),
                township: made.site.township,
                openedOn: made.site.openedOn
            )
            // All of it from the first day on, so that each table has a row that was replaced.
            let entry = RegisterEntry(site: site, duties: [next], changedOn: day("01-02"), row: 1)
            let asked = Set(try await county.store.judge([entry]).questions.map(\.id))
            #expect(asked.count == 2)
            _ = try await county.store.importSites([entry], confirming: asked)
            for name in ["新乡", "新新乡"] {
                try await county.store.renameTownship("T-01", to: Text(zh: name, en: "New"), why: "更名")
            }
            #expect(try await county.differing() == [])
            #expect(try await county.differing(after: change) == [named])
        }
    }

    @Test("A site added past the record, and one removed")
    func sites() async throws {
        try await EvidenceCounty.with { county in
            try await county.log.attack("UPDATE site SET code = 'T-09' WHERE code = 'T-02'")
            #expect(try await county.differing() == ["site/T-09 entry", "site/T-02 row"])
        }
    }

    @Test("A township that is called otherwise is no fault of its sites', and is proved")
    func township() async throws {
        try await TestCounty.with { store, database in
            func site(_ code: String, of name: String) -> RegisterEntry {
                let made = StoreTests.township(code).site
                return RegisterEntry(
                    site: Site(
                        code: code,
                        kind: made.kind,
                        name: made.name,
                        township: Township(code: "01", name: Text(zh: name, en: "One")),
                        openedOn: made.openedOn
                    ),
                    row: 1
                )
            }
            _ = try await store.importSites([site("T-01", of: "城关镇"), site("T-02", of: "城关镇")])
            try await store.renameTownship("01", to: Text(zh: "城关街道", en: "One"), why: "撤镇设街道")
            let county = EvidenceCounty(log: SealedLog(store: store, database: database))
            try await county.log.seal()
            let findings = try await county.evidence()
            #expect(findings.faults == 0 && findings.unproven == [:])
            #expect(
                try await county.differing(after: "UPDATE township_name SET name_zh = '别处'")
                    == ["township/01 names"]
            )
        }
    }

    @Test(
        "An account's roles, name, duties, link and whether it is disabled; an account added",
        arguments: [
            ("UPDATE account SET roles = '{administrator}' WHERE name = 'li'", "account/li roles"),
            ("UPDATE account SET display = '别人' WHERE name = 'li'", "account/li display"),
            ("UPDATE account SET openid_subject = 'x' WHERE name = 'li'", "account/li link"),
            ("UPDATE account SET message_address = 'x' WHERE name = 'li'", "account/li message address"),
            (
                "UPDATE account SET salt = substr(sha256(''), 1, 16), cost = 15, verifier = sha256('') WHERE name = 'li'",
                "account/li has password"
            ),
            ("UPDATE account SET created_at = '2021-08-01' WHERE name = 'li'", "account/li made at"),
            ("UPDATE account SET disabled_at = now() WHERE name = 'li'", "account/li disabled"),
            ("DELETE FROM account_duty", "account/wang duties"),
            ("UPDATE account_duty SET person = '别人'", "account/wang duties"),
            ("UPDATE account_duty SET term = gen_random_uuid()", "account/wang duties"),
            (
                "INSERT INTO account (county_id, name, display, roles) VALUES (1, 'zz', '某职务', '{leader}')",
                "account/zz entry"
            ),
            ("DELETE FROM account WHERE name = 'wang'", "account/wang row"),
            (
                "UPDATE api_token SET scope = '{read,manage}' WHERE name = 'phone'",
                "token/li/phone scope and end"
            ),
            (
                "UPDATE api_token SET expires_at = expires_at + INTERVAL '1 day' WHERE name = 'phone'",
                "token/li/phone scope and end"
            ),
            ("UPDATE api_token SET revoked_at = NULL", "token/li/lost revoked"),
            ("UPDATE api_token SET name = 'other' WHERE name = 'phone'", "token/li/other entry"),
        ]
    )
    func accounts(change: String, named: String) async throws {
        try await EvidenceCounty.with { county in
            let found = try await county.differing(after: change)
            #expect(found.first == named)
        }
    }

    @Test("Links that came, went and were bound by a login are followed")
    func links() async throws {
        try await EvidenceCounty.with { county in
            let (store, log) = (county.store, county.log)
            _ = try await store.link("li", to: OpenIDLink(kept: "sub-1", issuer: nil))
            _ = try await log.database.query(
                "SELECT openid_login(1, 'https://idp', 'sub-1', 'n', 'k', NULL, '', '')"
            )
            #expect(try await county.differing() == [])
            #expect(
                try await county.differing(
                    after: "UPDATE account SET openid_subject = 'sub-2' WHERE name = 'li'"
                )
                    == ["account/li link"]
            )
            #expect(
                try await county.differing(
                    after:
                        "UPDATE account SET openid_subject = 'sub-1', openid_issuer = 'https://other' WHERE name = 'li'"
                ) == ["account/li link"]
            )
            try await log.attack("UPDATE account SET openid_issuer = 'https://idp' WHERE name = 'li'")
            _ = try await store.unlink("li")
            _ = try await store.disable("li")
            #expect(try await county.differing() == [])
            try await store.enable("li")
            #expect(try await county.differing() == [])
        }
    }

    @Test("What entries of earlier releases have no digest of is said, and is no fault")
    func earlier() async throws {
        try await TestCounty.with { store, database in
            let log = SealedLog(store: store, database: database)
            _ = try await store.importSites([StoreTests.township("T-01")])
            _ = try await store.file(try FilingTests.filing(1), receivedAt: FilingTests.now)
            let form = AccountForm(name: "li", display: "某职务", roles: ["inspector"])
            try await store.add(try form.account(), password: CountyWithAccounts.password)
            _ = try await store.issueToken(of: "li", name: "phone", scope: [.read], days: 10)
            // As they were written then, before they were sealed.
            try await log.attack(
                """
                UPDATE inspection SET circumstances = NULL;
                UPDATE audit_entry e SET after_digest = i.content_digest FROM inspection i
                WHERE e.object = 'inspection/' || i.id;
                UPDATE audit_entry SET after_digest = NULL WHERE verb = 'issue';
                UPDATE audit_queue q SET leaf = leaf_hash(e) FROM audit_entry e WHERE e.number = q.number
                """
            )
            let county = EvidenceCounty(log: log)
            try await log.seal()
            _ = try await store.file(try FilingTests.filing(2), receivedAt: FilingTests.now)
            let findings = try await county.evidence()
            #expect(findings.faults == 0, "\(findings.first.map(\.message.en))")
            let entry = try await log.number(EvidenceCounty.first)
            #expect(findings.unproven[.results] == .init(count: 1, lastEntry: entry))
            #expect(findings.unproven[.tokens]?.count == 1)
            #expect(findings.unproven[.passwords]?.count == 1)
            #expect(
                UnprovenEvidence.results.message(.init(count: 1, lastEntry: entry)).en
                    .hasSuffix("(up to entry \(entry)).")
            )
            // Its result is held against a fresh score all the same.
            #expect(
                try await county.differing(
                    after:
                        "UPDATE inspection SET result = '{}' WHERE id = '018f0000-0000-7000-8000-000000000001'"
                ) == ["\(EvidenceCounty.first) result"]
            )
        }
    }

    @Test("A result is held against the rules of its own version")
    func versions() async throws {
        try await EvidenceCounty.with { county in
            // The first release's rules give the same grade here, and the result names them.
            let found = try await county.differing(
                after: """
                    UPDATE inspection SET scoring_version = 1,
                        result = replace(result::text, '"scoringVersion":2', '"scoringVersion":1')::json
                    """
            )
            #expect(found.allSatisfy { $0.hasSuffix(" sealed") } && found.count == 2, "\(found)")
        }
    }
}
