import Compliance
import Postgres
import AuditLog
import Testing

@testable import Store

@Suite("Sealing")
struct SealingTests {
    @Test("The database and Swift make the same leaf of an entry, whatever it holds")
    func sameLeaf() async throws {
        try await SealedLog.with(0) { log in
            let hostile = [
                "'a', '', '', '', '', 'x'", "'😀', E'\\n', E'\\r\\n', '1:1,', '-,', E'\\\\'",
                "repeat('隔', 200), repeat('🧪', 1000), '''', '\"', E'\\u0001', E'e\\u0301'",
            ]
            let times = [
                "'1970-01-01 00:00:00+00'", "'1969-12-31 23:59:59.999999+00'", "'2021-08-18 09:00:00.5+08'",
                "'0044-03-15 00:00:00+00 BC'", "'-infinity'", "'infinity'", "'294276-12-31 23:59:59+00'",
                "'2024-02-29 23:59:59.000001+00'",
            ]
            let digests = ["NULL, NULL, NULL", "sha256('a'), NULL, ''", "NULL, sha256('b'), E'重\\n要'"]
            for values in hostile {
                for time in times {
                    for digest in digests {
                        try await log.attack(
                            """
                            INSERT INTO audit_entry (county_id, verb, actor, duty, via, address, origin, object,
                                happened_at, before_digest, after_digest, reason)
                            VALUES (1, 'read', \(values), \(time), \(digest))
                            """
                        )
                    }
                }
            }
            let rows = try await log.database.query(
                "SELECT \(AuditEntry.columns), leaf_hash(e) AS leaf FROM audit_entry e"
            )
            #expect(rows.count > hostile.count * times.count * digests.count)
            for row in rows {
                let entry = try AuditEntry(row)
                #expect(entry.leaf == (try row["leaf"]), "\(entry)")
            }
            #expect(Set(try rows.map { try $0["leaf"] as Hash }).count == rows.count)
        }
    }

    @Test("Everything that waits is sealed once, and then nothing waits")
    func once() async throws {
        try await SealedLog.with(0) { log in
            // Founding and publishing left entries.
            let waiting = try await log.store.unsealedCount(upTo: 1000)
            #expect(waiting == (try await log.count("SELECT count(*) FROM audit_entry")))
            #expect(try await log.store.unsealedCount(upTo: 2) == 2)
            #expect(try await log.seal() == waiting)
            #expect(try await log.seal() == 0)
            try await log.note("site/1")
            #expect(try await log.store.unsealedCount(upTo: 1000) == 1)
            #expect(try await log.seal() == 1)
            let report = try await log.verify()
            #expect(report.fault == nil)
            #expect((report.entries, report.heads, report.waiting) == (waiting + 1, 2, 0))
            #expect(report.lastHead?.size == waiting + 1)
            #expect(report.lastHead?.time == SealedLog.now)
        }
    }

    @Test("An entry that is undone is neither there nor waits")
    func undone() async throws {
        try await SealedLog.with(1) { log in
            try await log.database.run(
                "BEGIN; INSERT INTO audit_entry (county_id, actor, verb, object) VALUES (1, 'x', 'read', 'x'); ROLLBACK"
            )
            try await log.note("site/after")
            #expect(try await log.seal() == 1)
            #expect(try await log.verify().fault == nil)
        }
    }

    @Test("An entry that is committed late, with a low number, is sealed late")
    func outOfOrder() async throws {
        try await SealedLog.with(0) { log in
            try await log.seal()
            try await log.database.transaction { transaction in
                _ = try await transaction.query(SealedLog.entry("read", "slow"))
                // Sealing does not wait for the one that is under way, nor does filing wait for sealing.
                try await log.note("quick")
                #expect(try await log.seal() == 1)
            }
            #expect(try await log.seal() == 1)
            #expect(try await log.number("slow") < (try await log.number("quick")))
            #expect(try await log.verify().fault == nil)
        }
    }

    @Test("Four that seal at once, while eight file, leave one tree with every entry in it")
    func atOnce() async throws {
        try await SealedLog.with(0) { log in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for filer in 0..<8 {
                    group.addTask {
                        for count in 0..<40 { try await log.note("site/\(filer)-\(count)") }
                    }
                }
                for _ in 0..<4 {
                    group.addTask {
                        for _ in 0..<20 { try await log.seal() }
                    }
                }
                try await group.waitForAll()
            }
            try await log.seal()
            let report = try await log.verify()
            #expect(report.fault == nil)
            #expect(report.waiting == 0)
            #expect(report.entries == (try await log.count("SELECT count(*) FROM audit_entry")))
            #expect(report.heads > 1)
        }
    }

    @Test("Verifying sees one moment, whatever is filed and sealed meanwhile")
    func meanwhile() async throws {
        try await SealedLog.with(2) { log in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    for count in 0..<60 {
                        try await log.note("site/\(count)")
                        if count.isMultiple(of: 5) { try await log.seal() }
                    }
                }
                group.addTask {
                    for _ in 0..<20 {
                        let report = try await log.verify()
                        #expect(report.fault == nil)
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test("More than one batch takes more than one head")
    func backlog() async throws {
        try await SealedLog.with(1) { log in
            _ = try await log.database.query(
                "\(SealedLog.entry("read", "site/many")) FROM generate_series(1, 25000)"
            )
            #expect(try await log.seal() == 25_000)
            let report = try await log.verify()
            #expect(report.fault == nil)
            #expect(report.heads == 4)
        }
    }

    @Test("The server's role seals through the functions, and can do nothing else to the tree")
    func rights() async throws {
        try await SealedLog.with(1) { log in
            for attempt in [
                "INSERT INTO audit_queue VALUES (1, 999999)", "DELETE FROM audit_queue",
                "DELETE FROM audit_leaf", "UPDATE audit_head SET size = 7", "TRUNCATE audit_leaf",
                "INSERT INTO audit_leaf VALUES (1, 999, 999, sha256('x'))",
                "INSERT INTO audit_head VALUES (1, 999, 'x', repeat('x', 64)::bytea, '')",
                "SELECT leaf_hash(NULL)", "UPDATE audit_entry SET actor = 'x'",
            ] {
                let error = await #expect(throws: PostgresError.self) {
                    try await log.database.run("BEGIN; SET LOCAL ROLE lazaret_server; \(attempt); COMMIT")
                }
                #expect(error?.sqlState == "42501", "\(attempt): \(String(describing: error))")
            }
            try await log.note("site/last")
            try await log.database.run(
                """
                BEGIN; SET LOCAL ROLE lazaret_server;
                DO $$ BEGIN
                    -- Nobody is signed in: the role sees no entry and no leaf, and yet can seal.
                    IF EXISTS (SELECT FROM audit_entry) OR EXISTS (SELECT FROM audit_leaf)
                        OR EXISTS (SELECT FROM audit_head) OR EXISTS (SELECT FROM audit_queue)
                        OR (SELECT count(*) FROM unsealed(1, 10)) <> 1 OR unsealed_count(1, 10) <> 1
                        OR (SELECT count(*) FROM last_head(1)) <> 1
                    THEN RAISE EXCEPTION 'not so'; END IF;
                END $$; COMMIT
                """
            )
        }
    }

    @Test("A head that does not follow, and leaves that are not the entries', are not taken")
    func continuity() async throws {
        try await SealedLog.with(1) { log in
            let last = try #require(try await log.store.heads(at: nil).elements.first)
            let head = try #require(TreeHead(last.text))
            try await log.note("site/next")
            let number = try await log.number("site/next")
            func seal(
                _ county: String,
                _ size: Int,
                _ previous: Hash,
                _ number: Int,
                leaf: SQL
            ) async throws -> Bool {
                let next = TreeHead(
                    county: county,
                    size: size,
                    root: .zero,
                    previous: previous,
                    time: SealedLog.now,
                    key: head.key
                )
                let rows = try await log.database.query(
                    """
                    SELECT seal(1, \([number])::bigint[], ARRAY[\(leaf)], \(next.text),
                        \([UInt8](repeating: 0, count: 64)), \([UInt8]())) AS sealed
                    """
                )
                return try #require(rows.first)["sealed"]
            }
            let leaf: SQL = "(SELECT leaf_hash(e) FROM audit_entry e WHERE number = \(number))"
            #expect(try await seal("demo", head.size + 1, .zero, number, leaf: leaf) == false)
            #expect(try await seal("demo", head.size + 2, head.digest, number, leaf: leaf) == false)
            #expect(try await seal("other", head.size + 1, head.digest, number, leaf: leaf) == false)
            for (number, leaf) in [(number, "sha256('x')" as SQL), (number + 1, leaf), (1, leaf)] {
                let error = await #expect(throws: PostgresError.self) {
                    try await seal("demo", head.size + 1, head.digest, number, leaf: leaf)
                }
                #expect(error?.constraint == "sealed_as_queued")
            }
            #expect(try await log.store.unsealedCount(upTo: 10) == 1)
            #expect(try await seal("demo", head.size + 1, head.digest, number, leaf: leaf))
            // What the database cannot check, verifying does.
            #expect(try await log.verify().fault == .signatureWrong(size: head.size + 1))
        }
    }
}
