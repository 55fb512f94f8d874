import Compliance
import Postgres
import AuditLog
import TestSupport
import Testing

@testable import Store

/// What is done to entries before they are sealed, or instead of it.
@Suite("While entries wait to be sealed")
struct WaitingTests {
    @Test("An entry changed while it waits is found then, and as changed once it is sealed")
    func changed() async throws {
        try await SealedRecord.with(1) { record in
            try await record.note("site/x")
            let number = try await record.number("site/x")
            try await record.attack("UPDATE audit_entry SET actor = 'x' WHERE number = \(number)")
            #expect(try await record.verify().fault == .waitingChanged(number: number))
            // What is sealed is what was written, and sealing goes on.
            #expect(try await record.seal() == 1)
            #expect(try await record.verify().fault == .entryChanged(number: number))
        }
    }

    @Test("An entry deleted while it waits is found, before and after")
    func deleted() async throws {
        try await SealedRecord.with(1) { record in
            try await record.note("site/x")
            let number = try await record.number("site/x")
            try await record.attack("DELETE FROM audit_entry WHERE number = \(number)")
            #expect(try await record.verify().fault == .entryLost(number: number))
            #expect(try await record.seal() == 1)
            #expect(try await record.verify().fault == .entryMissing(number: number))
        }
    }

    @Test("An entry that the owner puts in with a time long past is sealed, and said to have come late")
    func backdated() async throws {
        try await SealedRecord.with(0) { record in
            let now = try await record.clock()
            try await record.seal(at: now)
            try await record.database.run(
                """
                ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_actor;
                INSERT INTO audit_entry (county_id, actor, verb, object, happened_at) VALUES
                    (1, 'x', 'file', 'past', clock_timestamp() - INTERVAL '1 year'),
                    (1, 'x', 'file', 'future', clock_timestamp() + INTERVAL '1 year'),
                    (1, 'x', 'file', 'present', clock_timestamp());
                ALTER TABLE audit_entry ENABLE TRIGGER audit_entry_actor
                """
            )
            let listed = try await record.timings()
            // Before it is sealed, only the head before it can say anything.
            #expect(listed["past"] == .late && listed["future"] == .timely)
            try await record.seal(at: now)
            let report = try await record.verify()
            #expect(report.fault == nil)
            #expect(report.remarks.late.first == [try await record.number("past")])
            #expect(report.remarks.early.first == [try await record.number("future")])
            let sealed = try await record.timings()
            #expect(sealed["past"] == .late && sealed["future"] == .early && sealed["present"] == .timely)
        }
    }

    @Test("A head that was signed before the one that it follows is said")
    func backwards() async throws {
        try await SealedRecord.with(0) { record in
            let now = try await record.clock()
            try await record.seal(at: now)
            try await record.note("site/x")
            try await record.seal(at: now.adding(seconds: -1))
            let report = try await record.verify()
            #expect(report.fault == nil)
            #expect(report.remarks.backwards.first == [report.entries])
        }
    }

    @Test(
        "Sealing has stopped where an entry waits for over a minute, and sealing is asked for or was done before"
    )
    func stopped() async throws {
        try await SealedRecord.with(0) { record in
            func waits(_ interval: String) async throws {
                try await record.attack(
                    "UPDATE audit_queue SET queued_at = clock_timestamp() - INTERVAL '\(interval)'"
                )
            }
            try await waits("61 seconds")
            var state = try await record.store.sealingState()
            #expect(state.lastKey == nil)
            #expect(state.isStopped(isExpected: true) && !state.isStopped(isExpected: false))
            try await record.seal()
            state = try await record.store.sealingState()
            #expect(state.waits == nil && !state.isStopped(isExpected: true))
            #expect(state.lastKey == record.key.publicKey.id)
            try await record.note("site/x")
            state = try await record.store.sealingState()
            #expect(!state.isStopped(isExpected: true))
            try await waits("2 minutes")
            state = try await record.store.sealingState()
            #expect(state.isStopped(isExpected: false))
            #expect(try await record.verify().sealing.isStopped(isExpected: true))
            // The time that the entry itself names has no part in it.
            try await waits("1 second")
            try await record.attack(
                "UPDATE audit_entry SET happened_at = '2001-01-01' WHERE object = 'site/x'"
            )
            #expect(try await record.store.sealingState().isStopped(isExpected: true) == false)
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
            let record = SealedRecord(
                store: try await Store.open(database, county: "demo").acting(for: .shell(name: "甲")),
                database: database
            )
            let gone = 2
            #expect(try await record.verify().fault == .entryLost(number: gone))
            #expect(try await record.seal() == 3)
            #expect(try await record.verify().fault == .entryMissing(number: gone))
        }
    }
}

extension SealedRecord {
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
            let database = try Database(url, logger: CountyOfTests.quiet)
            try await Store.migrate(database, to: try Migration.all.filter { $0.number < number })
            try await body(database)
            await database.close()
        }
    }
}
