package import Compliance

/// What a change of the register does to what is past: weeks that count another set of sites, and days that somebody
/// else answers for.
package struct RegisterEffects: Sendable, Hashable {
    /// Weeks before this one whose coverage changes, by week.
    package var weeks: [WeekEffect] = []
    package var namings: [NamingEffect] = []
    package var flags: [FlagEffect] = []
    /// How many sites there are whose flags may change and were not worked out.
    package var flagsLeftOut = 0

    /// How many sites more and fewer were in operation in a week.
    package struct WeekEffect: Sendable, Hashable {
        package let week: ISOWeek
        package var more = 0
        package var fewer = 0
    }

    /// Days up to today on which a site is said to have been directed by somebody else; nil is nobody.
    package struct NamingEffect: Sendable, Hashable {
        package let site: String
        package let from: Day
        package let to: Day
        package let before: String?
        package let after: String?
        /// Visits of those days that found the site below the minimum: flags and cases name who directed it then.
        package var belowMinimum = 0
    }

    init() {}

    init(of changes: some Sequence<(before: SiteRecord?, after: SiteRecord)>, today: Day) {
        // Sites of a register mostly open together: what their weeks come to is worked out once for all of them.
        var moved: [[[SiteRecord.Period]]: Int] = [:]
        for (before, after) in changes {
            if before?.periods != after.periods {
                moved[[before?.periods ?? [], after.periods], default: 0] += 1
            }
            // Of a site that was not there nobody has been named.
            if let before { namings += Self.namings(after.code, before.terms, after.terms, today) }
        }
        var weeks: [ISOWeek: WeekEffect] = [:]
        for (periods, sites) in moved {
            let (was, isNow) = (Self.weeks(of: periods[0], today), Self.weeks(of: periods[1], today))
            for week in isNow.subtracting(was) { weeks[week, default: WeekEffect(week: week)].more += sites }
            for week in was.subtracting(isNow) { weeks[week, default: WeekEffect(week: week)].fewer += sites }
        }
        self.weeks = weeks.values.sorted { $0.week < $1.week }
    }

    /// Weeks before this one, of the last ten years, in which the site was in operation.
    private static func weeks(of periods: [SiteRecord.Period], _ today: Day) -> Set<ISOWeek> {
        var weeks: Set<ISOWeek> = []
        let present = ISOWeek(of: today)
        for period in periods {
            var week = max(ISOWeek(of: period.openedOn), ISOWeek(of: today - 3660))
            while week < present, week.monday <= period.closedOn ?? .last {
                weeks.insert(week)
                week = week.next
            }
        }
        return weeks
    }

    private static func namings(
        _ site: String,
        _ before: [SiteRecord.Term],
        _ after: [SiteRecord.Term],
        _ today: Day
    ) -> [NamingEffect] {
        let (was, isNow) = (directors(before), directors(after))
        guard was != isNow else { return [] }
        let turns = Set((was + isNow).flatMap { [$0.from, $0.to.map { $0 + 1 } ?? .last] })
            .filter { $0 <= today }.sorted()
        var found: [NamingEffect] = []
        for (place, from) in turns.enumerated() {
            let to = place + 1 < turns.count ? turns[place + 1] - 1 : today
            let (then, now) = (was.first { $0.covers(from) }?.person, isNow.first { $0.covers(from) }?.person)
            guard then != now else { continue }
            if let last = found.last, last.to + 1 == from, last.before == then, last.after == now {
                found[found.count - 1] = NamingEffect(
                    site: site,
                    from: last.from,
                    to: to,
                    before: then,
                    after: now
                )
            } else {
                found.append(NamingEffect(site: site, from: from, to: to, before: then, after: now))
            }
        }
        return found
    }

    private static func directors(_ terms: [SiteRecord.Term]) -> [Posting] {
        terms.map(\.posting).filter { $0.duty == .director }.sorted { $0.from < $1.from }
    }
}

extension RegisterEffects {
    package var isEmpty: Bool { weeks.isEmpty && namings.isEmpty && flags.isEmpty && flagsLeftOut == 0 }

    /// In words, as shown before somebody confirms: weeks of the same effect together, then who is named instead.
    package var words: [Text] { weekWords + namings.map(\.words) + flags.map(\.words) + leftOutWords }

    private var leftOutWords: [Text] {
        guard flagsLeftOut > 0 else { return [] }
        return [
            Text(
                zh: "\(flagsLeftOut) 个点位的不达标名单可能变化，没有逐个计算。",
                en: "Flags of \(flagsLeftOut) sites may change; they are not worked out one by one."
            )
        ]
    }

    private var weekWords: [Text] {
        var runs: [(first: WeekEffect, last: ISOWeek)] = []
        for effect in weeks {
            if let run = runs.last, run.last.next == effect.week,
                (run.first.more, run.first.fewer) == (effect.more, effect.fewer)
            {
                runs[runs.count - 1].last = effect.week
            } else {
                runs.append((effect, effect.week))
            }
        }
        return runs.map { run in
            let weeks = run.first.week == run.last ? "\(run.last)" : "\(run.first.week) – \(run.last)"
            let zh = [(run.first.more, "增加"), (run.first.fewer, "减少")].filter { $0.0 > 0 }
                .map { "\($0.1) \($0.0) 个" }
            let en = [(run.first.more, "more"), (run.first.fewer, "fewer")].filter { $0.0 > 0 }
                .map { "\($0.0) \($0.1)" }
            return Text(
                zh: "\(weeks)：在用点位\(zh.joined(separator: "、"))。",
                en: "\(weeks): sites in operation: \(en.joined(separator: ", "))."
            )
        }
    }
}

extension RegisterEffects.NamingEffect {
    var words: Text {
        Text(
            zh: "\(site)，\(from) 至 \(to)：负责人由“\(before?.shown ?? "空缺")”变为“\(after?.shown ?? "空缺")”；"
                + "其间不达标的检查 \(belowMinimum) 次。",
            en: "\(site), \(from) to \(to): director '\(after?.shown ?? "vacant")' instead of "
                + "'\(before?.shown ?? "vacant")'; visits below the minimum in those days: \(belowMinimum)."
        )
    }
}
