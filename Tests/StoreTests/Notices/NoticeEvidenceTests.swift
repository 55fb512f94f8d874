import Postgres
import Testing

@testable import Compliance
@testable import Store

@Suite("Notices held against the record")
struct NoticeEvidenceTests {
    private static let id = "018f0000-0000-7000-8000-000000000001"

    @Test(
        "What was changed, removed or put in behind the program's back is found",
        arguments: [
            (
                "DELETE FROM notice",
                ["notice/\(id) notice", "notice/\(id) arrival site", "notice/\(id) arrival visit_day"]
            ),
            ("UPDATE notice SET issued_by = '乙'", ["notice/\(id) notice issued_by"]),
            ("UPDATE notice SET number = 2", ["notice/\(id) notice number", "notice/\(id) notice series"]),
            ("UPDATE notice SET site = 'T-02'", ["notice/\(id) notice site", "notice/\(id) arrival site"]),
            (
                "UPDATE notice SET issued_at = issued_at + INTERVAL '1 hour'",
                ["notice/\(id) notice issued_at"]
            ),
            (
                "UPDATE notice SET document = replace(document::text, '2021-08-19T01:00:00Z', '2021-08-20T01:00:00Z')::json",
                ["notice/\(id) notice document", "notice/\(id) notice digest"]
            ),
            ("DELETE FROM notice_arrival", ["notice/\(id) notice_arrival"]),
            (
                "UPDATE notice_arrival SET reached_at = reached_at - INTERVAL '1 day'",
                ["notice/\(id) notice_arrival"]
            ),
            ("UPDATE notice_arrival SET photograph = sha256('x')", ["notice/\(id) notice_arrival"]),
            ("UPDATE notice_arrival SET recorded_by = '乙'", ["notice/\(id) notice_arrival recorded_by"]),
            ("UPDATE letterhead SET short = '京'", ["letterhead letterhead"]),
            ("DELETE FROM letterhead", ["letterhead letterhead"]),
            (
                "INSERT INTO letterhead VALUES (1, 99999, '京', '某', 'x', NULL, now(), '甲')",
                ["letterhead letterhead"]
            ),
        ]
    )
    func tampered(change: String, found: [String]) async throws {
        try await NoticeCounty.with { county in
            try await county.file(1)
            let notice = try await county.issue(1).notice
            _ = try await UploadTests.send(NoticeCounty.photograph, to: county.shell)
            try await county.shell.handOver(
                .notice(try InspectionRows.id(1)),
                try NoticeCounty.handOver(notice.issuedAt)
            )
            let log = SealedLog(store: county.shell, database: county.people.owner)
            try await log.seal()
            let evidence = EvidenceCounty(log: log)
            #expect(try await evidence.differing() == [])
            #expect(try await evidence.differing(after: change) == found)
        }
    }
}
