import Compliance
import Postgres
import StrictJSON
import Testing

@testable import Demo
@testable import Store

/// What the function of `Compliance` makes of histories by chance is held against `due_visits`, which sees the tables alone.
@Suite("When sites are due: the pure function and the database, beside each other")
struct DueVisitsTests {
    /// A site with its periods (of which the second may go on from the site before it) and visits, by chance.
    private struct History {
        let code: String
        var periods: [(from: Int, to: Int?, goesOn: Bool)]
        var visits: [VisitPlan.Visit] = []
    }

    private static func histories(_ random: inout SeededRandom) throws -> [History] {
        var made: [History] = []
        var number = 0
        for site in 1...120 {
            let code = "T-\(site < 10 ? "00" : site < 100 ? "0" : "")\(site)"
            var history = History(code: code, periods: [])
            if site % 4 == 2 {
                // Goes on from the one before it since the 12th.
                history.periods = [(12, nil, true)]
            } else if site % 4 == 1 {
                history.periods = [(1, 11, false)]
            } else if random.happens(400) {
                history.periods = [(1, random.number(3...8), false), (random.number(9...16), nil, false)]
            } else {
                history.periods = [(random.number(1...6), random.happens(100) ? 18 : nil, false)]
            }
            for period in history.periods {
                for day in period.from...min(period.to ?? 24, 24) where random.happens(120) {
                    number += 1
                    let text = "08-\(day < 10 ? "0" : "")\(day) 1\(random.number(0...1)):00"
                    history.visits.append(
                        VisitPlan.Visit(
                            id: try InspectionRows.id(number),
                            finishedAt: moment(text),
                            place: number,
                            isBelow: [true, false, nil][random.number(0...2)]
                        )
                    )
                }
            }
            made.append(history)
        }
        return made
    }

    private static func write(_ histories: [History], _ store: Store, _ database: Database) async throws {
        let rows = InspectionRows(store: store, database: database)
        var all = SQL(unsafe: "SELECT 1")
        for (place, history) in histories.enumerated() {
            for period in history.periods {
                let to = period.to.map { day("08-01") + ($0 - 1) }
                let former = period.goesOn ? histories[place - 1].code : nil
                all = """
                    INSERT INTO operation (county_id, site, opened_on, closed_on, predecessor, entry)
                    VALUES (\(store.county.id), \(history.code), \(day("08-01") + (period.from - 1)), \(orNull: to),
                        \(orNull: former), 1)
                    """
                _ = try await database.query(all)
            }
            for visit in history.visits {
                try await rows.add(
                    visit.place,
                    history.code,
                    at: visit.finishedAt,
                    grade: visit.isBelow.map { $0 ? 0 : 2 },
                    score: 50
                )
            }
        }
    }

    @Test("Of some four hundred histories all come out alike, on four days")
    func alike() async throws {
        try await TestCounty.with { store, database in
            var random = SeededRandom(seed: 15, for: "due")
            let histories = try Self.histories(&random)
            _ = try await store.importSites(histories.map { township($0.code) })
            try await database.run(
                "BEGIN; SET LOCAL session_replication_role = replica; DELETE FROM operation; COMMIT"
            )
            try await Self.write(histories, store, database)
            let cadences = [
                Cadence(
                    kind: .townshipIsolation,
                    interval: Cadence.Interval(days: 5, daysBelow: 2),
                    validFrom: day("08-14"),
                    entry: 7
                )
            ]
            _ = try await database.query(
                """
                INSERT INTO cadence VALUES (\(store.county.id), 7, 'townshipIsolation', 5, 2, '2021-08-14', '会议', now(), '甲')
                """
            )
            var (compared, late, below, reopened, moved) = (0, 0, 0, 0, 0)
            for on in ["08-07", "08-12", "08-18", "08-24"].map({ day($0) }) {
                let found = try await store.query("SELECT * FROM due_visits(\(store.county.id), \(on))")
                let lines = Dictionary(
                    uniqueKeysWithValues: try found.map { row in
                        let parts = [
                            try row["last_visit"] as Day?, try row["due_on"] as Day?,
                        ]
                        .map { $0.map { "\($0)" } ?? "-" }
                        return (
                            try row["site"] as String,
                            (parts + [
                                "\(try row["is_below"] as Bool)", try row["inspection"] as String? ?? "-",
                            ])
                            .joined(separator: " ")
                        )
                    }
                )
                var expected: [String: String] = [:]
                for (place, history) in histories.enumerated() {
                    func open(_ period: (from: Int, to: Int?, goesOn: Bool)) -> Bool {
                        day("08-01") + (period.from - 1) <= on
                            && period.to.map { day("08-01") + ($0 - 1) >= on } ?? true
                    }
                    guard let period = history.periods.first(where: open) else { continue }
                    let former = period.goesOn ? histories[place - 1].visits : []
                    let due = VisitPlan(
                        openedOn: day("08-01") + (period.from - 1),
                        goesOn: period.goesOn,
                        interval: Cadence.interval(for: .townshipIsolation, on: on, cadences),
                        visits: history.visits + former
                    )
                    .due(on: on)
                    expected[history.code] = [
                        due.lastVisit.map { "\($0)" } ?? "-", due.dueOn.map { "\($0)" } ?? "-",
                        "\(due.isBelow)",
                        due.inspection.map { "\($0)" } ?? "-",
                    ]
                    .joined(separator: " ")
                    late += due.daysLate(on: on) > 0 ? 1 : 0
                    below += due.isBelow ? 1 : 0
                    reopened += period.from > 8 && !period.goesOn ? 1 : 0
                    moved += period.goesOn && due.lastVisit.map { $0 < day("08-12") } == true ? 1 : 0
                }
                #expect(lines == expected, "\(on)")
                compared += expected.count
            }
            #expect(compared > 300 && late > 50 && below > 50 && reopened > 20 && moved > 10)
        }
    }
}
