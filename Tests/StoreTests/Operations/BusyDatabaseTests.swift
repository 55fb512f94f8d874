import Postgres
import StrictJSON
import TestSupport
import Testing

@testable import Compliance
@testable import Store

/// Who waits for whom, and what those are told who waited too long.
@Suite("A busy database")
struct BusyDatabaseTests {
    @Test(
        "Filing, drafts, publishing and signing in do not wait for an import under way; a second import is refused"
    )
    func importUnderWay() async throws {
        try await CountyWithAccounts.with { county in
            try await county.add("inspector", .inspector)
            let (store, _) = try await county.signedIn("inspector")
            let many = (1...50).map { township("N-\($0)") } + [township("T-02", to: day("12-31"))]
            let importing = try await county.owner.transaction { transaction in
                // The import writes its fifty, and then has to wait for this.
                _ = try await transaction.query("SELECT FROM site WHERE code = 'T-02' FOR UPDATE")
                let importing = Task { try await county.shell.importSites(many) }
                try await Self.waitForSomebody(transaction)

                guard case .filed = try await store.file(FilingTests.filing(1), receivedAt: FilingTests.now)
                else { throw StoreError.noSite("it was not filed") }
                let draft = Draft(
                    id: try InspectionRows.id(2),
                    site: "T-01",
                    fields: .object([]),
                    savedAt: FilingTests.now
                )
                try await store.saveDraft(draft)
                _ = try await county.signedIn("inspector")
                _ = try await county.shell.publish(TestCounty.baseline("baseline-2022-07"))
                await #expect(throws: StoreError.changedMeanwhile) {
                    try await county.shell.importSites([township("T-03")])
                }
                #expect(try await store.sites(kind: nil, now: FilingTests.now).count == 2)
                return importing
            }
            #expect(try await importing.value.added == 50)
            #expect(try await store.sites(kind: nil, now: FilingTests.now).count == 52)
        }
    }

    @Test(
        "What waits for longer than a statement may take is undone, and told to try again; the log learns the cause"
    )
    func outOfTime() async throws {
        try await TestCounty.with { shell, owner in
            _ = try await shell.importSites([township("T-01")])
            let url = try await owner.query("SELECT current_database() AS name")[0]["name"] as String
            try await TestDatabase.withServer(url, statementTimeout: .milliseconds(300)) { database in
                let key = AccessKey(secret: "x")
                _ = try await owner.query(
                    """
                    INSERT INTO account (county_id, name, display, roles, must_change)
                    VALUES (\(shell.county.id), 'in', '检查员', '{inspector}', false)
                    """
                )
                _ = try await owner.query(
                    """
                    INSERT INTO session (county_id, digest, account, address, agent)
                    VALUES (\(shell.county.id), sha256(\(key.bytes)::bytea), 'in', '', '')
                    """
                )
                let store = try await Store.open(database, county: "demo")
                    .acting(for: .holder(key, address: ""))
                try await owner.transaction { transaction in
                    _ = try await transaction.query("SELECT FROM county FOR UPDATE")
                    let error = await #expect(throws: StoreError.self) {
                        try await store.file(try FilingTests.filing(1), receivedAt: FilingTests.now)
                    }
                    guard case .outOfTime(let cause) = error else {
                        Issue.record("\(String(describing: error))")
                        return
                    }
                    #expect(cause.contains("57014") && cause.contains("statement: SELECT file("), "\(cause)")
                }
                #expect(try await owner.query("SELECT FROM inspection").isEmpty)
            }
        }
    }

    /// Waits until somebody waits for this transaction.
    private static func waitForSomebody(_ transaction: Transaction) async throws {
        for _ in 0..<400 {
            let waiting = try await transaction.query(
                """
                SELECT FROM pg_locks AS wanted
                WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(wanted.pid))
                """
            )
            if !waiting.isEmpty { return }
            try await Task.sleep(for: .milliseconds(25))
        }
        Issue.record("nobody waits")
    }
}
