import Compliance

/// When a site is visited over the ten weeks, and what for.
struct Schedule {
    /// One planned visit.
    struct Slot {
        /// 0 for the first of the ten weeks, 9 for the one that `now` lies in.
        let week: Int
        let kind: InspectionKind
        let finishedAt: Instant
        let receivedAt: Instant
    }

    static let weeks = 10

    let slots: [Slot]

    init(of site: Site, trajectory: Trajectory, now: Instant, seed: UInt64) {
        var slots: [Slot] = []
        for week in 0..<Self.weeks {
            let monday = ISOWeek(of: Day(now)).monday - 7 * (Self.weeks - 1 - week)
            var random = SeededRandom(seed: seed, for: "\(site.code)/week/\(week)")
            for (weekday, kind) in Self.visits(site, trajectory, week, &random) {
                let minutes = 8 * 60 + random.number(20...560)
                let planned = Instant(startOf: monday + weekday).adding(seconds: minutes * 60)
                if planned > now, kind == .recheck { continue }
                let finishedAt = Self.moved(planned, before: now)
                guard Day(finishedAt) >= site.openedOn else { continue }
                // One in thirty arrives after three days without a signal.
                let delay = random.happens(33) ? 3 * 86_400 + 3600 : random.number(2...40) * 60
                let receivedAt = min(finishedAt.adding(seconds: delay), now)
                slots.append(Slot(week: week, kind: kind, finishedAt: finishedAt, receivedAt: receivedAt))
            }
        }
        self.slots = slots.sorted { $0.finishedAt < $1.finishedAt }
    }

    /// The visits of one week, by the day after Monday.
    private static func visits(
        _ site: Site,
        _ trajectory: Trajectory,
        _ week: Int,
        _ random: inout SeededRandom
    ) -> [(day: Int, InspectionKind)] {
        switch site.kind {
        case .countyIsolation:
            return [(random.number(0...2), week == 4 ? .unannounced : .routine)]
        case .townshipIsolation:
            // Three sites nobody has been to this week, one of them for a fortnight.
            if week == 9, ["T-08", "T-12", "T-15"].contains(site.code) { return [] }
            if week == 8, site.code == "T-12" { return [] }
            if week < 8, random.happens(60) { return [] }
            let kinds: [InspectionKind] = [.routine, .routine, .routine, .unannounced, .guidance, .complaint]
            let first = (day: random.number(0...3), week == 1 ? .guidance : kinds[random.number(0...5)])
            let again = trajectory.shortfall(.critical, week: week) > 0 && random.happens(600)
            return again ? [first, (day: first.day + random.number(2...3), .recheck)] : [first]
        case .homeIsolation:
            return [(random.number(0...2), .routine), (random.number(3...6), .routine)]
        case .checkpoint:
            return random.happens(700)
                ? [(random.number(0...6), random.happens(500) ? .unannounced : .routine)] : []
        case .zone:
            return random.happens(500) ? [(random.number(0...4), .routine)] : []
        }
    }

    /// The planned moment; one that has not come yet moves to an earlier day of its week, so that there are visits in
    /// this week whatever day it is.
    private static func moved(_ planned: Instant, before now: Instant) -> Instant {
        let latest = now.adding(seconds: -60)
        guard planned > latest else { return planned }
        let weekday = Day(planned).weekday - 1
        let earlier = (1...7).map { planned.adding(seconds: -86_400 * $0) }.prefix(weekday)
            .filter { $0 <= latest }
        if !earlier.isEmpty { return earlier[weekday % earlier.count] }
        // Monday, before that time of day: somewhere in what has gone by of it.
        let gone = max(0, latest.microseconds - Instant(startOf: ISOWeek(of: Day(now)).monday).microseconds)
        return latest.adding(seconds: -(gone / 1_000_000) * (weekday + 1) / 8)
    }
}
