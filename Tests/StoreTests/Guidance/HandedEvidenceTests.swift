import Postgres
import Testing

@testable import Compliance
@testable import Store

@Suite("What the record says of standards handed down")
struct HandedEvidenceTests {
    @Test(
        "A row that was changed, taken away or put in behind the program's back is found",
        arguments: [
            ("UPDATE issuance SET issued_at = issued_at - INTERVAL '1 day'", "issuance/T-01 issuance"),
            ("UPDATE issuance SET site = 'T-02'", "issuance/T-01 issuance"),
            ("DELETE FROM issuance", "issuance/T-01 issuance"),
            (
                "INSERT INTO issuance SELECT county_id, 999, 'T-02', checklist_digest, baseline_digest, issued_at, issued_by FROM issuance",
                "issuance/T-02 issuance"
            ),
            ("UPDATE issuance_receipt SET received_by = 'li'", "issuance/T-01 issuance_receipt"),
            ("DELETE FROM issuance_receipt", "issuance/T-01 issuance_receipt"),
            (
                "UPDATE guidance SET shown = '没有'",
                "guidance/018f0000-0000-7000-8000-000000000001 guidance"
            ),
            (
                "UPDATE guidance SET given_at = given_at - INTERVAL '1 microsecond'",
                "guidance/018f0000-0000-7000-8000-000000000001 guidance"
            ),
            (
                "DELETE FROM guidance_withdrawal",
                "guidance/018f0000-0000-7000-8000-000000000001 guidance_withdrawal"
            ),
        ]
    )
    func tampered(change: String, found: String) async throws {
        try await CountyWithAccounts.with { county in
            try await county.add("one", .director, duties: ["director@T-01"])
            let log = SealedLog(store: county.shell, database: county.owner)
            _ = try await county.shell.issue(
                IssueTests.form(["T-01"], IssueTests.version()),
                now: FilingTests.now
            )
            let number = try await county.owner.query("SELECT entry FROM issuance")[0]["entry"] as Int
            try await county.signedIn("one").store.acknowledge(number)
            _ = try await county.shell.record(guidance: GuidanceTests.form(1), now: FilingTests.now)
            try await county.shell.withdraw(guidance: InspectionRows.id(1), reason: "记错了")
            try await log.seal()
            let evidence = EvidenceCounty(log: log)
            #expect(try await evidence.differing() == [])
            #expect(try await evidence.differing(after: change) == [found])
        }
    }
}
