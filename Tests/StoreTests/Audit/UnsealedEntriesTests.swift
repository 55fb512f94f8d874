import Compliance
import Postgres
import AuditLog
import TestSupport
import Testing

@testable import Store

/// What is done to entries before they are sealed, or instead of it.
@Suite("While entries wait to be sealed")
struct UnsealedEntriesTests {
    @Test("An entry changed while it waits is found then, and as changed once it is sealed")
    func changed() async throws {
        try await SealedLog.with(1) { log in
            try await log.note("site/x")
            let number = try await log.number("site/x")
            try await log.attack("UPDATE audit_entry SET actor = 'x' WHERE number = \(number)")
            #expect(try await log.verify().fault == .waitingChanged(number: number))
            // What is sealed is what was written, and sealing goes on.
            #expect(try await log.seal() == 1)
            #expect(try await log.verify().fault == .entryChanged(number: number))
        }
    }

    @Test("An entry deleted while it waits is found, before and after")
    func deleted() async throws {
        try await SealedLog.with(1) { log in
            try await log.note("site/x")
            let number = try await log.number("site/x")
            try await log.attack("DELETE FROM audit_entry WHERE number = \(number)")
            #expect(try await log.verify().fault == .entryLost(number: number))
            #expect(try await log.seal() == 1)
            #expect(try await log.verify().fault == .entryMissing(number: number))
        }
    }

    @Test("An entry that the owner puts in with a time long past is sealed, and said to have come late")
    func backdated() async throws {
        try await SealedLog.with(0) { log in
            let now = try await log.clock()
            try await log.seal(at: now)
            try await log.database.run(
                """
                INSERT INTO audit_entry (county_id, actor, verb, object, happened_at) VALUES
                    (1, 'x', 'file', 'past', clock_timestamp() - INTERVAL '1 year'),
                    (1, 'x', 'file', 'future', clock_timestamp() + INTERVAL '1 year'),
                    (1, 'x', 'file', 'present', clock_timestamp());
                INSERT INTO audit_queue (county_id, number, leaf)
                SELECT county_id, number, leaf_hash(e) FROM audit_entry e WHERE verb = 'file'
                """
            )
            let listed = try await log.timings()
            // Before it is sealed, only the head before it can say anything.
            #expect(listed["past"] == .late && listed["future"] == .timely)
            try await log.seal(at: now)
            let report = try await log.verify()
            #expect(report.fault == nil)
            #expect(report.warnings.late.first == [try await log.number("past")])
            #expect(report.warnings.early.first == [try await log.number("future")])
            let sealed = try await log.timings()
            #expect(sealed["past"] == .late && sealed["future"] == .early && sealed["present"] == .timely)
        }
    }

    @Test("A head that was signed before the one that it follows is said")
    func backwards() async throws {
        try await SealedLog.with(0) { log in
            let now = try await log.clock()
            try await log.seal(at: now)
            try await log.note("site/x")
            try await log.seal(at: now.adding(seconds: -1))
            let report = try await log.verify()
            #expect(report.fault == nil)
            #expect(report.warnings.backwards.first == [report.entries])
        }
    }

    @Test(
        "Sealing has stopped where an entry waits for over a minute, and sealing is asked for or was done before"
    )
    func stopped() async throws {
        try await SealedLog.with(0) { log in
            func waits(_ interval: String) async throws {
                try await log.attack(
                    "UPDATE audit_queue SET queued_at = clock_timestamp() - INTERVAL '\(interval)'"
                )
            }
            try await waits("61 seconds")
            var state = try await log.store.sealingState()
            #expect(state.lastKey == nil)
            #expect(state.isStopped(isExpected: true) && !state.isStopped(isExpected: false))
            try await log.seal()
            state = try await log.store.sealingState()
            #expect(state.waits == nil && !state.isStopped(isExpected: true))
            #expect(state.lastKey == log.key.publicKey.id)
            try await log.note("site/x")
            state = try await log.store.sealingState()
            #expect(!state.isStopped(isExpected: true))
            try await waits("2 minutes")
            state = try await log.store.sealingState()
            #expect(state.isStopped(isExpected: false))
            #expect(try await log.verify().sealing.isStopped(isExpected: true))
            // The time that the entry itself names has no part in it.
            try await waits("1 second")
            try await log.attack(
                "UPDATE audit_entry SET happened_at = '2001-01-01' WHERE object = 'site/x'"
            )
            #expect(try await log.store.sealingState().isStopped(isExpected: true) == false)
        }
    }

    @Test("A database from before goes on: what waited then is sealed as it is")
    func upgraded() async throws {
        try await TestDatabaseFromBefore.with(migration: 12) { database in
            try await database.run(
                """
                INSERT INTO county (code, name_zh, name_en) VALUES ('demo', '示范县', 'Demo');
                INSERT INTO audit_entry (county_id, actor, verb, object)
                SELECT 1, 'x', 'read', 'site/' || n FROM generate_series(1, 3) AS n;
                SET session_replication_role = replica;
                DELETE FROM audit_entry WHERE object = 'site/2';
                RESET session_replication_role
                """
            )
            try await Store.migrate(database)
            let log = SealedLog(
                store: try await Store.open(database, county: "demo").acting(for: .shell(name: "甲")),
                database: database
            )
            let gone = 2
            #expect(try await log.verify().fault == .entryLost(number: gone))
            #expect(try await log.seal() == 3)
            #expect(try await log.verify().fault == .entryMissing(number: gone))
        }
    }
}

extension SealedLog {
    /// The database's clock.
    fileprivate func clock() async throws -> Instant {
        let rows = try await database.query(
            "SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint AS now"
        )
        return Instant(microseconds: try #require(rows.first)["now"])
    }

    /// The timing of every listed entry, by its object.
    fileprivate func timings() async throws -> [String: Timing] {
        let entries = try await store.entries(EntryFilter(), limit: 100).entries
        return Dictionary(entries.map { ($0.entry.object, $0.timing) }) { first, _ in first }
    }
}

/// An empty database with the schema of an earlier release.
enum TestDatabaseFromBefore {
    /// Gives the closure one that has the migrations before that number.
    static func with(migration number: Int, _ body: (Database) async throws -> Void) async throws {
        try await TestDatabase.withDatabase { url in
            let database = try Database(url, logger: TestCounty.quiet)
            try await Store.migrate(database, to: try Migration.all.filter { $0.number < number })
            try await body(database)
            await database.close()
        }
    }
}
