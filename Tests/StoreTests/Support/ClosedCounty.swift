import Compliance
import Postgres

@testable import Store

/// Three township sites and a township without one; 2021-W33 begins on 16 August.
///
/// W32: T-01 80, T-02 60, T-03 not. W33: T-01 95, T-02 50 with A-01 unmet and A-02 not checked, T-03 not.
struct ClosedCounty {
    let store: Store
    let database: Database
    var visits: InspectionRows { InspectionRows(store: store, database: database) }

    static let week = ISOWeek(of: day("08-16"))

    static func with(_ body: (ClosedCounty) async throws -> Void) async throws {
        try await TestCounty.with { store, database in
            _ = try await store.importSites([
                township("T-01", [DutyEntry(.director, "一乡卫生院院长", since: day("01-01"))]), township("T-02"),
                township("T-03"), township("T-09", to: day("08-01")),
            ])
            let county = ClosedCounty(store: store, database: database)
            try await county.visits.add(1, "T-01", "08-10 09:00", grade: 1, score: 80)
            try await county.visits.add(2, "T-02", "08-11 09:00", grade: 0, score: 60, gaps: ["A-01"])
            try await county.visits.add(3, "T-01", "08-17 09:00", grade: 2, score: 95)
            try await county.visits.add(
                4,
                "T-02",
                "08-18 09:00",
                grade: 0,
                score: 50,
                gaps: ["A-01", "A-02?"]
            )
            try await body(county)
        }
    }
}
