import Postgres
import Testing

@testable import Compliance
@testable import Store

/// Cases of a county that is played by its acts (`PlayedCounty`): A-04 at T-01, found on 6 September 2021 at nine, the notice of
/// which reached the director at ten, found again on the 8th.
@Suite("Cases one after another, and at a site that moved")
struct CasePlayedTests {
    private static func with(_ body: (inout PlayedCounty) async throws -> Void) async throws {
        try await PlayedCounty.with { county in
            try await county.join("supervision", .supervision)
            try await county.people.owner.run(
                "ALTER TABLE accountability_case ALTER COLUMN opened_at SET DEFAULT public.played_clock()"
            )
            try await county.issue(county.first, to: ["T-01"], "09-02 09:00")
            try await county.acknowledge("wang", "T-01", "09-02 12:00")
            try await county.guide(801, "T-01", "09-03 09:00", county.first)
            try await county.visit(1, "T-01", "09-06 09:00", not: ["A-04"])
            try await county.notice(1, "09-06 09:30", reaches: "wang", "09-06 10:00")
            try await body(&county)
        }
    }

    private static func open(
        _ number: Int,
        _ county: PlayedCounty,
        at site: String = "T-01"
    ) async throws -> OpenedCase {
        let store = try county.store("supervision")
        let terms = try await store.accountability(of: site).nameable.map(\.term)
        return try await store.openCase(try CaseCounty.id(number), at: site, naming: terms, why: "四项条件均有记录")
    }

    private static func pair(_ county: PlayedCounty, _ site: String = "T-01") async throws -> [InspectionID?]
    {
        let finding = try await county.store("supervision").accountability(of: site).finding
        return finding.holds ? [finding.found?.id, finding.again?.id] : []
    }

    @Test("After a case has ended the next pair may be opened; the page says which visits led to which case")
    func oneAfterAnother() async throws {
        try await Self.with { county in
            try await county.visit(2, "T-01", "09-08 09:00", not: ["A-04"])
            let supervision = try county.store("supervision")
            #expect(try await Self.pair(county) == [InspectionRows.id(1), InspectionRows.id(2)])
            #expect(
                try await Self.open(100, county) == OpenedCase(outcome: .done, id: try CaseCounty.id(100))
            )
            // Another form while it is open, and the same form again: both lead to it.
            #expect(
                try await Self.open(101, county) == OpenedCase(outcome: .open, id: try CaseCounty.id(100))
            )
            #expect(
                try await Self.open(100, county) == OpenedCase(outcome: .already, id: try CaseCounty.id(100))
            )
            // Withdrawn: there is no second case on the same visits.
            let end = try CaseAct(id: try CaseCounty.id(200), kind: .withdrawn, words: "另行处理")
            #expect(try await supervision.record(end, in: try CaseCounty.id(100)) == .done)
            #expect(try await Self.pair(county) == [])
            await #expect(throws: Problems.self) { try await Self.open(102, county) }
            try await county.visit(3, "T-01", "09-10 09:00", not: ["A-04"])
            #expect(try await Self.pair(county) == [InspectionRows.id(1), InspectionRows.id(3)])
            let led = try #require(try await supervision.accountability(of: "T-01").conditions.lines.first)
            #expect(led.source == "/cases/\(try CaseCounty.id(100))")
            #expect(
                led.words.en
                    == "The visits of 2021-09-06 08:30 and 2021-09-08 08:30 led to a case, and lead to no other."
            )
            #expect(
                try await Self.open(103, county) == OpenedCase(outcome: .done, id: try CaseCounty.id(103))
            )
            #expect(try await supervision.cases(of: "T-01").map(\.isOpen) == [true, false])
        }
    }

    @Test(
        "T-01 moved between the two visits: who directed it under either code is named, and may not lead the case"
    )
    func moved() async throws {
        try await Self.with { county in
            try await county.people.add("former", .supervision, .director, duties: ["director@T-01"])
            let former = try await county.people.signedIn("former").store
            try await county.at("09-07 08:00")
            _ = try await county.shell.importSites([
                township("T-01", to: day("09-06")),
                RegisterEntry(
                    site: township("T-09", from: day("09-07")).site,
                    duties: [DutyEntry(.director, "九号院长", since: day("09-07"))],
                    predecessor: .value("T-01"),
                    row: 2
                ),
            ])
            try await county.visit(2, "T-09", "09-08 09:00", not: ["A-04"])
            let supervision = try county.store("supervision")
            for code in ["T-01", "T-09"] {
                let standing = try await supervision.accountability(of: code)
                #expect(
                    standing.site.code == "T-09" && standing.finding.holds && standing.finding.changedHands
                )
                let director = try #require(standing.named.first)
                #expect(director.holders.map(\.person) == ["一号乡镇卫生院院长", "九号院长"] && !director.isOne)
                #expect(standing.gaps.map(\.item) == ["A-04"])
            }
            // Nor is whoever directed it before offered what the acts refuse.
            let own = try await former.accountability(of: "T-09")
            #expect(own.isOwnMatter && own.nextSteps.isEmpty)
            #expect(try await supervision.accountability(of: "T-09").nextSteps.map(\.rung) == [.reminder])
            let terms = try await supervision.accountability(of: "T-01").nameable.map(\.term)
            #expect(terms.count == 2)
            let key = try CaseCounty.id(100)
            await #expect(throws: StoreError.forbidden) {
                try await former.openCase(key, at: "T-09", naming: terms, why: "四项条件均有记录")
            }
            // Under the old code it is the same site, and the same case.
            #expect(
                try await supervision.openCase(key, at: "T-01", naming: terms, why: "四项条件均有记录")
                    == OpenedCase(outcome: .done, id: key)
            )
            let record = try await supervision.caseRecord(key)
            #expect(record.site == "T-09" && Set(record.persons.map(\.person)) == ["一号乡镇卫生院院长", "九号院长"])
            #expect(try await Self.open(101, county, at: "T-09").outcome == .open)
            #expect(try await supervision.cases(of: "T-01").map(\.id) == [key])
            await #expect(throws: StoreError.forbidden) {
                try await former.record(
                    try CaseAct(id: try CaseCounty.id(201), kind: .withdrawn, words: "撤"),
                    in: key
                )
            }
        }
    }

    @Test("A visit without a grade in between neither ends being below the minimum nor is one of the two")
    func ungraded() async throws {
        try await Self.with { county in
            // As if it could not be worked out.
            try await county.visit(2, "T-01", "09-07 15:00", not: ["A-04"])
            try await county.people.owner.run(
                """
                BEGIN; SET LOCAL session_replication_role = replica;
                UPDATE inspection SET grade = NULL, grade_rank = NULL, below_minimum = NULL
                WHERE id = '\(try InspectionRows.id(2))'; COMMIT
                """
            )
            let between = try await county.store("supervision").accountability(of: "T-01")
            #expect(between.isBelow && !between.finding.holds)
            let file = try await county.shell.siteFile("T-01").file
            #expect(
                file.visits.map(\.isBelowMinimum) == [true, nil] && file.belowSince == moment("09-06 08:30")
            )
            try await county.visit(3, "T-01", "09-08 09:00", not: ["A-04"])
            #expect(try await Self.pair(county) == [InspectionRows.id(1), InspectionRows.id(3)])
            #expect(try await Self.open(100, county).outcome == .done)
        }
    }
}
