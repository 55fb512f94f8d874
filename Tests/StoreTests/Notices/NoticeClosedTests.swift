import Postgres
import StrictJSON
import Testing

@testable import Compliance
@testable import Store

@Suite("A notice never orders what is mended")
struct NoticeClosedTests {
    @Test("What a later visit closed, or an inspector verified, before it is issued is left out")
    func leftOut() async throws {
        try await NoticeCounty.with { county in
            try await county.file(1, answers: [("A-01", "no"), ("A-04", "no"), ("B-02", "no")])
            // A visit of the next day, filed by an inspector, found A-04 met; A-01 was answered and verified.
            let li = try await county.acting("li")
            try await Self.file(li, 2, "08-19 09:00", [("A-04", "yes")])
            let wang = try await county.acting("wang")
            let answer = try SubmissionForm(
                id: InspectionRows.id(20).description,
                inspection: InspectionRows.id(1).description,
                words: "已更换门锁",
                evidence: []
            )
            _ = try await wang.submit(answer, site: "T-01", item: "A-01")
            _ = try await li.verify(
                .submission(InspectionRows.id(20)),
                .verified,
                why: nil,
                site: "T-01",
                item: "A-01"
            )
            let record = try await county.shell.inspection(InspectionRows.id(1))
            let next = try await county.shell.noticeContent(of: record)
            #expect(next.closed.keys.sorted() == ["A-01", "A-04"])
            #expect(next.closed["A-04"] == moment("08-19 09:00"))
            #expect(next.content?.items.map(\.item) == ["B-02"])
            #expect(try await county.issue(1).notice.content.items.map(\.item) == ["B-02"])
        }
    }

    @Test(
        "Where all was closed since, there is nothing to order; what was found again is, by the later visit"
    )
    func allClosed() async throws {
        try await NoticeCounty.with { county in
            try await county.file(1)
            let li = try await county.acting("li")
            try await Self.file(li, 2, "08-19 09:00", [("A-04", "yes")])
            try await Self.file(li, 3, "08-20 09:00", [("A-04", "no")])
            let first = try InspectionRows.id(1)
            await #expect(throws: StoreError.noNoticeOf(first, .settled)) { try await county.issue(1) }
            // 24 hours from the 20th: the first deadline was of the run that has ended.
            let issued = try await county.issue(3).notice.content.items
            #expect(issued.map(\.item) == ["A-04"] && issued.map(\.deadline) == [moment("08-21 09:00")])
        }
    }

    @Test("What was closed under the new code of a site that moved is left out of a notice of the old one")
    func moved() async throws {
        try await NoticeCounty.with { county in
            try await county.file(1)
            _ = try await county.shell.importSites([
                township("T-01", to: day("08-18")),
                RegisterEntry(
                    site: township("T-09", from: day("08-19")).site,
                    duties: [DutyEntry(.director, "九号院长", since: day("08-19"))],
                    predecessor: .value("T-01"),
                    row: 2
                ),
            ])
            let record = try await county.shell.inspection(InspectionRows.id(1))
            // Addressed to who directs the site now, under its new code.
            #expect(try await county.shell.noticeContent(of: record).content?.director == "九号院长")
            let li = try await county.acting("li")
            try await Self.file(li, 2, "08-20 09:00", [("A-04", "yes")], site: "T-09")
            await #expect(throws: StoreError.noNoticeOf(try InspectionRows.id(1), .settled)) {
                try await county.issue(1)
            }
        }
    }

    /// Files as that account, whose word closes what it finds met.
    private static func file(
        _ store: Store,
        _ number: Int,
        _ ended: String,
        _ answers: [(String, Node?)],
        site: String = "T-01"
    ) async throws {
        let end = moment(ended)
        let changed: [String: Node] = [
            "startedAt": .string("\(end.adding(seconds: -3600))"), "finishedAt": .string("\(end)"),
            "answers": .object(answers),
        ]
        let members = try #require(try FilingTests.filing(number, site: site).object)
        let node = Node.object(members.map { ($0.name, changed[$0.name] ?? $0.value) })
        _ = try await store.file(node, receivedAt: end.adding(seconds: 600))
    }
}
