import AuditLog
import Compliance
import Crypto
import Postgres
import Testing

@testable import Store

/// The PDF of a closed week: kept once, and held against the record.
@Suite("The PDF that is kept of a closed week")
struct WeekPaperTests {
    private static let week = ISOWeek(of: Day("2021-08-18") ?? .first)
    private static let bytes = Array("%PDF-1.7 one".utf8)

    @Test(
        "It is kept once, with an entry from the report to the file, and never for a week that is not closed"
    )
    func kept() async throws {
        try await ClosedCounty.with { county in
            let store = county.store
            await #expect(throws: StoreError.weekNotClosed(Self.week, revision: 1)) {
                try await store.keepWeekPaper(Self.week, revision: 1, Self.bytes)
            }
            let sealed = try await store.closeWeek(Self.week)
            #expect(try await store.weekPaper(Self.week, revision: 1) == nil)
            try await store.keepWeekPaper(Self.week, revision: 1, Self.bytes)
            try await store.keepWeekPaper(Self.week, revision: 1, Array("%PDF-1.7 another".utf8))
            #expect(try await store.weekPaperBytes(Self.week, revision: 1) == Self.bytes)
            let kept = try #require(try await store.weekPaper(Self.week, revision: 1))
            #expect(kept.size == 12)
            let entries = try await county.database.query(
                """
                SELECT verb, object, encode(before_digest, 'hex') AS report, encode(after_digest, 'hex') AS file
                FROM audit_entry WHERE object LIKE 'paper/%'
                """
            )
            #expect(entries.count == 1)
            let entry = try #require(entries.first)
            #expect(try entry["verb"] as String == "save" && entry["object"] as String == "paper/2021-W33/1")
            #expect(try entry["report"] as String == sealed.revision.digest)
            let digest = SHA256.hash(data: Self.bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
                .joined()
            #expect(try entry["file"] as String == digest && kept.digest == digest)
        }
    }

    @Test("What is no PDF is not kept", arguments: ["", "%PDF", "<html>"])
    func refused(text: String) async throws {
        try await ClosedCounty.with { county in
            try await county.store.closeWeek(Self.week)
            await #expect(throws: (any Error).self) {
                try await county.store.keepWeekPaper(Self.week, revision: 1, Array(text.utf8))
            }
            #expect(try await county.store.weekPaper(Self.week, revision: 1) == nil)
        }
    }

    @Test(
        "What was changed behind the program's back is found and named",
        arguments: [
            ("UPDATE week_paper SET bytes = '%PDF-1.7 two'", ["paper/2021-W33/1 bytes"]),
            ("UPDATE week_paper SET digest = sha256('x')", ["paper/2021-W33/1 digest"]),
            ("UPDATE week_paper SET kept_by = '乙'", ["paper/2021-W33/1 kept_by"]),
            ("DELETE FROM week_paper", ["paper/2021-W33/1 file"]),
            (
                "INSERT INTO week_paper SELECT county_id, '2021-08-09', 1, bytes, digest, kept_at, kept_by, 999999 FROM week_paper",
                ["paper/2021-W32/1 entry"]
            ),
        ]
    )
    func tampered(change: String, found: [String]) async throws {
        try await ClosedCounty.with { county in
            let log = SealedLog(store: county.store, database: county.database)
            try await county.store.closeWeek(Self.week)
            try await county.store.keepWeekPaper(Self.week, revision: 1, Self.bytes)
            try await log.seal()
            #expect(try await county.store.verifyWeeks().isWhole)
            try await log.attack(change)
            let broken = try await county.store.verifyWeeks()
            #expect(broken.first.map { "\($0.object) \($0.part)" } == found)
        }
    }
}
