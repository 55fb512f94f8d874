import Compliance
import Postgres
import Testing

@testable import Store

/// Whatever registers say from a day on, what the register says of earlier days stays what it was.
@Suite("No past day changes")
struct PastDaysTests {
    /// Chance that is the same every time (Knuth's 64-bit linear congruence).
    private struct Chance {
        var state: UInt64

        mutating func below(_ most: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(most))
        }
    }

    /// What is said of each site on each of those days: name, township, address, capacity, period, holders.
    private static func answers(
        _ days: ClosedRange<Int>,
        _ start: Day,
        _ database: Database
    ) async throws -> [String] {
        let list = days.map { start + $0 }
        let rows = try await database.query(
            """
            SELECT concat_ws('|', d.day, s.code, s.name_zh, s.township, s.township_zh, s.address, s.capacity,
                (SELECT string_agg(o.opened_on::text, ',') FROM operation o
                 WHERE o.site = s.code AND o.replaced_at IS NULL
                    AND d.day BETWEEN o.opened_on AND coalesce(o.closed_on, 'infinity')),
                (SELECT string_agg(p.duty || p.person || p.held_from, ',' ORDER BY p.duty, p.held_from, p.person)
                 FROM posting p WHERE p.site = s.code AND p.replaced_at IS NULL
                    AND d.day BETWEEN p.held_from AND coalesce(p.held_to, 'infinity'))) AS said
            FROM unnest(\(list)::date[]) AS d (day)
            JOIN site_in_time s ON d.day BETWEEN s.since AND s.until
            ORDER BY d.day, s.code
            """
        )
        return try rows.map { try $0["said"] }
    }

    private static func entry(
        _ chance: inout Chance,
        _ site: Int,
        _ days: Int,
        _ start: Day,
        _ open: inout [Int: Day?]
    )
        -> RegisterEntry
    {
        let day = start + days
        // Closed sites open again today, open ones close today, now and then.
        var (opened, closed) = (start, nil as Day?)
        if let since = open[site] {
            if let since {
                opened = since
                if chance.below(6) == 0, day > since {
                    closed = day
                    open[site] = .some(nil)
                }
            } else {
                opened = day + 1
                open[site] = day + 1
            }
        } else {
            open[site] = start
        }
        let people = ["甲", "乙", "丙", "丁", nil]
        let duties: [Responsible] = [.director, .partyHead]
        let township = chance.below(3)
        return RegisterEntry(
            site: Site(
                code: "T-0\(site)",
                kind: .townshipIsolation,
                name: Text(zh: "点\(chance.below(3))", en: "Site"),
                township: Township(code: "0\(township)", name: Text(zh: "乡\(township)", en: "Township")),
                openedOn: opened,
                closedOn: closed,
                address: "地址\(chance.below(2))",
                capacity: chance.below(3)
            ),
            duties: duties.compactMap { duty in
                chance.below(2) == 0
                    ? nil : DutyEntry(duty, people[chance.below(people.count)], since: day + 1)
            },
            changedOn: day + 1,
            row: site
        )
    }

    @Test("Imports dated later leave every earlier day's answer alone", arguments: [1, 7, 2021] as [UInt64])
    func imports(seed: UInt64) async throws {
        try await TestCounty.with { store, database in
            var chance = Chance(state: seed)
            let start = day("01-01")
            var open: [Int: Day?] = [:]
            var taken = 0
            for step in 0..<12 {
                let now = step * 9
                let before = step == 0 ? [] : try await Self.answers(0...now, start, database)
                for site in 1...4 {
                    let state = open[site]
                    let entry = Self.entry(&chance, site, now, start, &open)
                    do {
                        _ = try await store.importSites([entry])
                        taken += 1
                    } catch let problems as Problems {
                        // Whoever left once, or holds it already, with another day is a correction.
                        let codes = Set(problems.all.map(\.code))
                        let known: Set = ["otherFirstDay", "closingChanged", "otherLastDay", "beforeRecord"]
                        #expect(codes.isSubset(of: known))
                        open[site] = state
                    }
                }
                if step > 0 {
                    let after = try await Self.answers(0...now, start, database)
                    let changed = zip(before, after).first { $0 != $1 }
                    #expect(before.count == after.count && changed == nil, "step \(step)")
                }
            }
            #expect(taken > 20)
        }
    }
}
