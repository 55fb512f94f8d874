import Compliance
import Postgres

extension Store {
    /// What the change from what is known to those sites does to what is past.
    func effects(of sites: [SiteRecord], _ known: KnownRegister) async throws -> RegisterEffects {
        var effects = RegisterEffects(
            of: sites.map { (before: known.sites[$0.code], after: $0) },
            today: known.today
        )
        try await addFlags(to: &effects, sites, known)
        guard !effects.namings.isEmpty else { return effects }
        let (codes, first, last) = (
            effects.namings.map(\.site), effects.namings.map(\.from), effects.namings.map(\.to)
        )
        let counts = try await query(
            """
            SELECT n.place, count(*) AS visits
            FROM unnest(\(codes)::text[], \(first)::date[], \(last)::date[]) WITH ORDINALITY AS n (site, first, last, place)
            JOIN standing_inspection i ON i.county_id = \(county.id) AND i.site = n.site AND i.below_minimum
                AND i.visit_day BETWEEN n.first AND n.last
            GROUP BY n.place
            """,
            needing: .manage
        )
        for row in counts {
            let place = try row["place"] as Int
            effects.namings[place - 1].belowMinimum = try row["visits"]
        }
        return effects
    }

    /// Of how many sites it is worked out how their flags change.
    private static let mostFlags = 200

    /// Sites whose runs the change touches: their own periods and directors, and those of the sites of their line.
    private func addFlags(
        to effects: inout RegisterEffects,
        _ sites: [SiteRecord],
        _ known: KnownRegister
    ) async throws {
        let after = known.sites.merging(sites.map { ($0.code, $0) }) { $1 }
        var touched = Set(
            sites.filter { $0.touchesFlags(known.sites[$0.code]) }.map(\.code)
        )
        let moves = (Array(known.sites.values) + sites)
            .flatMap { record in record.periods.compactMap { [record.code, $0.predecessor ?? record.code] } }
            .filter { $0[0] != $0[1] }
        while let more = moves.first(where: { !touched.isDisjoint(with: $0) && !touched.isSuperset(of: $0) })
        {
            touched.formUnion(more)
        }
        guard touched.count <= Self.mostFlags else { return effects.flagsLeftOut = touched.count }
        guard !touched.isEmpty else { return }
        let visits = try await flagVisits(Array(touched))
        let (was, isNow) = (
            FlagHistory(known.sites.filter { touched.contains($0.key) }, visits, today: known.today),
            FlagHistory(after.filter { touched.contains($0.key) }, visits, today: known.today)
        )
        effects.flags = touched.sorted()
            .flatMap { RegisterEffects.flags(of: $0, was.runs(of: $0), isNow.runs(of: $0)) }
    }

    /// Asks about each site whose visits on record would lie in no period of operation any more, naming them.
    func strandedVisits(_ judgement: RegisterJudgement) async throws -> [Question] {
        let visits = try await stranded(judgement.sites, judgement.known)
        return judgement.change.sites.compactMap { change in
            guard let stranded = visits[change.code] else { return nil }
            let problem = Problem.stranded(stranded, of: change)
            return Question(problem, of: change.code, stake: stranded.map { "\($0.id)" })
        }
    }

    /// The visits on record that lie in a period of operation, and would lie in none any more, by site.
    func stranded(
        _ sites: [SiteRecord],
        _ register: KnownRegister
    ) async throws -> [String: [InspectionSummary]] {
        let known = register.sites
        let narrowed = sites.filter { record in
            known[record.code].map { $0.periods != record.periods } ?? false
        }
        guard !narrowed.isEmpty else { return [:] }
        let periods = narrowed.flatMap { record in record.periods.map { (record.code, $0) } }
        let rows = try await query(
            """
            SELECT \(InspectionSummary.columns) FROM standing_inspection i
            WHERE i.county_id = \(county.id) AND i.site = ANY (\(narrowed.map(\.code))::text[]) AND NOT EXISTS (
                SELECT FROM unnest(\(periods.map(\.0))::text[], \(periods.map(\.1.openedOn))::date[],
                    \(periods.map { $0.1.closedOn ?? .last })::date[]) AS p (site, opened, closed)
                WHERE p.site = i.site AND i.visit_day BETWEEN p.opened AND p.closed)
            ORDER BY i.site, i.finished_at, i.receipt
            """,
            needing: .manage
        )
        let standards = try await Standards(of: [rows], in: self)
        var visits: [String: [InspectionSummary]] = [:]
        for row in rows {
            // One that cannot be read is named, and nothing is said to be harmless before it is mended.
            guard let visit = try InspectionSummary(row, standards) else { continue }
            let day = Day(visit.finishedAt)
            let before = known[visit.site]?.periods ?? []
            guard before.contains(where: { $0.openedOn <= day && day <= $0.closedOn ?? .last }) else {
                continue
            }
            visits[visit.site, default: []].append(visit)
        }
        return visits
    }
}

extension SiteRecord {
    /// Whether flags of weeks may come out otherwise than by what was known.
    fileprivate func touchesFlags(_ known: SiteRecord?) -> Bool {
        guard kind == .townshipIsolation else { return false }
        guard let known else { return periods.contains { $0.predecessor != nil } }
        func directors(_ terms: [Term]) -> Set<Posting> {
            Set(terms.map(\.posting).filter { $0.duty == .director })
        }
        return periods != known.periods || directors(terms) != directors(known.terms)
    }
}

extension Problem {
    fileprivate static func stranded(_ visits: [InspectionSummary], of change: SiteChange) -> Problem {
        let closes = change.fields.contains { $0.field == .closed }
        func named(_ language: Language) -> String {
            let said = visits.prefix(5)
                .map { visit in
                    let grade = visit.grade?.title ?? Text(zh: "无等次", en: "no grade")
                    return "\(Day(visit.finishedAt)) \(visit.kind.title[language]) \(grade[language])"
                }
            return said.joined(separator: language == .zh ? "；" : "; ") + (visits.count > 5 ? " …" : "")
        }
        return Problem(
            "strandedVisits",
            at: "/\(change.index)/\((closes ? RegisterField.closed : .opened).name)",
            Text(
                zh: "在案的 \(visits.count) 次检查将不在任何运行期内：\(named(.zh))。仍然如此登记？",
                en:
                    "\(visits.count) visits on record would lie in no period of operation: \(named(.en)). Is it so all the same?"
            )
        )
    }
}
