import Compliance
import Postgres
import Testing

@testable import Store

/// Two years of a county's register, 2021-W01 to 2022-W52, played week by week: what is entered on a Monday, then the
/// week's visits. Each week's figures are kept as they were on the Monday after.
struct RegisterLife {
    static let weeks = 1...104
    let store: Store
    let rows: InspectionRows
    private(set) var asTheyWere: [Int: Figures] = [:]
    /// Sites in operation, as the script has it.
    var open: Set<String> = ["T-01", "T-02", "T-03", "T-04", "T-05", "T-06"]
    private(set) var visits = 0

    /// A week's figures: what they say of each site but its rank, and the rest.
    struct Figures: Hashable {
        let sites: [String: String]
        let rest: String
        let ranked: Int
        let flagged: Int
        let gaps: Int
    }

    /// What a visit comes to.
    struct Visit {
        let grade: Int
        let score: Int
        var gaps: [String] = []
    }

    init(_ store: Store, _ database: Database) {
        self.store = store
        rows = InspectionRows(store: store, database: database)
    }

    static func monday(_ week: Int) -> Day { (Day("2021-01-04") ?? .first) + 7 * (week - 1) }

    /// The number of the week's own visit to a site, which its id ends with.
    static func number(_ week: Int, _ code: String) -> Int { week * 100 + (Int(code.suffix(2)) ?? 0) }

    /// The visits of the week that the script has, then the figures as they are on the Monday after.
    mutating func play(_ week: Int, _ planned: (Int, String) -> Visit?) async throws {
        for code in open.sorted() {
            guard let visit = planned(week, code) else { continue }
            try await add(visit, Self.number(week, code), code, on: Self.monday(week) + 1)
        }
        asTheyWere[week] = try await figures(week)
    }

    mutating func add(
        _ visit: Visit,
        _ number: Int,
        _ code: String,
        on day: Day,
        revises: Int? = nil
    ) async throws {
        visits += 1
        try await rows.add(
            number,
            code,
            at: Instant(startOf: day).adding(seconds: 9 * 3600),
            grade: visit.grade,
            score: Rational(visit.score),
            gaps: visit.gaps,
            revises: revises,
            receipt: 1_000_000 + visits
        )
    }

    func figures(_ week: Int) async throws -> Figures {
        let now = Instant(startOf: Self.monday(week + 1)).adding(seconds: 8 * 3600)
        let found = try await store.weekFigures(ISOWeek(of: Self.monday(week)), now: now)
        var sites: [String: String] = [:]
        for row in found.ranking {
            sites[row.site.code] =
                "\(row.site) \(String(describing: row.summary)) \(String(describing: row.previousScore)) "
                + "\(String(describing: row.lastVisit)) \(row.director ?? "–")"
        }
        for flag in found.flags { sites[flag.site.code, default: ""] += "\n\(flag)" }
        for gap in found.criticalGaps { sites[gap.site.code, default: ""] += "\n\(gap)" }
        let ranks = found.ranking.map { "\($0.site.code) \($0.rank ?? 0)" }.sorted()
        return Figures(
            sites: sites,
            rest: "\(ranks) \(found.criticalFound) \(found.topItems) \(found.trend) \(found.others)",
            ranked: found.ranking.count,
            flagged: found.flags.count,
            gaps: found.criticalGaps.count
        )
    }

    /// `week site` for what is said otherwise of a site than when the week was current, and the weeks whose rest is.
    func changed() async throws -> (sites: Set<String>, rest: Set<Int>) {
        var (sites, rest) = (Set<String>(), Set<Int>())
        for week in Self.weeks {
            guard let was = asTheyWere[week] else { continue }
            let now = try await figures(week)
            for code in Set(was.sites.keys).union(now.sites.keys) where was.sites[code] != now.sites[code] {
                sites.insert("\(week) \(code)")
            }
            if was.rest != now.rest { rest.insert(week) }
        }
        return (sites, rest)
    }

    /// Takes a row of a register that speaks of nothing but what is given.
    func take(
        _ code: String,
        opened: Day? = nil,
        closed: Day? = nil,
        name: String? = nil,
        capacity: Int? = nil,
        from changedOn: Day? = nil,
        duties: [DutyEntry] = []
    ) async throws {
        var unsaid: Set<RegisterField> = [.nameEn, .township, .townshipEn, .address]
        if opened == nil { unsaid.insert(.opened) }
        if closed == nil { unsaid.insert(.closed) }
        if name == nil { unsaid.insert(.name) }
        if capacity == nil { unsaid.insert(.capacity) }
        let site = Site(
            code: code,
            kind: .townshipIsolation,
            name: Text(zh: name ?? "-", en: "-"),
            township: nil,
            openedOn: opened ?? Self.monday(1),
            closedOn: closed,
            capacity: capacity
        )
        let entry = RegisterEntry(site: site, duties: duties, changedOn: changedOn, unsaid: unsaid, row: 1)
        _ = try await store.importSites([entry])
    }
}
