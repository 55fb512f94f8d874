import Foundation
import Postgres
import TestSupport
import Testing

@testable import Compliance
@testable import Store

@Suite("Acts: functions that are code")
struct ActTests {
    private static func act(_ answer: Int) -> Act {
        Act(
            name: "answer",
            script: "CREATE OR REPLACE FUNCTION answer() RETURNS integer LANGUAGE sql AS 'SELECT \(answer)'"
        )
    }

    /// Gives the closure a database with all tables of this release and none of its acts.
    private static func with(_ body: (Database) async throws -> Void) async throws {
        try await TestDatabase.withDatabase { url in
            let database = try Database(url, logger: TestCounty.quiet)
            try await Store.migrate(database, to: try Migration.all)
            try await body(database)
            await database.close()
        }
    }

    @Test("One is applied once, and again when its text has changed")
    func applied() async throws {
        try await Self.with { database in
            var applied: [[Act]] = []
            for act in [Self.act(1), Self.act(1), Self.act(2)] {
                applied.append(try await Store.apply([act], in: database))
            }
            #expect(applied == [[Self.act(1)], [], [Self.act(2)]])
            let answer = try await database.query("SELECT answer()")
            #expect(try answer[0]["answer"] == 2)
        }
    }

    @Test("A release that knows an earlier text, or not that act at all, is too old")
    func newer() async throws {
        try await Self.with { database in
            _ = try await Store.apply([Self.act(1)], in: database)
            _ = try await Store.apply([Self.act(2)], in: database)
            for known in [[Self.act(1)], []] {
                do {
                    _ = try await Store.apply(known, in: database)
                    Issue.record("it was not refused")
                } catch StoreError.schema(let message) {
                    #expect(message.en.contains("act 'answer' is of a later one"))
                }
            }
            let answer = try await database.query("SELECT answer()")
            #expect(try answer[0]["answer"] == 2)
        }
    }

    @Test("One that fails leaves nothing of any behind")
    func failing() async throws {
        try await Self.with { database in
            let broken = Act(name: "broken", script: "CREATE TABLE half (a integer); SELECT 1 / 0")
            await #expect(throws: PostgresError.self) {
                try await Store.apply([Self.act(1), broken], in: database)
            }
            let rows = try await database.query(
                "SELECT to_regproc('answer')::text AS answer, to_regclass('half')::text AS half"
            )
            #expect(try rows[0]["answer"] as String? == nil)
            #expect(try rows[0]["half"] as String? == nil)
            let applied = try await Store.apply([Self.act(1)], in: database)
            #expect(applied == [Self.act(1)])
        }
    }

    @Test("A server does not open a database whose acts are others, and says what to do")
    func opening() async throws {
        try await Self.with { database in
            let labels = try Act.all.map(\.label)
            let (first, count) = (try #require(labels.first), labels.count)
            do {
                _ = try await Store.open(database, county: "demo")
                Issue.record("it was opened")
            } catch StoreError.schema(let message) {
                #expect(
                    message.en
                        == "The database lacks \(count) step(s), from \(first) on; run 'lazaret migrate' first."
                )
            }
            let applied = try await Store.migrate(database)
            #expect(applied == labels)
            try await database.run("INSERT INTO schema_act (name, checksum) VALUES ('seal', sha256('later'))")
            do {
                _ = try await Store.open(database, county: "demo")
                Issue.record("it was opened")
            } catch StoreError.schema(let message) {
                #expect(message.en.contains("act 'seal' is of a later one. Upgrade."))
            }
        }
    }

    @Test("Each begins with who may, what it writes and what it answers, as docs/access.md lists it")
    func documented() throws {
        let document = try String(
            contentsOf: URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "../../../docs/access.md"),
            encoding: .utf8
        )
        let acts = try Act.all
        #expect(acts.count >= 7)
        for act in acts {
            let head = act.script.split(separator: "\n").prefix(4)
            let said = ["-- Who may: ", "-- Writes: ", "-- Answers: "]
                .map { begin in
                    head.first { $0.hasPrefix(begin) }.map { String($0.dropFirst(begin.count)) } ?? "missing"
                }
            let row = "| `\(act.name)` | \(said.joined(separator: " | ")) |"
            #expect(document.contains("\n\(row)\n"), "\(row)")
        }
        #expect(document.matches(of: /\n\| `[a-z_]+` \| [^|]+ \| [^|]+ \| [^|]+ \|/).count == acts.count)
    }

    @Test("Every function of every act has a search_path of its own, or was understood when it was made")
    func searchPaths() async throws {
        try await TestCounty.with { _, database in
            let names = try Act.all.flatMap { act in
                act.script.matches(of: /CREATE OR REPLACE FUNCTION ([a-z_]+)\(/).map { String($0.1) }
            }
            #expect(names.count > 20)
            let rows = try await database.query(
                """
                SELECT proname::text AS name FROM pg_proc
                WHERE proname = ANY (\(names)::text[]) AND pronamespace = 'public'::regnamespace
                    AND NOT coalesce('search_path=pg_catalog, pg_temp' = ANY (proconfig), false)
                    AND (prosqlbody IS NULL OR prosecdef)
                """
            )
            #expect(try rows.map { try $0["name"] as String } == [])
        }
    }
}
