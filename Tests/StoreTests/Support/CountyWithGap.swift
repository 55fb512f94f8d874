import Compliance
import Postgres
import Testing

@testable import Store

/// A-01 was found at T-01 on 18 August 2021, 09:00, by the inspector `li`, who may close; the director `wang` answers.
struct CountyWithGap {
    let county: CountyWithAccounts
    let rows: InspectionRows
    let people: [String: Store]

    func store(_ name: String) throws -> Store { try #require(people[name]) }

    func submit(
        _ name: String,
        _ number: Int,
        visit: Int = 1,
        words: String = "已更换门锁",
        item: String = "A-01",
        evidence: [String] = []
    )
        async throws -> GapActOutcome
    {
        let form = try SubmissionForm(
            id: InspectionRows.id(number).description,
            inspection: InspectionRows.id(visit).description,
            words: words,
            evidence: evidence
        )
        return try await store(name).submit(form, site: "T-01", item: item)
    }

    func verify(
        _ name: String,
        _ number: Int,
        _ verdict: GapVerification.Verdict = .verified,
        visit: Bool = false
    )
        async throws -> GapActOutcome
    {
        let id = try InspectionRows.id(number)
        return try await store(name)
            .verify(
                visit ? .visit(id) : .submission(id),
                verdict,
                why: verdict == .returned ? "照片看不清" : nil,
                site: "T-01",
                item: "A-01"
            )
    }

    func state(_ item: String = "A-01") async throws -> String {
        try await county.shell.gap("T-01", item).runs
            .map { "\($0.state.word) +\($0.repeats) \($0.deadline.shanghai)" }.joined(separator: ", ")
    }

    static func with(_ body: (CountyWithGap) async throws -> Void) async throws {
        try await CountyWithAccounts.with { county in
            try await county.add("admin", .administrator)
            try await county.add("li", .inspector)
            try await county.add("zhao", .inspector)
            try await county.add("wang", .director, duties: ["director@T-01"])
            var people: [String: Store] = [:]
            for name in ["admin", "li", "zhao", "wang"] {
                people[name] = try await county.signedIn(name).store
            }
            let rows = InspectionRows(store: county.shell, database: county.owner)
            try await rows.add(
                1,
                "T-01",
                "08-18 09:00",
                grade: 0,
                score: 60,
                gaps: ["A-01", "A-02"],
                severity: .critical,
                filedBy: "li"
            )
            try await body(CountyWithGap(county: county, rows: rows, people: people))
        }
    }
}
