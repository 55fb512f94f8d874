import Compliance

/// How a site fares over the ten weeks.
enum Trajectory: Sendable {
    /// Nearly everything in order, week after week.
    case good
    /// Bad at first; closes its gaps one after the other.
    case improving
    /// The same gaps every week, the floor held.
    case stagnant
    /// Below the minimum every week, and told so.
    case bad
    /// In order until three weeks ago.
    case slipping

    /// How many items in a thousand fall short at such a site in that week, 0 for the first of the ten.
    func shortfall(_ severity: Severity, week: Int) -> Int {
        let levels: (critical: Int, major: Int, minor: Int) =
            switch self {
            case .good: (0, 0, 50)
            case .improving:
                (max(0, 120 - 20 * week), max(0, 400 - 48 * week), max(60, 450 - 45 * week))
            case .stagnant: (0, 180, 300)
            case .bad: (140, 420, 480)
            case .slipping: week < 7 ? (0, 12, 80) : (40 * (week - 6), 90 * (week - 6), 200)
            }
        return switch severity {
        case .critical: levels.critical
        case .major: levels.major
        case .minor: levels.minor
        }
    }

    /// How many items in a thousand differ from the trajectory on one day, either way.
    var dayToDay: Int {
        switch self {
        case .good: 2
        case .bad: 15
        case .improving, .stagnant, .slipping: 8
        }
    }

    /// The trajectory of that site: fixed for the isolation sites, by chance for the many small ones.
    init(of site: Site, seed: UInt64) {
        let townships: [Trajectory] = [
            .good, .improving, .good, .stagnant, .improving, .bad, .slipping, .good, .stagnant, .good,
            .improving,
            .stagnant, .bad, .good, .improving,
        ]
        if site.kind == .townshipIsolation, let number = site.township.flatMap({ Int($0.code) }) {
            self = townships[(number - 1) % townships.count]
        } else if site.kind == .countyIsolation {
            self = .improving
        } else {
            // Another word here would make another county of the same seed.
            var random = SeededRandom(seed: seed, for: "\(site.code)/course")
            self =
                [.good, .good, .good, .good, .improving, .improving, .stagnant, .bad][random.number(0...7)]
        }
    }
}
