import Compliance
import Postgres
import Testing

@testable import Store

/// T-01 closed on 12 August and goes on as T-09 from the 13th; its code was opened again on the 30th, as another site.
@Suite("Reminders under the former code of a site that moved")
struct FormerStepsTests {
    private static func with(_ body: (CountyWithAccounts) async throws -> Void) async throws {
        try await CountyWithAccounts.with { county in
            _ = try await county.shell.importSites([
                township("T-01", to: day("08-12")),
                RegisterEntry(
                    site: township("T-09", from: day("08-13")).site,
                    duties: [DutyEntry(.director, "九号院长", since: day("08-13"))],
                    predecessor: .value("T-01"),
                    row: 2
                ),
            ])
            let duty = DutyEntry(.director, "新一号院长", since: day("08-30"))
            _ = try await county.shell.importSites([township("T-01", from: day("08-30"), [duty])])
            try await county.owner.run(
                """
                INSERT INTO ladder_step (county_id, entry, site, rung, year, number, items, document, taken_at, taken_by)
                VALUES (1, 9001, 'T-01', 'reminder', 2021, 1, '{A-04}', '{}', '2021-08-10 09:00+08', 'office'),
                    (1, 9002, 'T-09', 'reminder', 2021, 2, '{A-05}', '{}', '2021-08-20 09:00+08', 'office'),
                    (1, 9003, 'T-01', 'reminder', 2021, 3, '{A-04}', '{}', '2021-08-31 09:00+08', 'office')
                """
            )
            try await body(county)
        }
    }

    @Test(
        "The office and whoever directs the site now read those from before the move, and none of the code since"
    )
    func read() async throws {
        try await Self.with { county in
            try await county.add("nine", .director, duties: ["director@T-09"])
            let director = try await county.signedIn("nine").store
            for store in [county.shell, director] {
                #expect(try await store.stepsBefore(at: "T-09").map(\.entry) == [9001, 9002])
            }
            // By itself too: the page of the step.
            #expect(try await director.step(9001)?.items == ["A-04"])
            #expect(try await director.step(9003) == nil)
            // The code that was opened again is another site.
            #expect(try await county.shell.stepsBefore(at: "T-01").map(\.entry) == [9003])
        }
    }

    @Test(
        "Whoever directs the code that was opened again reads its own, and nothing of the site that moved away"
    )
    func others() async throws {
        try await Self.with { county in
            try await county.add("one", .director, duties: ["director@T-01"])
            let director = try await county.signedIn("one").store
            #expect(try await director.step(9002) == nil)
            #expect(try await director.step(9003)?.number == 3)
        }
    }
}
