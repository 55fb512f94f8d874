import Compliance
import Postgres
import StrictJSON
import Testing

@testable import Store

/// `domain.md` §2a, over two years: no week that is over changes, but for what a withdrawal, a correction or a late filing
/// explains, and then only at the site and in the weeks that it is about.
@Suite("A register's life of two years")
struct RegisterLifeTests {
    private static func monday(_ week: Int) -> Day { RegisterLife.monday(week) }

    /// What the week's visit to a site comes to; nil where there is none. Sites are visited in three weeks of four.
    private static func planned(_ week: Int, _ code: String) -> RegisterLife.Visit? {
        switch (code, week) {
        // What the exceptions are about.
        case ("T-06", 31): return nil
        case ("T-06", _): return .init(grade: 2, score: 90)
        case ("T-04", 27), ("T-04", 31): return .init(grade: 2, score: 92)
        case ("T-04", 28...30): return .init(grade: 0, score: 48, gaps: ["A-04"])
        case ("T-02", 15): return nil
        default: break
        }
        let place = Int(code.suffix(2)) ?? 0
        guard (week + place) % 4 != 3 else { return nil }
        switch (week * 7 + place * 5 + week / 3) % 6 {
        case 0: return .init(grade: 0, score: 41, gaps: ["A-04", "B-02"])
        case 1, 4: return .init(grade: 0, score: 47 + place, gaps: ["B-02?", "A-01"])
        case 2: return .init(grade: 1, score: 83, gaps: ["A-01", "A-04*"])
        default: return .init(grade: 2, score: 91 + place % 7)
        }
    }

    /// What is entered on the Monday of the week.
    private static func enter(_ week: Int, _ life: inout RegisterLife) async throws {
        let (store, today) = (life.store, monday(week))
        switch week {
        case 10: try await life.take("T-01", name: "新名隔离点", from: today)
        case 15:
            try await life.take("T-02", closed: today + 2)
            life.open.remove("T-02")
        case 20:
            try await life.take("T-02", opened: today)
            life.open.insert("T-02")
        case 25: try await life.take("T-03", closed: today + 4)
        case 26:
            try await move("T-03", to: "T-13", on: today, &life)
        case 30: try await life.take("T-04", duties: [DutyEntry(.director, "四号新任院长", since: today)])
        case 33:
            // Late: a visit of week 31.
            let late = RegisterLife.Visit(grade: 0, score: 50, gaps: ["A-04"])
            try await life.add(late, 3106, "T-06", on: monday(31) + 1)
        case 35: try await life.take("T-04", duties: [DutyEntry(.director, nil, since: today)])
        case 40: try await life.take("T-04", duties: [DutyEntry(.director, "四号再任院长", since: today)])
        case 45:
            try await store.renameTownship("T-05", to: Text(zh: "五街道", en: "Five"), from: today, why: "撤乡设街道")
        case 50:
            _ = try await store.importSites([township("T-07", from: today)])
            life.open.insert("T-07")
        case 52:
            // At the wrong site.
            let wrong = RegisterLife.Visit(grade: 0, score: 45, gaps: ["A-04"])
            try await life.add(wrong, 5299, "T-06", on: today + 3)
        case 55: try await store.withdraw(try InspectionRows.id(5299), reason: "点位选错")
        case 58: try await life.take("T-13", duties: [DutyEntry(.director, "三号新任院长", since: today)])
        case 60: try await life.take("T-05", capacity: 40, from: today)
        case 65:
            let right = RegisterLife.Visit(grade: 1, score: 81, gaps: ["A-01"])
            try await life.add(right, 6399, "T-06", on: monday(63) + 1, revises: 6306)
        case 69: try await life.take("T-13", closed: today + 6)
        case 70: try await move("T-13", to: "T-23", on: today, &life)
        case 75:
            // The successor came on the Tuesday of week 29, six days before what is on record.
            let terms = try await store.siteTimeline("T-04").terms.map(\.posting)
            #expect(terms.map(\.from) == [monday(1), monday(30), monday(40)])
            let last = TermCorrection(last: .on(monday(29)))
            let first = TermCorrection(from: monday(29) + 1)
            let (old, new) = (
                TermChoice.only(.director, person: "T-04院长", since: nil),
                TermChoice.only(.director, person: "四号新任院长", since: nil)
            )
            try await store.change(.correct(old, last), at: "T-04", why: "日期有误")
            try await store.change(.correct(new, first), at: "T-04", why: "日期有误")
        case 80:
            try await life.take("T-03", opened: today)
            life.open.insert("T-03")
        case 85:
            // It had closed on the Saturday of week 14.
            let closed = PeriodCorrection(closedOn: .value(monday(14) + 5))
            try await store.change(.correctPeriod(monday(1), closed), at: "T-02", why: "日期有误")
        case 90:
            let counted = DescriptionCorrection(capacity: .value(45))
            try await store.change(.correctDescription(monday(60), counted), at: "T-05", why: "数错")
        default: break
        }
    }

    private static func move(
        _ old: String,
        to new: String,
        on day: Day,
        _ life: inout RegisterLife
    ) async throws {
        let entry = RegisterEntry(
            site: township(new, from: day).site,
            duties: [DutyEntry(.director, "\(new)院长", since: day)],
            predecessor: .value(old),
            row: 1
        )
        _ = try await life.store.importSites([entry])
        life.open.remove(old)
        life.open.insert(new)
    }

    @Test("Every past week is as it was when it was current, but for what is named", .timeLimit(.minutes(5)))
    func life() async throws {
        try await TestCounty.with { store, database in
            _ = try await store.importSites(
                (1...6).map { "T-0\($0)" }
                    .map { code in
                        township(
                            code,
                            from: Self.monday(1),
                            [DutyEntry(.director, "\(code)院长", since: Self.monday(1))]
                        )
                    }
            )
            var life = RegisterLife(store, database)
            for week in RegisterLife.weeks {
                try await Self.enter(week, &life)
                try await life.play(week, Self.planned)
            }
            let (sites, rest) = try await life.changed()
            let expected: [(what: String, sites: [String])] = [
                ("late filing of week 31", ["31 T-06", "32 T-06"]),
                ("withdrawal of week 52", ["52 T-06", "53 T-06"]),
                ("correction of the visit of week 63", ["63 T-06", "64 T-06"]),
                // Week 33 says since when he is in post.
                ("correction of who directed T-04 in week 29", ["29 T-04", "30 T-04", "33 T-04"]),
                ("correction of when T-02 closed, in week 14", ["14 T-02", "15 T-02"]),
                ("correction of T-05's capacity since week 60", (60...89).map { "\($0) T-05" }),
            ]
            #expect(sites.subtracting(expected.flatMap(\.sites)) == [])
            #expect(Set(expected.flatMap(\.sites)).subtracting(sites) == [])
            // Counts of a week, and its point in the trend of that week and the seven after it, as far as they were over.
            #expect(rest.sorted() == (Array(15...22) + [31, 32] + [52, 53, 54] + [63, 64]))
            try await Self.compareFlags(life)

            let weeks = RegisterLife.weeks.compactMap { life.asTheyWere[$0] }
            let (ranked, flagged, gaps) = (
                weeks.map(\.ranked).reduce(0, +), weeks.map(\.flagged).reduce(0, +),
                weeks.map(\.gaps).reduce(0, +)
            )
            #expect(flagged > 100 && gaps > 100)
            print(
                "A register's life: \(weeks.count) weeks, \(life.visits) visits, \(ranked) rows ranked, \(flagged) flags, "
                    + "\(gaps) critical gaps; \(sites.count) of \(ranked) rows differ from when they were current, all named: "
                    + expected.map { "\($0.what): \($0.sites.count)" }.joined(separator: "; ")
            )
        }
    }

    /// What is said of flags before a change is confirmed is worked out beside the reports: both see the same.
    private static func compareFlags(_ life: RegisterLife) async throws {
        let known = try await life.store.register(of: [
            "T-01", "T-02", "T-03", "T-04", "T-05", "T-06", "T-07", "T-23",
        ])
        #expect(known.sites.count == 9)
        let history = FlagHistory(
            known.sites,
            try await life.store.flagVisits(Array(known.sites.keys)),
            today: monday(105)
        )
        let runs = known.sites.keys.sorted().map { ($0, history.runs(of: $0)) }
        for number in RegisterLife.weeks {
            let week = ISOWeek(of: monday(number))
            let now = Instant(startOf: monday(number + 1))
            let flags = try await life.store.weekFigures(week, now: now).flags
                .map {
                    "\($0.site.code) \($0.inspections) \($0.holders.map { "\($0.posting?.person ?? "–") \($0.visits)" })"
                }
            let own = runs.compactMap { code, runs -> String? in
                guard let run = runs[week] else { return nil }
                var holders: [(String, Int)] = []
                for name in run.map({ $0 ?? "–" }) {
                    if holders.last?.0 == name {
                        holders[holders.count - 1].1 += 1
                    } else {
                        holders.append((name, 1))
                    }
                }
                return "\(code) \(run.count) \(holders.map { "\($0.0) \($0.1)" })"
            }
            #expect(Set(flags) == Set(own), "\(week)")
        }
    }
}
