package import Compliance

/// A visit as flags look at it.
struct FlagVisit: Sendable, Hashable {
    let id: InspectionID
    let site: String
    let day: Day
    /// nil where it has no grade.
    let isBelow: Bool?
}

/// The run below the minimum with which a site's visits close at the end of each week, up to the present one, as
/// `week_flags` works them out of the tables; here out of what would be on record.
struct FlagHistory {
    /// Who directed the site visited, at each visit of the run.
    typealias Run = [String?]

    private let register: [String: SiteRecord]
    private let visits: [FlagVisit]
    private let today: Day

    /// The visits stand in their order.
    init(_ register: [String: SiteRecord], _ visits: [FlagVisit], today: Day) {
        self.register = register
        self.visits = visits
        self.today = today
    }

    /// The runs of the weeks in which the site is flagged.
    func runs(of code: String) -> [ISOWeek: Run] {
        guard let record = register[code], record.kind == .townshipIsolation else { return [:] }
        let codes = self.past(of: code, on: .last)
        guard let first = visits.first(where: { codes[$0.site] != nil }) else { return [:] }
        var (span, own, place) = ([String: ClosedRange<Day>](), [FlagVisit](), 0)
        var (runs, run) = ([ISOWeek: Run](), Run())
        var week = ISOWeek(of: first.day)
        while week <= ISOWeek(of: today) {
            let then = life(of: code, on: min(week.sunday, today))
            // From the week in which it goes on from another, it does with all that was found there.
            if then != span { (span, own, place, run) = (then, visits(of: then), 0, []) }
            while place < own.count, own[place].day <= week.sunday {
                let visit = own[place]
                switch visit.isBelow {
                case true?: run.append(director(of: visit.site, on: visit.day))
                case false?: run = []
                case nil: break
                }
                place += 1
            }
            if !run.isEmpty, isOpen(record, in: week) { runs[week] = run }
            week = week.next
        }
        return runs
    }

    private func visits(of life: [String: ClosedRange<Day>]) -> [FlagVisit] {
        visits.filter { life[$0.site]?.contains($0.day) ?? false }
    }

    /// Whose visits are the site's own, seen on a day, each code with the days between: `site_life`.
    private func life(of code: String, on day: Day) -> [String: ClosedRange<Day>] {
        let past = self.past(of: code, on: day)
        var life: [String: ClosedRange<Day>] = [:]
        for (site, until) in past {
            let first = left(site, but: past, upTo: min(until, day)).map { $0 + 1 } ?? .first
            if first <= until { life[site] = first...until }
        }
        return life
    }

    /// The codes that the site goes on from, each with the last day: `site_past`.
    private func past(of code: String, on day: Day) -> [String: Day] {
        var (past, open) = ([code: Day.last], [(code, Day.last)])
        while let (site, until) = open.popLast() {
            for period in register[site]?.periods ?? []
            where period.openedOn < until && period.openedOn <= day {
                guard let before = period.predecessor, past[before].map({ $0 < period.openedOn }) ?? true
                else {
                    continue
                }
                past[before] = period.openedOn
                open.append((before, period.openedOn))
            }
        }
        return past
    }

    /// On which day the site of that code had moved away last, to none of its own, where the code was opened again since, up to
    /// a day: `site_left`.
    private func left(_ code: String, but own: [String: Day], upTo day: Day) -> Day? {
        let opened = (register[code]?.periods ?? []).map(\.openedOn).filter { $0 <= day }
        guard let again = opened.max() else { return nil }
        return register.values.filter { own[$0.code] == nil }.flatMap(\.periods)
            .filter { $0.predecessor == code && $0.openedOn < again }.map(\.openedOn).max()
    }

    private func isOpen(_ record: SiteRecord, in week: ISOWeek) -> Bool {
        let day = max(week.monday, min(week.sunday, today))
        return record.periods.contains { period in
            period.openedOn <= week.sunday && period.closedOn ?? .last >= week.monday
                && !register.values.contains { other in
                    other.periods.contains {
                        $0.predecessor == record.code && $0.openedOn > period.openedOn && $0.openedOn <= day
                    }
                }
        }
    }

    private func director(of code: String, on day: Day) -> String? {
        register[code]?.terms.first { $0.posting.duty == .director && $0.posting.covers(day) }?.posting.person
    }
}

extension RegisterEffects {
    /// Weeks at whose end a site is flagged otherwise: no more, as well, by a run of another length, or with other
    /// directors.
    package struct FlagEffect: Sendable, Hashable {
        package let site: String
        package let first: ISOWeek
        package let last: ISOWeek
        /// How long the run is at the end of the last of these weeks; nil where there is none.
        package let before: Int?
        package let after: Int?
    }

    /// Weeks of the same kind of change stand together.
    static func flags(
        of code: String,
        _ before: [ISOWeek: FlagHistory.Run],
        _ after: [ISOWeek: FlagHistory.Run]
    ) -> [FlagEffect] {
        var found: [FlagEffect] = []
        for week in Set(before.keys).union(after.keys).sorted() where before[week] != after[week] {
            let effect = FlagEffect(
                site: code,
                first: week,
                last: week,
                before: before[week]?.count,
                after: after[week]?.count
            )
            if let last = found.last, last.last.next == week, last.kind == effect.kind {
                found[found.count - 1] = FlagEffect(
                    site: code,
                    first: last.first,
                    last: week,
                    before: effect.before,
                    after: effect.after
                )
            } else {
                found.append(effect)
            }
        }
        return found
    }
}

extension RegisterEffects.FlagEffect {
    fileprivate var kind: Int {
        switch (before, after) {
        case (_, nil): 0
        case (nil, _): 1
        case (let before?, let after?): before == after ? 2 : 3
        }
    }

    var words: Text {
        let weeks = (
            zh: first == last ? "\(first)" : "\(first) 至 \(last)",
            en: first == last ? "\(first)" : "\(first) – \(last)"
        )
        let said: (zh: String, en: String) =
            switch (before, after) {
            case (let before?, nil):
                ("不再列为不达标（原为连续 \(before) 次）。", "no longer flagged (a run of \(before)).")
            case (nil, let after):
                ("列为不达标，连续 \(after ?? 0) 次。", "flagged, with a run of \(after ?? 0).")
            case (let before?, let after?) where before == after:
                ("连续 \(after) 次不达标，当日的负责人变了。", "flagged with a run of \(after) under other directors.")
            case (let before?, let after?):
                ("连续不达标由 \(before) 次变为 \(after) 次。", "flagged with a run of \(after) instead of \(before).")
            }
        return Text(zh: "\(site)，\(weeks.zh)：\(said.zh)", en: "\(site), \(weeks.en): \(said.en)")
    }
}
