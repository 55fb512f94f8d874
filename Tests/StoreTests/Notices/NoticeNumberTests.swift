import Postgres
import StrictJSON
import Testing

@testable import Compliance
@testable import Store

@Suite("Numbers of notices")
struct NoticeNumberTests {
    @Test("Of many at once, each issued twice, none is left out and none given twice")
    func concurrent() async throws {
        try await NoticeCounty.with { county in
            for number in 1...12 { try await county.file(number, site: number % 2 == 0 ? "T-01" : "T-02") }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in Array(1...12) + Array(1...12) {
                    group.addTask { _ = try await county.issue(number) }
                }
                try await group.waitForAll()
            }
            let page = try await county.shell.notices()
            #expect(page.elements.map(\.notice.serial) == Array((1...12).reversed()))
            #expect(try await county.people.said("issue notice/%").count == 12)
        }
    }

    @Test(
        "One that is undone takes no number; the next year begins at 1; a new short form goes on in the series"
    )
    func series() async throws {
        try await NoticeCounty.with { county in
            for number in 1...3 { try await county.file(number) }
            try await county.issue(1)
            // Issued in a transaction that does not come to an end.
            await #expect(throws: (any Error).self) {
                try await county.people.owner.transaction { transaction in
                    _ = try await transaction.query("SELECT enter_operator(1, '甲')")
                    let record = try await county.shell.inspection(try InspectionRows.id(2))
                    let content = try await county.shell.noticeContent(of: record).content
                    let text = JSON.write(.object(try #require(content).members))
                    let rows = try await transaction.query(
                        "SELECT issue_notice(1, NULL, '', \(record.filing.id), \(text)::json) AS done"
                    )
                    #expect(try rows[0]["done"] == "issued")
                    throw StoreError.busy
                }
            }
            try await county.shell.set(try NoticeCounty.letterhead("豫宁卫检"))
            let second = try await county.issue(2).notice
            #expect(second.serial == 2 && second.number.hasPrefix("豫宁卫检整〔"))
            // As if both had been of last year.
            try await county.people.owner.run(
                "SET session_replication_role = replica; UPDATE notice SET year = year - 1; RESET session_replication_role"
            )
            #expect(try await county.issue(3).notice.serial == 1)
        }
    }

    @Test("The register: by state, year and site, the newest first, and only of what one may see")
    func register() async throws {
        try await NoticeCounty.with { county in
            for (number, site) in [(1, "T-01"), (2, "T-02"), (3, "T-01")] {
                try await county.file(number, site: site)
                try await county.issue(number)
            }
            try await county.acting("wang").acknowledge(.notice(try InspectionRows.id(3)))
            func serials(_ filter: NoticeFilter, _ name: String = "li") async throws -> [Int] {
                try await county.acting(name).notices(filter).elements.map(\.notice.serial)
            }
            let year = Day(try await county.issue(1).notice.issuedAt).components.year
            #expect(try await serials(NoticeFilter()) == [3, 2, 1])
            #expect(try await serials(NoticeFilter(state: .onTheWay)) == [2, 1])
            #expect(try await serials(NoticeFilter(state: .acknowledged)) == [3])
            #expect(try await serials(NoticeFilter(year: year - 1)) == [])
            #expect(try await serials(NoticeFilter(words: "T-02")) == [2])
            #expect(try await serials(NoticeFilter(), "wang") == [3, 1])
            #expect(try await serials(NoticeFilter(), "sun") == [2])
        }
    }
}
