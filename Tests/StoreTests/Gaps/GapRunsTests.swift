import Compliance
import Postgres
import Testing

@testable import Demo
@testable import Store

/// What the function of `Compliance` makes of histories by chance is held against `gap_runs`, which sees the tables alone.
@Suite("Runs of gaps: the pure function and the database, beside each other")
struct GapRunsTests {
    /// A run in a line, as both have it.
    private static func line(_ run: GapRun) -> String {
        var parts = [
            "\(run.number)", run.state.word.rawValue, "+\(run.repeats)", run.since.column, run.dueFrom.column,
            run.bound.column, run.deadline.column, run.answeredAt?.column ?? "-",
            run.endedAt == nil && run.wasSeenMended ? "seen" : "-", run.endedAt?.column ?? "-",
            run.findings.first?.inspection.description ?? "", run.findings.last?.inspection.description ?? "",
        ]
        switch run.state {
        case .submitted(let submission): parts.append(submission.id.description)
        case .waiting(let visit), .mended(let visit), .fixedOnSpot(let visit):
            parts.append(visit.inspection.description)
        case .verified(let verification): parts.append("\(verification.entry)")
        case .returned(let verification): parts.append(verification.of.id.description)
        case .open: break
        }
        return parts.joined(separator: " ")
    }

    /// Where it is of, and the line without its number.
    private static func place(_ row: Row) throws -> String {
        try "\(row["site"] as String) \(row["item"] as String) " + line(row).drop { $0 != " " }
    }

    private static func line(_ row: Row) throws -> String {
        let state = try row["state"] as GapState
        let moments = try ["since", "due_from", "bound", "deadline"]
            .map { try (row[$0] as Instant).column }
        var parts =
            ["\(try row["number"] as Int)", state.rawValue, "+\(try row["findings"] as Int - 1)"] + moments
        parts += [
            try (row["answered_at"] as Instant?)?.column ?? "-",
            try row["seen_mended"] as Bool ? "seen" : "-",
            try (row["ended_at"] as Instant?)?.column ?? "-", try row["first_inspection"],
            try row["last_inspection"],
        ]
        let (submission, waiting) = (try row["submission"] as String?, try row["waiting"] as String?)
        switch state {
        case .submitted, .waiting, .returned: parts.append(submission ?? waiting ?? "")
        case .mended, .fixedOnSpot: parts.append(try row["closing_visit"])
        case .verified: parts.append("\(try row["closing_entry"] as Int)")
        case .open: break
        }
        return parts.joined(separator: " ")
    }

    /// When the item was seen mended, from the model alone: what ended its runs, and visits that were confirmed.
    private static func mendings(_ life: GapLife) -> Set<String> {
        let ends = life.runs()
            .compactMap { run -> String? in
                switch run.state {
                case .mended(let visit), .fixedOnSpot(let visit):
                    "\(visit.finishedAt.column) \(visit.inspection)"
                default: run.endedAt.map { "\($0.column) -" }
                }
            }
        let confirmed = life.verifications.filter { $0.verdict == .verified }
            .compactMap { said in
                life.findings.first {
                    $0.inspection == said.of.id && ($0.kind == .met || $0.kind == .fixedOnSpot)
                }
            }
        return Set(ends + confirmed.map { "\($0.finishedAt.column) \($0.inspection)" })
    }

    @Test("When an item was seen mended, which cases rest on, comes out alike as well")
    func mended() async throws {
        try await TestCounty.with { store, database in
            var random = SeededRandom(seed: 15, for: "gaps")
            let visits = GapHistories.visits(&random)
            let duties = GapHistories.duties(&random)
            let acts = try GapHistories.acts(&random, visits)
            try await GapHistories.write(visits, acts, duties, store, database)
            // Of all that ever was, and of what was not ended on the 10th.
            let since = moment("08-10 00:00")
            let present = GapHistories.sites.indices
                .filter { GapHistories.former($0 + 1) == nil || $0 + 1 >= GapHistories.sites.count }
            let codes = present.map { GapHistories.sites[$0] }
            let rows = try await store.query(
                """
                SELECT wanted.code, m.item, m.at, coalesce(m.visit::text, '-') AS visit, false AS is_later
                FROM unnest(\(codes)::text[]) AS wanted (code)
                CROSS JOIN LATERAL seen_mended(\(store.county.id), wanted.code, NULL) AS m
                UNION ALL
                SELECT wanted.code, m.item, m.at, coalesce(m.visit::text, '-') AS visit, true AS is_later
                FROM unnest(\(codes)::text[]) AS wanted (code)
                CROSS JOIN LATERAL seen_mended(\(store.county.id), wanted.code, NULL, \(since)::timestamptz) AS m
                WHERE m.at >= \(since)::timestamptz
                """
            )
            var (all, later): ([String: Set<String>], [String: Set<String>]) = ([:], [:])
            for row in rows {
                let key = "\(try row["code"] as String) \(try row["item"] as String)"
                let line = "\((try row["at"] as Instant).column) \(try row["visit"] as String)"
                if try row["is_later"] {
                    later[key, default: []].insert(line)
                } else {
                    all[key, default: []].insert(line)
                }
            }
            var (moments, late) = (0, 0)
            for place in present {
                for item in GapHistories.items {
                    let life = try GapHistories.life(place, item, visits, acts, duties)
                    guard life.runs().count > 0 else { continue }
                    let (made, key) = (Self.mendings(life), "\(GapHistories.sites[place]) \(item)")
                    #expect(all[key] ?? [] == made, "\(key)")
                    #expect(later[key] ?? [] == made.filter { $0 >= since.column }, "\(key)")
                    moments += made.count
                    late += life.overtaken.count
                }
            }
            print("moments at which an item was seen mended: \(moments); said too late: \(late)")
            #expect(moments > 200 && late > 0)
        }
    }

    @Test("Three hundred and more histories come out alike, and chance gave some of every state")
    func alike() async throws {
        try await TestCounty.with { store, database in
            var random = SeededRandom(seed: 15, for: "gaps")
            let visits = GapHistories.visits(&random)
            let duties = GapHistories.duties(&random)
            let acts = try GapHistories.acts(&random, visits)
            try await GapHistories.write(visits, acts, duties, store, database)
            let rows = try await store.query(
                "SELECT r.* FROM gap_runs(\(store.county.id), NULL, NULL) AS r ORDER BY r.site, r.item, r.number"
            )
            let found = Dictionary(
                grouping: try rows.map { (try $0["site"] + " " + $0["item"], try Self.line($0)) },
                by: \.0
            )
            var (histories, runs) = (0, 0)
            var states: [GapState: Int] = [:]
            for (place, site) in GapHistories.sites.enumerated()
            where GapHistories.former(place + 1) == nil || place + 1 >= GapHistories.sites.count {
                for item in GapHistories.items {
                    let made = try GapHistories.life(place, item, visits, acts, duties).runs()
                    let lines = found["\(site) \(item)"]?.map(\.1) ?? []
                    #expect(made.map(Self.line) == lines, "\(site) \(item)")
                    histories += made.isEmpty ? 0 : 1
                    runs += made.count
                    for run in made { states[run.state.word, default: 0] += 1 }
                }
            }
            #expect(runs == rows.count)
            // A site that is gone on from is none of its own in lists, but is where it is asked for by its code.
            for place in GapHistories.sites.indices
            where place % 3 == 1 && place + 1 < GapHistories.sites.count {
                for item in GapHistories.items {
                    let one = try await store.query(
                        "SELECT r.* FROM gap_runs(\(store.county.id), \(GapHistories.sites[place]), \(item)) AS r ORDER BY r.number"
                    )
                    let made = try GapHistories.life(place, item, visits, acts, duties).runs()
                    #expect(try one.map { try Self.line($0) } == made.map(Self.line))
                    histories += made.isEmpty ? 0 : 1
                }
            }
            // Of what is not ended alone, each but for how many runs were before.
            let current = try await store.query(
                "SELECT r.* FROM gap_runs(\(store.county.id), NULL, NULL, true) AS r WHERE r.ended_at IS NULL ORDER BY r.site, r.item"
            )
            let unended = try rows.filter { row in try row["ended_at"] as Instant? == nil }
            #expect(try current.map(Self.place) == unended.map(Self.place))
            // And of what had not ended at a moment, those that end later.
            let since = moment("08-10 12:00")
            let later = try await store.query(
                """
                SELECT r.* FROM gap_runs(\(store.county.id), NULL, NULL, true, \(since)) AS r
                WHERE r.ended_at IS NULL OR r.ended_at >= \(since)::timestamptz ORDER BY r.site, r.item, r.since
                """
            )
            let standing = try rows.filter { row in
                try (row["ended_at"] as Instant?).map { $0 >= since } ?? true
            }
            #expect(try later.map(Self.place) == standing.map(Self.place))
            #expect(later.count > current.count)
            print("histories held against each other: \(histories), with \(runs) runs, \(states)")
            #expect(histories >= 300)
            #expect(GapState.allCases.allSatisfy { states[$0, default: 0] >= 5 }, "\(states)")
            // What the page reads comes to the same.
            for place in [0, 2, 5, 8, 30] {
                for item in GapHistories.items {
                    guard let record = try? await store.gap(GapHistories.sites[place], item) else { continue }
                    let made = try GapHistories.life(place, item, visits, acts, duties).runs()
                    #expect(
                        record.runs.map(Self.line) == made.map(Self.line),
                        "\(GapHistories.sites[place]) \(item)"
                    )
                }
            }
        }
    }
}
