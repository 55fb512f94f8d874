package import Compliance
import Postgres

/// What a case is opened with.
struct CaseOpening: Sendable, Hashable {
    let id: FactID
    let site: String
    let rests: CaseRecord.Ground
    /// The terms of duty whom it names, by their ids.
    let terms: [String]
    /// What is on record of its ground: canonical JSON.
    let basis: String
    let reason: String
}

/// What became of opening a case, and the case that it leads to: the one opened, or the one that is on record instead.
package struct OpenedCase: Sendable, Hashable {
    package let outcome: CaseOutcome
    package let id: FactID
}

extension Store {
    /// Opens a case on what stands on record of the site, naming the holders of these terms of duty. Throws `Problems` with
    /// all that is wrong, `StoreError.noSite`, `.forbidden`.
    package func openCase(
        _ id: FactID,
        at code: String,
        naming terms: [String],
        why: String
    ) async throws -> OpenedCase {
        let standing = try await accountability(of: code)
        if standing.cases.contains(where: { $0.id == id }) { return OpenedCase(outcome: .already, id: id) }
        if let open = standing.openCase { return OpenedCase(outcome: .open, id: open.id) }
        let finding = standing.finding
        var problems: [Problem] = []
        if why.asReason == nil { problems.append(.noReason) }
        if terms.isEmpty || !Set(standing.nameable.map(\.term)).isSuperset(of: terms) {
            problems.append(.noPersons)
        }
        let isTownship = standing.site.kind == .townshipIsolation
        guard let found = finding.found, let again = finding.again, finding.holds, isTownship else {
            throw Problems(problems + [.doesNotHold(finding.missing)])
        }
        guard let why = why.asReason, problems.isEmpty else { throw Problems(problems) }
        return try await open(
            CaseOpening(
                id: id,
                site: standing.site.code,
                rests: .visits(found: found.id, again: again.id, items: finding.items),
                terms: terms,
                basis: standing.conditions.text,
                reason: why
            )
        )
    }

    /// Puts an infection inside the site on record, by what it is known, and opens its case, which names whoever alone held a
    /// duty on that day. Of a duty that several held nobody is named, and the ground says so: that, and whom else it names,
    /// is for supervision. Throws `Problems` with all that is wrong, `StoreError.noSite`, `.forbidden`.
    package func reportInfection(
        _ id: FactID,
        opening caseID: FactID,
        at code: String,
        on day: Day?,
        source: String
    ) async throws -> OpenedCase {
        let site = try await siteTimeline(code).site
        let terms = try await dutyTerms(at: site.code)
        let today = Day(try await ladderPolicy().asOf)
        var problems: [Problem] = []
        if source.asReason == nil { problems.append(.noSource) }
        if day.map({ $0 > today }) ?? true { problems.append(.badDay) }
        guard let source = source.asReason, let day, problems.isEmpty else { throw Problems(problems) }
        let named =
            Named.of(
                site.kind == .countyIsolation ? Named.departments : Named.duties,
                in: terms.map(\.posting),
                from: day,
                to: day
            )
        let holders = named.filter(\.isOne).flatMap(\.holders)
        let line = StepPaper.Line(
            Text(
                zh: "\(day) 点位内发生感染；依据：\(source)",
                en: "An infection inside the site on \(day); known by: \(source)"
            )
        )
        let left = named.filter { $0.holders.count > 1 }
            .map { duty in
                let persons = duty.holders.map(\.person)
                return StepPaper.Line(
                    Text(
                        zh:
                            "当日\(duty.duty.title.zh)有不止一个任期（\(persons.joined(separator: "、"))），列入哪一位由督查决定。",
                        en:
                            "More than one term of the duty of \(duty.duty.title.en) was held on that day (\(persons.joined(separator: ", "))): supervision decides who is named."
                    )
                )
            }
        return try await open(
            CaseOpening(
                id: caseID,
                site: site.code,
                rests: .infection(
                    Infection(id: id, site: site.code, day: day, source: source, reportedAt: nil)
                ),
                terms: holders.compactMap { terms.last(of: $0)?.term },
                basis: CaseBasis([line] + left, at: StepPaper.Addressed(site)).text,
                reason: source
            )
        )
    }

    /// Opens a case; `open_case` and `report_infection` hold it against what is on record.
    func open(_ opening: CaseOpening) async throws -> OpenedCase {
        let rows =
            switch opening.rests {
            case .visits(let found, let again, let items):
                try await act { who in
                    """
                    SELECT open_case(\(who), \(opening.id), \(opening.site), \(found), \(again), \(items)::text[],
                        \(opening.terms)::uuid[], \(opening.basis), \(opening.reason)) AS outcome
                    """
                }
            case .infection(let infection):
                try await act { who in
                    """
                    SELECT report_infection(\(who), \(infection.id), \(opening.site), \(infection.day),
                        \(infection.source), \(opening.id), \(opening.terms)::uuid[], \(opening.basis)) AS outcome
                    """
                }
            }
        // `already` and `open` are followed by the id of the case that is on record.
        let answer = (try rows.first?["outcome"] as String? ?? "").split(separator: " ", maxSplits: 1)
        let standing = answer.count > 1 ? FactID(String(answer[1])) : nil
        return OpenedCase(
            outcome: try outcome(answer.first.map(String.init) ?? ""),
            id: standing ?? opening.id
        )
    }
}

extension Problem {
    fileprivate static let noPersons = Problem(
        "missing",
        at: "/term",
        Text(
            zh: "请选择列入哪些责任人（本点位在案的任期）。",
            en: "Choose whom it names, of the terms of duty on record here."
        )
    )
    fileprivate static let noSource = Problem(
        "missing",
        at: "/source",
        Text(
            zh: "请写明依据（如检测报告及编号）。",
            en: "Say by what it is known, such as a test report and its number."
        )
    )
    fileprivate static let badDay = Problem(
        "badDate",
        at: "/day",
        Text(zh: "请写明发生的日期，不晚于今天。", en: "Say the day of it, not later than today.")
    )

    fileprivate static func doesNotHold(_ missing: [CaseFinding.Missing]) -> Problem {
        Problem(
            "conditions",
            at: "",
            Text(
                zh: "不能启动问责程序，尚无记录：" + missing.map(\.title.zh).joined(separator: "、") + "。",
                en: "It cannot be opened: not on record are "
                    + missing.map(\.title.en).joined(separator: "; ") + "."
            )
        )
    }
}
