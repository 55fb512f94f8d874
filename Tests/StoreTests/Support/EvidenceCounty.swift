import AuditLog
import Compliance
import Postgres
import StrictJSON
import Testing

@testable import Store

/// A county of two sites with two filings, of which the second corrects the first, people and tokens; all sealed.
///
/// Both filings leave every item unchecked: each item that applies is a gap.
struct EvidenceCounty {
    let log: SealedLog

    var store: Store { log.store }

    static let first = "inspection/018f0000-0000-7000-8000-000000000001"
    static let second = "inspection/018f0000-0000-7000-8000-000000000002"

    static func with(_ body: (EvidenceCounty) async throws -> Void) async throws {
        try await TestCounty.with { store, database in
            let director = DutyEntry(.director, "一号乡镇卫生院院长", since: day("01-01"))
            _ = try await store.importSites([township("T-01", [director]), township("T-02")])
            let people =
                [("li", "inspector", []), ("wang", "director", ["director@T-01"])]
                as [(String, String, [String])]
            for (name, role, duties) in people {
                let form = AccountForm(name: name, display: "某职务", roles: [role], duties: duties)
                try await store.add(try form.account(), password: nil)
            }
            _ = try await store.issueToken(of: "li", name: "phone", scope: [.read], days: 10)
            _ = try await store.issueToken(of: "li", name: "lost", scope: [.read, .file], days: 10)
            try await store.revokeToken("lost", of: "li")
            _ = try await store.file(try FilingTests.filing(1), receivedAt: FilingTests.now)
            _ = try await store.file(try FilingTests.filing(2, revises: 1), receivedAt: FilingTests.now)
            let log = SealedLog(store: store, database: database)
            try await log.seal()
            try await body(EvidenceCounty(log: log))
        }
    }

    /// What holding the tables against the record comes to; the record itself has to be whole.
    func evidence(from entry: Int = 1) async throws -> EvidenceFindings {
        let report = try await log.store.verify(keys: [log.key.publicKey], evidence: entry)
        #expect(report.fault == nil)
        return try #require(report.evidence)
    }

    /// The objects and parts that differ.
    func differing() async throws -> [String] {
        try await evidence().first.map { "\($0.object) \($0.part)" }
    }

    /// Carries out the change as a superuser can, past every trigger, and gives what differs then.
    func differing(after change: String) async throws -> [String] {
        try await log.attack(change)
        return try await differing()
    }
}
