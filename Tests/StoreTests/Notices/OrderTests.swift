import Postgres
import StrictJSON
import Testing

@testable import Compliance
@testable import Store

/// A-04 is critical, 24 hours; a blue order is due in the last 8 of them.
@Suite("Three-colour orders: of what colour, what they say, and their numbers")
struct OrderTests {
    /// A visit that found A-04 so many hours ago, with the notice of it where that is wanted.
    private static func found(_ number: Int, hoursAgo hours: Int, _ county: NoticeCounty) async throws {
        let end = try await now(county).adding(seconds: -hours * 3600)
        let changed: [String: Node] = [
            "startedAt": .string("\(end.adding(seconds: -3600))"), "finishedAt": .string("\(end)"),
            "answers": .object([("A-04", "no")]),
        ]
        let members = try #require(try FilingTests.filing(number, site: "T-01").object)
        let node = Node.object(members.map { ($0.name, changed[$0.name] ?? $0.value) })
        _ = try await county.shell.file(node, receivedAt: end.adding(seconds: 600))
    }

    /// By the database's clock, to the second.
    private static func now(_ county: NoticeCounty) async throws -> Instant {
        let rows = try await county.people.owner.query(
            "SELECT date_trunc('second', clock_timestamp()) AS now"
        )
        return try rows[0]["now"]
    }

    private static func issue(
        _ number: Int,
        _ county: NoticeCounty,
        as name: String = "admin"
    ) async throws
        -> OrderRecord
    {
        try await county.acting(name).issueOrder(InspectionRows.id(number), site: "T-01", item: "A-04")
    }

    @Test("Overdue it is red: with the gap's line, what happened, who was told, and who must act")
    func red() async throws {
        try await NoticeCounty.with { county in
            try await county.file(1)
            let notice = try await county.issue(1).notice
            try await county.acting("wang").acknowledge(.notice(InspectionRows.id(1)))
            let record = try await Self.issue(50, county)
            let (order, content) = (record.order, record.order.content)
            let year = Day(order.issuedAt).components.year
            #expect(order.number == "豫宁隔检督〔\(year)〕1号" && order.serial == 1 && order.year == year)
            #expect(order.office.zh == "豫宁县卫生健康委员会" && record.issuedBy == "admin")
            #expect(content.colour == .red && content.deadline == moment("08-19 09:00"))
            #expect(content.why.zh == "期限 2021-08-19 09:00 已过，还没有整改。")
            #expect(content.line.item == "A-04" && content.line.severity == .critical)
            // Of A-04 the government head answers, and nobody holds that duty.
            #expect(
                content.to == [
                    .init(duty: .director, person: "一号乡镇卫生院院长"), .init(duty: .governmentHead, person: nil),
                ]
            )
            #expect(content.inspection == (try InspectionRows.id(1)) && content.site.code == "T-01")
            #expect(content.dates.map(\.what.zh) == ["首次发现（检查员：检查员甲）"])
            #expect(content.dates.map(\.what.en) == ["first found (inspectors: 检查员甲)"])
            #expect(content.dates.map(\.at) == [moment("08-18 09:00")])
            #expect(content.told.map(\.what.zh) == ["签发整改通知书 \(notice.number)", "通知书由隔离点负责人签收"])
            // Beside a colour stands no account: who is said by duty.
            #expect((content.dates + content.told).allSatisfy { $0.by == nil })
            // What is sealed is what is read back, to the byte.
            #expect(try SupervisionOrder(sealed: record.document) == order)
            #expect(record.digest == Node.digest(ofText: record.document))
            #expect(try await county.people.said("issue order/%").count == 1)
        }
    }

    @Test("Near its deadline blue, found again or returned yellow; with time left, or once answered, none")
    func colours() async throws {
        try await NoticeCounty.with { county in
            try await Self.found(1, hoursAgo: 10, county)  // 14 hours are left of 24
            await #expect(throws: StoreError.noOrderOf(.calm)) { try await Self.issue(50, county) }
            #expect(try await county.shell.orderContent("T-01", "A-04") == nil)
            try await county.acting("admin").withdraw(InspectionRows.id(1), reason: "走错了点位")
            try await Self.found(2, hoursAgo: 17, county)  // 7 hours are left
            let blue = try await Self.issue(51, county)
            #expect(blue.order.content.colour == .blue && blue.order.content.dates.count == 1)
            await #expect(throws: StoreError.noOrderOf(.stands)) { try await Self.issue(52, county) }
            try await Self.found(3, hoursAgo: 2, county)
            let yellow = try await Self.issue(53, county)
            #expect(yellow.order.content.colour == .yellow && yellow.order.serial == 2)
            #expect(
                yellow.order.content.dates.map(\.what.zh) == ["首次发现（检查员：检查员甲）", "再次发现（检查员：检查员甲）"]
            )
            #expect(yellow.order.content.told.map(\.what.zh) == ["签发蓝色督办单 \(blue.order.number)"])
            // Answered it waits for the inspector; returned it is yellow again.
            let answer = try SubmissionForm(
                id: InspectionRows.id(20).description,
                inspection: InspectionRows.id(3).description,
                words: "已更换",
                evidence: []
            )
            _ = try await county.acting("wang").submit(answer, site: "T-01", item: "A-04")
            await #expect(throws: StoreError.noOrderOf(.calm)) { try await Self.issue(54, county) }
            _ = try await county.acting("li")
                .verify(.submission(InspectionRows.id(20)), .returned, why: "不清楚", site: "T-01", item: "A-04")
            // As if the order of this finding had been issued before the return, which a second order has to follow.
            try await county.people.owner.run(
                """
                ALTER TABLE supervision_order DISABLE TRIGGER USER;
                UPDATE supervision_order SET issued_at = issued_at - INTERVAL '1 minute'
                """
            )
            let returned = try await Self.issue(55, county).order.content
            #expect(returned.colour == .yellow && returned.why.zh.contains("被退回"))
            #expect(returned.dates.map(\.what.zh).suffix(2) == ["隔离点负责人报送整改", "检查员退回：不清楚"])
            #expect(
                returned.dates.map(\.what.en).suffix(2) == [
                    "answered by: Site director", "returned by an inspector: 不清楚",
                ]
            )
        }
    }

    @Test("The same id once more gives the same; one of another gap is refused; who may not, issues none")
    func once() async throws {
        try await NoticeCounty.with { county in
            try await county.file(1, answers: [("A-01", "no"), ("A-04", "no")])
            let first = try await Self.issue(50, county)
            #expect(try await Self.issue(50, county) == first)
            let id = try InspectionRows.id(50)
            let admin = try await county.acting("admin")
            await #expect(throws: StoreError.conflict(id)) {
                try await admin.issueOrder(id, site: "T-01", item: "A-01")
            }
            let other = try await admin.issueOrder(InspectionRows.id(51), site: "T-01", item: "A-01")
            #expect(other.order.serial == 2 && other.order.content.deadline == moment("08-21 09:00"))
            for name in ["li", "wang", "zhao"] {
                await #expect(throws: StoreError.forbidden) { try await Self.issue(52, county, as: name) }
            }
            await #expect(throws: StoreError.noGap(site: "T-01", item: "B-01")) {
                try await admin.issueOrder(InspectionRows.id(52), site: "T-01", item: "B-01")
            }
            // The director of the site reads them, another does not; the newest first.
            let (wang, sun) = (try await county.acting("wang"), try await county.acting("sun"))
            #expect(try await wang.orders().elements.map(\.order.serial) == [2, 1])
            #expect(try await wang.order(id) == first)
            #expect(try await sun.orders().total == 0)
            #expect(try await sun.order(id) == nil)
            #expect(try await admin.orders(OrderFilter(colour: .blue)).total == 0)
            #expect(try await admin.orders(OrderFilter(words: "T-02")).total == 0)
        }
    }

    @Test("What says another colour, deadline or finding than it is, is not sealed; nor without a letterhead")
    func refused() async throws {
        try await NoticeCounty.with(hasLetterhead: false) { county in
            try await county.file(1)
            await #expect(throws: StoreError.noLetterhead) { try await Self.issue(50, county) }
            try await county.shell.set(try NoticeCounty.letterhead())
            let admin = try await county.acting("admin")
            let (visit, id) = (try InspectionRows.id(1), try InspectionRows.id(50))
            func outcome(_ colour: String, _ visit: String, _ deadline: String) async throws -> String {
                let content =
                    #"{"colour":"\#(colour)","site":{"code":"T-01"},"inspection":"\#(visit)","gap":{"item":"A-04","deadline":"\#(deadline)"}}"#
                let rows = try await admin.act { who in
                    "SELECT issue_order(\(who), \(id), 'T-01', 'A-04', \(content)::json) AS done"
                }
                return try rows[0]["done"]
            }
            #expect(try await outcome("yellow", "\(visit)", "2021-08-19T01:00:00Z") == "outdated")
            #expect(try await outcome("red", "\(visit)", "2021-08-19T01:00:01Z") == "outdated")
            #expect(try await outcome("red", "\(id)", "2021-08-19T01:00:00Z") == "outdated")
            for content in ["[]", "{}", #"{"number":"1","site":{"code":"T-01"},"gap":{"item":"A-04"}}"#] {
                await #expect(throws: PostgresError.self) {
                    _ = try await admin.act { who in
                        "SELECT issue_order(\(who), \(id), 'T-01', 'A-04', \(content)::json)"
                    }
                }
            }
            #expect(try await Self.issue(50, county).order.serial == 1)
        }
    }

    @Test(
        "What was changed, removed or put in behind the program's back is found",
        arguments: [
            ("DELETE FROM supervision_order", ["order"]),
            ("UPDATE supervision_order SET issued_by = '乙'", ["order issued_by"]),
            ("UPDATE supervision_order SET number = 2", ["order number", "order series"]),
            ("UPDATE supervision_order SET colour = 'blue'", ["order colour"]),
            ("UPDATE supervision_order SET item = 'A-01'", ["order item"]),
            ("UPDATE supervision_order SET deadline = deadline + INTERVAL '1 day'", ["order deadline"]),
            (
                "UPDATE supervision_order SET document = replace(document::text, '\"red\"', '\"blue\"')::json",
                ["order colour", "order digest", "order document"]
            ),
        ]
    )
    func tampered(change: String, found: [String]) async throws {
        try await NoticeCounty.with { county in
            try await county.file(1)
            _ = try await Self.issue(50, county)
            let log = SealedLog(store: county.shell, database: county.people.owner)
            try await log.seal()
            let evidence = EvidenceCounty(log: log)
            #expect(try await evidence.differing() == [])
            let object = "order/\(try InspectionRows.id(50))"
            #expect(Set(try await evidence.differing(after: change)) == Set(found.map { "\(object) \($0)" }))
        }
    }
}
