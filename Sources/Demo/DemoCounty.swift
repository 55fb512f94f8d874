package import Compliance

/// A made-up county in Henan with ten weeks of inspections up to a moment, the same every time for the same moment.
///
/// One county site, fifteen townships with a site each, forty homes in isolation, twenty checkpoints and five zones:
/// good, improving, stagnant, slipping and bad ones. People are named by their post; nobody has a name.
package struct DemoCounty: Sendable {
    /// The code that the demo county is kept under.
    package static let code = "demo"
    package static let name = Places.county

    package let now: Instant
    /// Its sites, and who holds which duty at each.
    package let register: [RegisterEntry]
    private let seed: UInt64

    package init(now: Instant, seed: UInt64 = 2021) {
        self.now = now
        self.seed = seed
        register = Register(today: Day(now), seed: seed).entries
    }

    /// The demo county that was made on the day when its county site had been open for so long, as of the end of that
    /// day or `now`, whichever is earlier.
    package init(countySiteOpened opened: Day, now: Instant) {
        let lastMoment = Instant(startOf: opened + Register.countySiteAge + 1).adding(seconds: -1)
        self.init(now: min(now, lastMoment))
    }

    /// Every inspection of the ten weeks, by site, each site's in the order in which they arrived, by the standards in
    /// force on its day; kinds of site without one are left out.
    package func filings(by standards: [Standard]) throws(Problems) -> [[DemoFiling]] {
        try filings(of: register, by: standards)
    }

    /// The same for some of its sites.
    func filings(
        of entries: [RegisterEntry],
        by standards: [Standard]
    ) throws(Problems) -> [[DemoFiling]] {
        var all: [[DemoFiling]] = []
        for entry in entries {
            let own = standards.filter { $0.checklist.siteKind == entry.site.kind }
            guard !own.isEmpty else { continue }
            let filings = SiteFilings(
                of: entry,
                by: own,
                seed: seed,
                leavesOneUnchecked: entry.site.code == "T-03"
            )
            all.append(try filings.all(now: now))
        }
        return all
    }
}
