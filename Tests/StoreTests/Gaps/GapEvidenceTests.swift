import AuditLog
import Compliance
import Postgres
import StrictJSON
import Testing

@testable import Store

@Suite("What was done about gaps, held against the record")
struct GapEvidenceTests {
    private static let photo = UploadTests.jpeg(600)

    @Test(
        "What is changed behind the program's back is found",
        arguments: [
            ("UPDATE submission SET words = '另一句'", "gap/T-01/A-01 submission"),
            ("UPDATE submission SET evidence = '{}'", "gap/T-01/A-01 submission"),
            ("DELETE FROM verification", "gap/T-01/A-01 verification"),
            ("UPDATE verification SET verified_by = 'zhao'", "gap/T-01/A-01 verification"),
            (
                "UPDATE deadline_change SET deadline = deadline + INTERVAL '1 day'",
                "gap/T-01/A-01 deadline_change"
            ),
            (
                "UPDATE inspection SET filed_by = 'wang' WHERE receipt = (SELECT max(receipt) FROM inspection)",
                "inspection/018f0000-0000-7000-8000-000000000003 filed_by"
            ),
        ]
    )
    func tampered(change: String, found: String) async throws {
        try await EvidenceCounty.with { county in
            let store = county.store
            let secret = try await store.issueToken(
                of: "li",
                name: "tablet",
                scope: [.read, .county, .file],
                days: 9
            )
            let li = store.acting(for: .holder(AccessKey(secret: secret), address: "192.0.2.7"))
            let filing = try FilingTests.filing(3)
            guard case .object(let members) = filing.value else { return }
            let answers = Node.object([("A-01", .object([("value", "no")]))])
            let answered = Node(
                .object(members.map { $0.name == "answers" ? Node.Member("answers", answers) : $0 }),
                at: filing.mark
            )
            _ = try await store.file(answered, receivedAt: FilingTests.now)
            let now = try await store.gap("T-01", "A-01")
            let was = try #require(now.openRun).deadline
            _ = try await store.moveDeadline(
                of: "A-01",
                site: "T-01",
                was: was,
                to: was.adding(seconds: 3600),
                why: "停水"
            )
            let form = try SubmissionForm(
                id: InspectionRows.id(20).description,
                inspection: InspectionRows.id(3).description,
                words: "已整改",
                evidence: [Hash(of: Self.photo).hex]
            )
            _ = try await UploadTests.send(Self.photo, to: store)
            _ = try await store.submit(form, site: "T-01", item: "A-01", onBehalf: "纸质报告")
            _ = try await li.verify(.submission(form.id), .verified, why: nil, site: "T-01", item: "A-01")
            try await county.log.seal()
            #expect(try await county.differing() == [])
            #expect(try await county.differing(after: change) == [found])
        }
    }
}
