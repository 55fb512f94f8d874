import Compliance
import Postgres
import Testing

@testable import Store

@Suite("What the schema holds to")
struct SchemaTests {
    @Test("Every table's key begins with county_id, and every foreign key carries it")
    func tenancy() async throws {
        try await TestCounty.with { _, database in
            let rows = try await database.query(
                """
                SELECT conrelid::regclass::text AS on_table, conname::text AS name FROM pg_constraint
                JOIN pg_class ON pg_class.oid = conrelid
                WHERE connamespace = 'public'::regnamespace AND conrelid NOT IN ('schema_migration'::regclass, 'schema_act'::regclass)
                    AND (contype = 'p' AND conkey[1] <> (
                            SELECT attnum FROM pg_attribute WHERE attrelid = conrelid AND attname = 'county_id')
                        OR contype = 'f' AND conkey[1] <> (
                            SELECT attnum FROM pg_attribute WHERE attrelid = conrelid AND attname = 'county_id'))
                """
            )
            #expect(try rows.map { try $0["name"] as String } == [])
            let keyless = try await database.query(
                """
                SELECT relname::text AS name FROM pg_class
                WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
                    AND NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = pg_class.oid AND contype = 'p')
                """
            )
            #expect(try keyless.map { try $0["name"] as String } == [])
        }
    }

    @Test("Every constraint has a name that somebody gave it: it begins with its table's")
    func names() async throws {
        try await TestCounty.with { _, database in
            let rows = try await database.query(
                """
                SELECT conname::text AS name FROM pg_constraint
                WHERE connamespace = 'public'::regnamespace AND conrelid <> 0
                    AND (conname NOT LIKE conrelid::regclass::text || '\\_%' OR conname ~ '_(check|fkey|pkey|excl)$')
                """
            )
            #expect(try rows.map { try $0["name"] as String } == [])
        }
    }

    @Test("What is evidence is never changed, whoever asks")
    func immutable() async throws {
        try await TestCounty.with { _, database in
            for table in [
                "inspection", "gap", "checklist_version", "baseline_version", "audit_entry", "audit_leaf",
                "audit_head",
            ] {
                for attempt in ["UPDATE % SET county_id = county_id", "DELETE FROM %", "TRUNCATE % CASCADE"] {
                    let error = await #expect(throws: PostgresError.self) {
                        try await database.run(attempt.replacing("%", with: table))
                    }
                    #expect(error?.constraint == "immutable")
                }
            }
        }
    }

    @Test("A revision of a revision makes a line, never a tree")
    func revisions() async throws {
        try await TestCounty.with { store, database in
            _ = try await store.importSites([township("T-01")])
            let visits = InspectionRows(store: store, database: database)
            try await visits.add(1, "T-01", "08-02 09:00", grade: 1, score: 80)
            try await visits.add(2, "T-01", "08-02 09:00", grade: 1, score: 81, revises: 1)
            try await visits.add(3, "T-01", "08-02 09:00", grade: 1, score: 82, revises: 2)
            do {
                try await visits.add(4, "T-01", "08-02 09:00", grade: 1, score: 83, revises: 1)
                Issue.record("it was revised twice")
            } catch let error as PostgresError {
                #expect(error.constraint == "inspection_revised_once")
            }
            #expect(try await store.site("T-01").history.map(\.score) == [82])
        }
    }
}
