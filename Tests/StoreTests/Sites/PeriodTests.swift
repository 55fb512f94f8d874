import Compliance
import Postgres
import StrictJSON
import Testing

@testable import Store

/// A site that closes and opens again under its code; 2021-W31 begins on 2 August, W33 on 16 August.
@Suite("Periods of operation, said by a register")
struct PeriodTests {
    private static let now = moment("09-30 09:00")

    private static func row(_ opened: String, _ closed: String? = nil) -> RegisterEntry {
        township("T-51", from: day(opened), to: closed.map { day($0) })
    }

    private static func periods(_ store: Store) async throws -> [String] {
        let record = try #require(try await store.register(of: ["T-51"]).sites["T-51"])
        return record.periods.map { "\($0.openedOn)–\($0.closedOn.map { "\($0)" } ?? "")" }
    }

    /// Ranked, flagged, in the trend: of the week that begins on that day.
    private static func counted(_ first: String, _ store: Store) async throws -> [Int] {
        let week = try await store.weekFigures(ISOWeek(of: day(first)), now: now)
        return [
            week.ranking.count { $0.site.code == "T-51" }, week.flags.count { $0.site.code == "T-51" },
            week.trend.last?.sites ?? 0, week.trend.last?.inspected ?? 0,
        ]
    }

    /// T-51 opened on 1 August and was found below the minimum on the 5th; T-02 is always there.
    private static func with(_ body: (Store, InspectionRows) async throws -> Void) async throws {
        try await TestCounty.with { store, database in
            _ = try await store.importSites([row("08-01"), township("T-02")])
            let visits = InspectionRows(store: store, database: database)
            try await visits.add(1, "T-51", "08-05 10:00", grade: 0, score: 40)
            try await body(store, visits)
        }
    }

    @Test("Closed and opened again: weeks that are over stay as they were")
    func reopened() async throws {
        try await Self.with { store, _ in
            let before = try await Self.counted("08-02", store)
            #expect(before == [1, 1, 2, 1])
            _ = try await store.importSites([Self.row("08-01", "08-20")])
            _ = try await store.importSites([Self.row("09-10")])
            #expect(try await Self.periods(store) == ["2021-08-01–2021-08-20", "2021-09-10–"])
            #expect(try await Self.counted("08-02", store) == before)
            // Nobody counts it while it was closed; 23 August is a Monday.
            #expect(try await Self.counted("08-23", store) == [0, 0, 1, 0])
            #expect(try await Self.counted("09-06", store) == [1, 1, 2, 0])
            // Said again, or with the columns that say nothing, nothing changes.
            let silent = RegisterEntry(
                site: Self.row("01-01").site,
                unsaid: [.opened, .closed, .capacity, .address],
                row: 1
            )
            for entry in [Self.row("09-10"), silent] {
                #expect(try await store.importSites([entry]).unchanged == 1)
            }
            // A row of the first period, and one that reaches into it.
            #expect(
                try await objections { _ = try await store.importSites([Self.row("08-01", "08-20")]) }
                    == ["pastPeriod /0/opened"]
            )
            #expect(
                try await objections { _ = try await store.importSites([Self.row("08-20")]) }
                    == ["pastPeriod /0/opened"]
            )
        }
    }

    @Test(
        "A closing day before a visit on record is asked about and names the visit; so is what would correct a day"
    )
    func inHindsight() async throws {
        try await Self.with { store, _ in
            let entry = Self.row("08-01", "08-04")
            #expect(
                try await objections { _ = try await store.importSites([entry]) } == [
                    "strandedVisits /0/closed"
                ]
            )
            let change = try await store.judge([entry])
            let question = try #require(change.questions.first)
            #expect(
                question.problem.message.zh
                    == "在案的 1 次检查将不在任何运行期内：2021-08-05 例行检查 不达标。仍然如此登记？"
            )
            #expect(
                question.problem.message.en
                    == "1 visits on record would lie in no period of operation: 2021-08-05 Routine Below minimum. Is it so all the same?"
            )
            // Up to last week it was in operation; 2021-W32 is the first week that loses it.
            #expect(change.effects.weeks.first?.week.description == "2021-W32")
            #expect(change.effects.weeks.allSatisfy { $0.fewer == 1 && $0.more == 0 })
            #expect(try await Self.counted("08-02", store) == [1, 1, 2, 1])
            // Another answer, and an edition that is over, take nothing.
            await #expect(throws: Problems.self) {
                try await store.importSites([entry], confirming: [String(question.id.reversed())])
            }
            await #expect(throws: StoreError.changedMeanwhile) {
                try await store.importSites([entry], confirming: [question.id], at: change.edition - 1)
            }
            _ = try await store.importSites([entry], confirming: [question.id], at: change.edition, why: "核实")
            #expect(try await Self.periods(store) == ["2021-08-01–2021-08-04"])
            // And back: that it was closed is on record, and weeks change again.
            #expect(
                try await objections { _ = try await store.importSites([Self.row("08-01")]) }
                    == ["closingChanged /0/closed"]
            )
        }
        try await Self.with { store, _ in
            #expect(
                try await objections { _ = try await store.importSites([Self.row("08-06")]) }
                    == ["openingChanged /0/opened", "strandedVisits /0/opened"]
            )
            // A day that is still to come may be moved without a question.
            let today = try await store.register(of: []).today
            for last in [today + 30, today + 20, today] {
                _ = try await store.importSites([township("T-51", from: day("08-01"), to: last)])
            }
        }
    }

    @Test(
        "A visit is held against the period and the description of its day; its correction is taken whenever"
    )
    func filing() async throws {
        try await TestCounty.with { store, _ in
            _ = try await store.importSites([township("T-01", from: day("08-01"))])
            _ = try await store.file(try FilingTests.filing(1), receivedAt: FilingTests.now)
            _ = try await store.importSites([township("T-01", from: day("08-01"), to: day("08-20"))])
            let made = township("T-01", from: day("09-10")).site
            let renamed = Site(
                code: made.code,
                kind: made.kind,
                name: Text(zh: "新名", en: "New"),
                township: made.township,
                openedOn: made.openedOn,
                capacity: 99
            )
            _ = try await store.importSites([RegisterEntry(site: renamed, changedOn: day("09-10"), row: 1)])
            // A visit of the first period arrives late; a correction of one, after the site has closed in hindsight.
            _ = try await store.file(try FilingTests.filing(2), receivedAt: FilingTests.now)
            for number in 1...2 {
                let site = try await store.inspection(try InspectionRows.id(number)).site
                #expect(site.name.zh == "隔离点T-01" && site.capacity == nil)
                #expect(site.openedOn == day("08-01"))
            }
            #expect(try await store.inspection(try InspectionRows.id(2)).site.closedOn == day("08-20"))
            #expect(try await store.site("T-01").site.name.zh == "新名")
        }
        try await TestCounty.with { store, _ in
            _ = try await store.importSites([township("T-01", from: day("08-01"))])
            _ = try await store.file(try FilingTests.filing(1), receivedAt: FilingTests.now)
            let closed = [township("T-01", from: day("08-01"), to: day("08-17"))]
            let asked = Set(try await store.judge(closed).questions.map(\.id))
            _ = try await store.importSites(closed, confirming: asked)
            #expect(
                try await objections {
                    _ = try await store.file(try FilingTests.filing(2), receivedAt: FilingTests.now)
                } == ["afterClosing /finishedAt"]
            )
            _ = try await store.file(try FilingTests.filing(3, revises: 1), receivedAt: FilingTests.now)
        }
    }
}
