import AuditLog
import Postgres
import StrictJSON
import Testing

@testable import Compliance
@testable import Store

/// A county with a letterhead, two sites and people: `admin`, the inspector `li`, the directors `wang` of T-01 and `sun` of
/// T-02, and the party head `zhao` of T-01.
struct NoticeCounty {
    let people: CountyWithAccounts

    var shell: Store { people.shell }

    static func with(
        hasLetterhead: Bool = true,
        _ body: (NoticeCounty) async throws -> Void
    ) async throws {
        try await CountyWithAccounts.with { people in
            let since = day("01-01")
            let duties = [
                DutyEntry(.director, "一号乡镇卫生院院长", since: since),
                DutyEntry(.partyHead, "一号乡镇党委书记", since: since),
            ]
            let other = [DutyEntry(.director, "二号乡镇卫生院院长", since: since)]
            _ = try await people.shell.importSites([township("T-01", duties), township("T-02", other)])
            try await people.add("admin", .administrator)
            try await people.add("li", .inspector)
            try await people.add("wang", .director, duties: ["director@T-01"])
            try await people.add("sun", .director, duties: ["director@T-02"])
            try await people.add("zhao", .holder, duties: ["partyHead@T-01"])
            if hasLetterhead { try await people.shell.set(Self.letterhead()) }
            try await body(NoticeCounty(people: people))
        }
    }

    static func letterhead(_ short: String = "豫宁隔检") throws -> Letterhead {
        try Letterhead(short: short, office: "豫宁县卫生健康委员会", english: "Yuning Health Commission", redHead: nil)
    }

    /// The records as that account sees them.
    func acting(_ name: String) async throws -> Store { try await people.signedIn(name).store }

    /// Files a visit that ended at that moment of August 2021, with these answers and nothing else looked at.
    func file(
        _ number: Int,
        _ ended: String = "08-18 09:00",
        site: String = "T-01",
        revises: Int? = nil,
        answers: [(String, Node?)] = [("A-04", "no")]
    ) async throws {
        let end = moment(ended)
        let changed: [String: Node] = [
            "startedAt": .string("\(end.adding(seconds: -3600))"), "finishedAt": .string("\(end)"),
            "answers": .object(answers),
        ]
        let members = try #require(try FilingTests.filing(number, site: site, revises: revises).object)
        let node = Node.object(members.map { ($0.name, changed[$0.name] ?? $0.value) })
        _ = try await shell.file(node, receivedAt: end.adding(seconds: 600))
    }

    /// Issues the notice of that visit, at the shell.
    @discardableResult
    func issue(_ number: Int) async throws -> NoticeRecord {
        try await shell.issueNotice(of: try InspectionRows.id(number))
    }

    /// The photograph of the signed paper, which whoever hands it over sends first.
    static let photograph = UploadTests.jpeg(900)

    static func handOver(_ at: Instant, receivedBy: String = "一号乡镇卫生院副院长") throws -> HandOver {
        try HandOver(
            reachedAt: at,
            receivedBy: receivedBy,
            witness: "县疾控中心检查员",
            photograph: Hash(of: photograph).hex
        )
    }

    /// As releases before took hand-overs: of what they name nothing has come.
    func losePhotographs() async throws {
        try await people.owner.run(
            "BEGIN; SET LOCAL session_replication_role = replica; DELETE FROM evidence_receipt; COMMIT"
        )
    }
}
