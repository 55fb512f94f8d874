import Postgres
import StrictJSON
import Testing

@testable import Compliance
@testable import Store

/// Hours by hand: critical 24, major 72. A-04 is critical, A-01 and H-03 are major; what the staff take for fever must be
/// 37.3 °C.
@Suite("Notices: what is issued, and of what")
struct NoticeTests {
    private static let found: [(String, Node?)] = [
        ("A-01", .object([("value", "no"), ("note", "东墙与<b>小卖部</b>共用\"")])), ("A-04", "no"),
        ("H-03", 38),
        (
            "B-01",
            .object([
                ("value", "no"), ("evidence", .array(["台账第3页"])),
                ("fixedOnSpot", true),
            ])
        ),
    ]

    @Test("It says what was not met and left open, the gravest first, as it was found and by when")
    func content() async throws {
        try await NoticeCounty.with { county in
            try await county.file(1, answers: Self.found)
            let record = try await county.issue(1)
            let notice = record.notice
            let year = Day(notice.issuedAt).components.year
            #expect(notice.number == "豫宁隔检整〔\(year)〕1号")
            #expect(notice.year == year && notice.serial == 1 && notice.redHead == nil)
            #expect(notice.office == Text(zh: "豫宁县卫生健康委员会", en: "Yuning Health Commission"))
            let content = notice.content
            #expect(content.site.code == "T-01" && content.site.township?.zh == "T-01乡")
            #expect(content.director == "一号乡镇卫生院院长")
            #expect(content.visit.inspectors == ["检查员甲"] && content.visit.escort == "负责人")
            #expect(content.items.map(\.item) == ["A-04", "A-01", "H-03"])
            #expect(content.items.map(\.hours) == [24, 72, 72])
            let deadlines = [moment("08-19 09:00"), moment("08-21 09:00"), moment("08-21 09:00")]
            #expect(content.items.map(\.deadline) == deadlines)
            #expect(content.items[1].found.zh == "否（东墙与<b>小卖部</b>共用\"）")
            #expect(content.items[1].clause == "二（一）" && content.items[1].verified == .read)
            #expect(content.items[2].required == Text(zh: "等于 37.3 ℃", en: "equal to 37.3 °C"))
            #expect(content.items[2].found.zh == "38 ℃")
            #expect(content.items.filter(\.keepsEarlierDeadline).isEmpty)
            let values = ["fever_line", "critical_deadline_hours", "major_deadline_hours"]
            #expect(Set(content.values.map(\.name)) == Set(values))
            #expect(content.values.first { $0.name == "critical_deadline_hours" }?.verified == .unverified)
            #expect(content.otherwise.zh.contains("由督查部门决定是否启动问责程序"))
            // What is sealed is what is read back, to the byte.
            #expect(try Notice(sealed: record.document) == notice)
            #expect(record.digest == Node.digest(ofText: record.document))
            #expect(record.issuedBy == "甲" && record.arrival == nil)
        }
    }

    @Test("A gap found before keeps its first deadline, and the notice keeps it whatever arrives later")
    func earlierDeadline() async throws {
        try await NoticeCounty.with { county in
            try await county.file(1, "08-18 09:00", answers: [("A-01", "no")])
            try await county.file(2, "08-20 09:00", answers: [("A-01", "no"), ("A-04", "no")])
            let issued = try await county.issue(2).notice.content.items
            #expect(issued.map(\.deadline) == [moment("08-21 09:00"), moment("08-21 09:00")])
            #expect(issued.map(\.keepsEarlierDeadline) == [false, true])
            // A visit of the 14th arrives late: A-01 had to be mended by the 17th.
            try await county.file(3, "08-14 09:00", answers: [("A-01", "no")])
            let now = try await county.shell.inspection(try InspectionRows.id(2))
            let gap = try #require(now.result.gaps.first { $0.item == "A-01" })
            #expect(now.deadline(of: gap) == moment("08-17 09:00"))
            #expect(try await county.issue(2).notice.content.items == issued)
        }
    }

    @Test("Once more gives the same notice, and no other number; a correction has one of its own")
    func once() async throws {
        try await NoticeCounty.with { county in
            try await county.file(1)
            let first = try await county.issue(1)
            #expect(try await county.issue(1) == first)
            try await county.file(2, revises: 1, answers: [("A-01", "no")])
            let second = try await county.issue(2)
            #expect(second.notice.serial == 2 && second.notice.content.items.map(\.item) == ["A-01"])
            let kept = try await county.shell.notice(of: try InspectionRows.id(1))
            let correction = try InspectionRows.id(2)
            #expect(kept?.revisedBy == correction && kept?.document == first.document)
            try await county.shell.withdraw(correction, reason: "走错了点位")
            #expect(try await county.shell.notice(of: correction)?.isWithdrawn == true)
            #expect(try await county.people.said("issue notice/%").count == 2)
        }
    }

    @Test("None is issued of a visit that left nothing open, was withdrawn or corrected, or is none")
    func refused() async throws {
        try await NoticeCounty.with { county in
            let ids = try (0...3).map { try InspectionRows.id($0) }
            try await county.file(1, answers: [("A-04", "yes")])  // the rest was not looked at
            await #expect(throws: StoreError.noNoticeOf(ids[1], .settled)) { try await county.issue(1) }
            try await county.file(2, revises: 1, answers: [("A-04", "no")])
            await #expect(throws: StoreError.noNoticeOf(ids[1], .revised)) { try await county.issue(1) }
            try await county.shell.withdraw(ids[2], reason: "走错了点位")
            await #expect(throws: StoreError.noNoticeOf(ids[2], .withdrawn)) { try await county.issue(2) }
            await #expect(throws: StoreError.noInspection("\(ids[3])")) { try await county.issue(3) }
        }
    }

    @Test("Without a letterhead there is no number")
    func headless() async throws {
        try await NoticeCounty.with(hasLetterhead: false) { county in
            try await county.file(1)
            await #expect(throws: StoreError.noLetterhead) { try await county.issue(1) }
            try await county.shell.set(try NoticeCounty.letterhead())
            try await county.shell.set(try NoticeCounty.letterhead())  // says nothing new
            #expect(try await county.people.said("change letterhead").count == 1)
            try await county.issue(1)
        }
    }

    @Test("A letterhead with anything wrong is refused, all of it at once")
    func badLetterhead() throws {
        let problems = #expect(throws: Problems.self) {
            try Letterhead(
                short: "豫\"宁",
                office: " ",
                english: "a\\b",
                redHead: String(repeating: "长", count: 61)
            )
        }
        #expect(problems?.all.map(\.pointer) == ["/short", "/office", "/english", "/redHead"])
    }

    @Test(
        "Who may: the administrator and the operator; what would be said otherwise than it is, is not sealed"
    )
    func rights() async throws {
        try await NoticeCounty.with { county in
            try await county.file(1)
            let id = try InspectionRows.id(1)
            for name in ["li", "wang"] {
                let store = try await county.acting(name)
                await #expect(throws: StoreError.forbidden) { try await store.issueNotice(of: id) }
            }
            let admin = try await county.acting("admin")
            for (content, outcome) in [
                (#"{"visit":{"id":"\#(id)"},"items":[]}"#, "outdated"),
                (
                    #"{"visit":{"id":"\#(id)"},"items":[{"item":"A-04","deadline":"2021-08-19T01:00:01Z"}]}"#,
                    "outdated"
                ),
            ] {
                let rows = try await admin.act { who in
                    "SELECT issue_notice(\(who), \(id), \(content)::json) AS done"
                }
                #expect(try rows[0]["done"] == outcome)
            }
            for content in ["[]", "{}", #"{"number":"1","visit":{"id":"\#(id)"},"items":[]}"#] {
                await #expect(throws: PostgresError.self) {
                    _ = try await admin.act { who in "SELECT issue_notice(\(who), \(id), \(content)::json)" }
                }
            }
            #expect(try await admin.issueNotice(of: id).issuedBy == "admin")
        }
    }
}
