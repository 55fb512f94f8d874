package import Compliance
import Postgres

extension Store {
    /// Sends a reminder or a circular about gaps of the site that are open, by their items. Throws `Problems` with all that
    /// is wrong, `StoreError.noSite`, `.forbidden`.
    package func remind(
        _ rung: Rung,
        of items: [String],
        at code: String,
        words: String
    ) async throws -> CaseOutcome {
        let words = words.asTyped
        var problems = CaseAct.problems(in: words)
        let standing = try await accountability(of: code)
        let gaps = standing.gaps.filter { $0.isOwedBySite && items.contains($0.item) }
        if gaps.isEmpty || gaps.count < Set(items).count { problems.append(.noOpenGap) }
        guard problems.isEmpty else { throw Problems(problems) }
        let head = StepPaper.Head(try await letterhead(), county.name)
        return try await take(rung, at: standing.site.code, items: gaps.map(\.item)) { number in
            StepPaper(rung, standing, gaps, numbered: number, words: words, head: head).text
        }
    }

    /// Calls the interview of a case: what is put, when and where. Throws `Problems`, `StoreError.noCase`, `.forbidden`.
    package func callInterview(in id: FactID, points: String) async throws -> CaseOutcome {
        let points = points.asTyped
        let problems = CaseAct.problems(in: points)
        guard problems.isEmpty else { throw Problems(problems) }
        let file = try await caseFile(id)
        let site = try await siteTimeline(file.record.site).site
        let head = StepPaper.Head(try await letterhead(), county.name)
        return try await take(.interview, at: site.code, in: id) { number in
            StepPaper(callOf: file, at: site, numbered: number, points: points, head: head).text
        }
    }

    /// Proposes for each whom the case names, by the terms of duty. Throws `Problems` where somebody is left out,
    /// `StoreError.noCase`, `.forbidden`.
    package func propose(_ proposed: [String: String], in id: FactID) async throws -> CaseOutcome {
        let proposed = proposed.mapValues(\.asTyped)
        let file = try await caseFile(id)
        let problems = file.record.persons.flatMap { person in
            CaseAct.problems(in: proposed[person.term] ?? "", at: "/proposed/\(person.term)")
        }
        guard problems.isEmpty else { throw Problems(problems) }
        let site = try await siteTimeline(file.record.site).site
        let holders = try await holders(of: file.record, at: site)
        let owed = try await arrears(at: try await presentCode(of: site.code), now: file.asOf).parts
            .flatMap { $0.paperLines }
        let head = StepPaper.Head(try await letterhead(), county.name)
        return try await take(.proposal, at: site.code, in: id) { number in
            StepPaper(
                proposalOf: file,
                at: site,
                numbered: number,
                for: proposed,
                holders: holders,
                owed: owed,
                head: head
            )
            .text
        }
    }

    /// Who held the duties that a case may be about, from its first visit to its second, or on the day of its infection.
    private func holders(of record: CaseRecord, at site: Site) async throws -> [Named] {
        let days: (first: Day, last: Day)
        switch record.rests {
        case .infection(let infection): days = (infection.day, infection.day)
        case .visits(let found, let again, _):
            let rows = try await query(
                """
                SELECT i.started_at FROM inspection i
                WHERE i.county_id = \(county.id) AND i.id IN (\(found), \(again)) ORDER BY i.started_at
                """
            )
            let visits = try rows.map { Day(try $0["started_at"] as Instant) }
            guard let first = visits.first, let last = visits.last else {
                throw StoreError.noCase(record.id.description)
            }
            days = (first, last)
        }
        return Named.of(
            site.kind == .countyIsolation ? Named.departments : Named.duties,
            in: try await dutyTerms(at: site.code).map(\.posting),
            from: days.first,
            to: days.last
        )
    }

    /// Takes a step with the document that is made of its number. Another who took that number meanwhile makes it be made
    /// again with the next; so does one that the actor does not read, whom its case names.
    func take(
        _ rung: Rung,
        at site: String,
        in id: FactID? = nil,
        items: [String] = [],
        document: (StepNumber) throws -> String
    ) async throws -> CaseOutcome {
        var told: Int?
        for _ in 0..<5 {
            let next = try await query(
                """
                SELECT coalesce(max(s.number), 0) + 1 AS next, today.day, today.year
                FROM (SELECT (clock_timestamp() AT TIME ZONE INTERVAL '08:00')::date AS day,
                    extract(year FROM clock_timestamp() AT TIME ZONE INTERVAL '08:00')::integer AS year) AS today
                LEFT JOIN ladder_step s ON s.county_id = \(county.id) AND s.rung = \(rung) AND s.year = today.year
                GROUP BY today.day, today.year
                """
            )
            guard let row = next.first else { continue }
            let read = try row["next"] as Int
            let number = StepNumber(year: try row["year"], number: told ?? read, day: try row["day"])
            let text = try document(number)
            guard text.utf8.count <= StepPaper.mostBytes else { throw Problems([.tooLongPaper]) }
            let rows = try await act { who in
                """
                SELECT take_step(\(who), \(site), \(orNull: id)::uuid, \(rung), \(items)::text[], \(number.year),
                    \(number.number), \(text)) AS outcome
                """
            }
            // `taken` is followed by the number that is next.
            let answer = (try rows.first?["outcome"] as String? ?? "").split(separator: " ").map(String.init)
            switch answer.first {
            case "taken": told = answer.last.flatMap { Int($0) }
            case String(number.number): return .done
            default: return try outcome(rows)
            }
        }
        throw StoreError.changedMeanwhile
    }
}

extension Problem {
    fileprivate static let noOpenGap = Problem(
        "missing",
        at: "/item",
        Text(
            zh: "请选择仍未整改、也没有报送的问题，至少一个。",
            en: "Choose gaps that are still open and not answered, at least one."
        )
    )
    fileprivate static let tooLongPaper = Problem(
        "tooLong",
        at: "",
        Text(zh: "文书太长，请缩短。", en: "The document is too long; shorten it.")
    )
}
