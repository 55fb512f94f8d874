import Compliance
import Postgres
import Testing

@testable import Demo
@testable import Store

/// More than a hundred visits by chance, with corrections, withdrawals and a site that goes on from another, held against a walk
/// in plain words: nothing of it is shared with the statement.
@Suite("The past of all gaps of a visit, beside a plain walk back")
struct PastOfGapsTests {
    /// A visit as the walk sees it.
    struct Visit {
        var number: Int, site: String, day: Int, place: Int
        var hours: Int, notAsked: Set<String>
        /// By item: `notMet` or `notChecked`, and whether it was mended on the spot.
        var gaps: [String: (status: String, fixed: Bool)]
        var stands = true
        /// Items that it found met, and of which an inspector sent it back.
        var sentBack: Set<String> = []

        var deadline: Instant { moment(Visit.time(day)).adding(seconds: hours * 3600) }
        static func time(_ day: Int) -> String { "08-\(day < 10 ? "0" : "")\(day) 09:00" }
    }

    struct Past: Equatable {
        var inPrevious: Bool
        var everBefore: Bool
        var since: Day
        var deadline: Instant?
        var moved: Instant?
    }

    /// A-01 to A-04 are asked for, X-01 by no version.
    private static let items = ["A-01", "A-02", "A-03", "A-04", "X-01"]

    /// T-02 goes on from T-01 since the 12th, and what it was before has no past there; T-03 is by itself.
    private static let moved = 12

    /// Two visits a day at each site, most of which find what the one before found.
    private static func visits() -> [Visit] {
        var random = SeededRandom(seed: 3, for: "past")
        var made: [Visit] = []
        for site in ["T-01", "T-02", "T-03"] {
            for day in 1...28 where random.happens(800) {
                for _ in 0..<random.number(1...2) {
                    var gaps: [String: (status: String, fixed: Bool)] = [:]
                    for item in items where random.happens(650) {
                        gaps[item] =
                            random.happens(250) ? ("notChecked", false) : ("notMet", random.happens(200))
                    }
                    let number = made.count + 1
                    made.append(
                        Visit(
                            number: number,
                            site: site,
                            day: day,
                            place: number,
                            hours: [24, 72, 168][random.number(0...2)],
                            notAsked: Set(items.filter { gaps[$0] == nil && random.happens(300) }),
                            gaps: gaps
                        )
                    )
                }
            }
        }
        for index in made.indices where random.happens(150) {
            var correction = made[index]
            correction.number = made.count + 1
            correction.gaps["A-01"] = random.happens(500) ? ("notMet", false) : nil
            correction.hours = 24
            made[index].stands = false
            made.append(correction)
        }
        for index in made.indices where made[index].stands && random.happens(60) {
            made[index].stands = false
        }
        for index in made.indices {
            let met = items.filter {
                made[index].gaps[$0]?.fixed ?? true && !made[index].notAsked.contains($0)
            }
            made[index].sentBack = Set(met.filter { _ in random.happens(250) })
        }
        return made
    }

    /// What was verified or given another deadline, in the afternoon of a day.
    struct Act {
        var site: String, item: String, day: Int
        /// The deadline that was given; nil where it was verified.
        var deadline: Instant?

        var at: Instant { moment("08-\(day < 10 ? "0" : "")\(day) 15:00") }
    }

    private static func acts() -> [Act] {
        var random = SeededRandom(seed: 4, for: "past")
        var made: [Act] = []
        for site in ["T-01", "T-02", "T-03"] {
            for item in items {
                for day in 1...28 where random.happens(100) {
                    let deadline = moment("09-01 09:00").adding(seconds: random.number(0...99) * 3600)
                    made.append(
                        Act(site: site, item: item, day: day, deadline: random.happens(500) ? deadline : nil)
                    )
                }
            }
        }
        return made
    }

    private static func past(of item: String, at visit: Visit, in visits: [Visit], _ acts: [Act]) -> Past {
        let status = visit.gaps[item]?.status
        let before =
            visits.filter { other in
                other.stands && (other.day, other.place) < (visit.day, visit.place)
                    && other.place != visit.place
                    && (other.site == visit.site
                        || visit.site == "T-02" && visit.day >= moved && other.site == "T-01"
                            && other.day <= moved)
            }
            .sorted { ($0.day, $0.place) > ($1.day, $1.place) }
        func found(_ other: Visit) -> Bool {
            other.gaps[item].map { $0.status == "notMet" || $0.status == status } ?? false
        }
        func isPast(_ site: String, _ day: Int) -> Bool {
            site == visit.site || visit.site == "T-02" && visit.day >= moved && site == "T-01" && day <= moved
        }
        let own = acts.filter { $0.item == item && isPast($0.site, $0.day) }
        let verified = own.filter { $0.deadline == nil && $0.day < visit.day }.map(\.day).max() ?? 0
        var run: [Visit] = []
        for other in before where other.day > verified {
            let isOpen = other.gaps[item].map { !$0.fixed } ?? false
            if !isOpen, item != "X-01", !other.notAsked.contains(item), !other.sentBack.contains(item) {
                break
            }
            if found(other) { run.append(other) }
        }
        let notMet = run.filter { $0.gaps[item]?.status == "notMet" }
        let counted = notMet.isEmpty ? run : notMet
        // The last deadline given since the run was found, until what comes next sees it mended.
        let ends =
            own.filter { $0.deadline == nil && $0.day >= visit.day }.map(\.at)
            + visits.filter { other in
                other.stands && (other.day, other.place) > (visit.day, visit.place)
                    && isPast(other.site, other.day) && item != "X-01" && !other.notAsked.contains(item)
                    && !(other.gaps[item].map { !$0.fixed } ?? false) && !other.sentBack.contains(item)
            }
            .map { moment(Visit.time($0.day)) }
        let begun = notMet.map(\.day).min() ?? visit.day
        let given =
            own.filter { act in
                act.deadline != nil && act.day >= begun && !ends.contains { $0 < act.at }
            }
            .sorted { $0.day < $1.day }
            .last
        return Past(
            inPrevious: !run.isEmpty,
            everBefore: before.contains(where: found),
            since: day(String(Visit.time(counted.map(\.day).min() ?? visit.day).prefix(5))),
            deadline: counted.map(\.deadline).min(),
            moved: status == "notMet" ? given?.deadline : nil
        )
    }

    @Test("Every gap of every visit, corrected and withdrawn ones too")
    func same() async throws {
        try await TestCounty.with { store, database in
            _ = try await store.importSites([township("T-01"), township("T-02"), township("T-03")])
            try await database.run(
                "UPDATE operation SET predecessor = 'T-01', opened_on = '2021-08-12' WHERE site = 'T-02'"
            )
            let rows = InspectionRows(store: store, database: database)
            let visits = Self.visits()
            for visit in visits {
                let original = visits.first { $0.place == visit.place && $0.number < visit.number }
                try await rows.add(
                    visit.number,
                    visit.site,
                    Visit.time(visit.day),
                    grade: 1,
                    score: 80,
                    gaps: visit.gaps.sorted { $0.key < $1.key }
                        .map { item, gap in
                            item + (gap.fixed ? "*" : "") + (gap.status == "notChecked" ? "?" : "")
                        },
                    revises: original?.number,
                    severity: visit.hours == 24 ? .critical : visit.hours == 72 ? .major : .minor,
                    notAsked: visit.notAsked.sorted()
                )
                let isRevised = visits.contains { $0.place == visit.place && $0.number > visit.number }
                if !visit.stands, !isRevised {
                    _ = try await database.query(
                        """
                        INSERT INTO withdrawal (county_id, inspection, site, withdrawn_by, reason)
                        VALUES (\(store.county.id), \(try InspectionRows.id(visit.number)), \(visit.site), 'x', 'x')
                        """
                    )
                }
            }
            for visit in visits {
                for (place, item) in visit.sentBack.sorted().enumerated() {
                    _ = try await database.query(
                        """
                        INSERT INTO verification VALUES (\(store.county.id), \(80_000 + 10 * visit.number + place), \(visit.site), \(item),
                            NULL, \(try InspectionRows.id(visit.number)), 'returned', 'x',
                            \(moment(Visit.time(visit.day)).adding(seconds: 3600))::timestamptz, 'inspector2')
                        """
                    )
                }
            }
            let acts = Self.acts()
            for (number, act) in acts.enumerated() {
                let id = try InspectionRows.id(70_000 + number)
                if let deadline = act.deadline {
                    _ = try await database.query(
                        """
                        INSERT INTO deadline_change VALUES (\(store.county.id), \(70_000 + number), \(act.site), \(act.item), \(id),
                            \(act.at)::timestamptz, \(deadline)::timestamptz, 'x', \(act.at)::timestamptz, 'admin')
                        """
                    )
                } else {
                    _ = try await database.query(
                        """
                        INSERT INTO submission VALUES (\(store.county.id), \(id), \(act.site), \(act.item), \(id), 'x', '{}',
                            \(act.at)::timestamptz, 'holder', 'holder', \(60_000 + number))
                        """
                    )
                    _ = try await database.query(
                        """
                        INSERT INTO verification VALUES (\(store.county.id), \(70_000 + number), \(act.site), \(act.item), \(id), NULL,
                            'verified', NULL, \(act.at)::timestamptz, 'inspector2')
                        """
                    )
                }
            }
            let found = try await store.query(
                """
                SELECT i.receipt, past.* FROM inspection i
                CROSS JOIN LATERAL (
                    SELECT array_agg(g.item) AS items, array_agg(g.status) AS statuses FROM gap g
                    WHERE g.inspection = i.id HAVING count(*) > 0) AS gaps
                CROSS JOIN LATERAL gaps_past(i.county_id, i.site, gaps.items, gaps.statuses, i.finished_at, i.place) AS past
                """
            )
            #expect(found.count == visits.map(\.gaps.count).reduce(0, +) && found.count > 300)
            var words: [Int: Int] = [:]
            var movedSaid = 0
            for row in found {
                let visit = try #require(visits.first { $0.number == (try? row["receipt"] as Int) })
                let item = try row["item"] as String
                let said = Past(
                    inPrevious: try row["in_previous"],
                    everBefore: try row["ever_before"],
                    since: try row["since"],
                    deadline: try row["deadline"],
                    moved: try row["moved"]
                )
                movedSaid += said.moved == nil ? 0 : 1
                #expect(
                    said == Self.past(of: item, at: visit, in: visits, acts),
                    "\(item) at \(visit.number)"
                )
                words[said.inPrevious ? 2 : said.everBefore ? 1 : 0, default: 0] += 1
            }
            // Chance gave some of each kind.
            #expect(movedSaid > 10)
            #expect(words.values.allSatisfy { $0 > 10 } && words.count == 3, "\(words)")
        }
    }
}
