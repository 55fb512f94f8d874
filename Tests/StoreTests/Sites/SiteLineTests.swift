import Postgres
import StrictJSON
import Testing

@testable import Compliance
@testable import Store

/// T-01 closed on 18 August and goes on from the 19th as T-09; T-02 stays where it is.
@Suite("A site that moved is one site under each of its codes")
struct SiteLineTests {
    private static func move(_ county: NoticeCounty) async throws {
        _ = try await county.shell.importSites([
            township("T-01", to: day("08-18")),
            RegisterEntry(
                site: township("T-09", from: day("08-19")).site,
                duties: [DutyEntry(.director, "九号院长", since: day("08-19"))],
                predecessor: .value("T-01"),
                row: 2
            ),
        ])
    }

    private static func line(_ code: String, _ county: NoticeCounty) async throws -> [String] {
        let rows = try await county.people.owner.query(
            "SELECT site || ' ' || until AS line FROM site_line(1, \(code)) ORDER BY until DESC"
        )
        return try rows.map { try $0["line"] }
    }

    @Test("The line of codes is the same from each of them; a code that was opened again is another site")
    func line() async throws {
        try await NoticeCounty.with { county in
            #expect(try await Self.line("T-01", county) == ["T-01 infinity"])
            try await Self.move(county)
            for code in ["T-01", "T-09"] {
                #expect(try await Self.line(code, county) == ["T-09 infinity", "T-01 2021-08-19"])
            }
            #expect(try await Self.line("T-02", county) == ["T-02 infinity"])
            #expect(try await Self.line("X-99", county) == ["X-99 infinity"])
            _ = try await county.shell.importSites([township("T-01", from: day("08-30"))])
            #expect(try await Self.line("T-01", county) == ["T-01 infinity"])
            #expect(try await Self.line("T-09", county) == ["T-09 infinity", "T-01 2021-08-19"])
        }
    }

    @Test(
        "Lists asked under the old code answer with what was done under the new one, and the other way round"
    )
    func lists() async throws {
        try await NoticeCounty.with { county in
            try await county.file(1)
            try await county.issue(1)
            try await Self.move(county)
            try await county.file(2, "08-20 09:00", site: "T-09", answers: [("A-04", "no"), ("A-01", "no")])
            let order = try await county.shell.issueOrder(InspectionRows.id(50), site: "T-09", item: "A-04")
            #expect(order.order.content.told.count == 1)  // the notice of the visit under the old code
            await #expect(throws: StoreError.gap(.moved)) {
                try await county.shell.issueOrder(InspectionRows.id(51), site: "T-01", item: "A-04")
            }
            for code in ["T-01", "T-09"] {
                var filter = GapFilter()
                filter.site = code
                let gaps = try await county.shell.gaps(filter, now: moment("08-21 09:00")).elements
                #expect(
                    gaps.map { "\($0.site) \($0.item) +\($0.repeats)" } == ["T-09 A-04 +1", "T-09 A-01 +0"]
                )
                #expect(try await county.shell.notices(NoticeFilter(words: code)).total == 1)
                #expect(try await county.shell.orders(OrderFilter(words: code)).total == 1)
                let file = try await county.shell.siteFile(code).file
                #expect(file.visits.map(\.startedAt) == [moment("08-18 08:00"), moment("08-20 08:00")])
                #expect(file.directors.map(\.person) == ["一号乡镇卫生院院长", "九号院长"])
            }
            #expect(try await county.shell.notices(NoticeFilter(words: "T-02")).total == 0)
        }
    }
}
