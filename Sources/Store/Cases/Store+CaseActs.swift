package import Compliance
import Postgres

/// What a case is opened with.
package struct CaseOpening: Sendable, Hashable {
    package let id: FactID
    package let site: String
    package let rests: CaseRecord.Ground
    /// The terms of duty whom it names, by their ids.
    package let terms: [String]
    /// What is on record of its ground: canonical JSON.
    package let basis: String
    package let reason: String

    package init(
        id: FactID,
        site: String,
        rests: CaseRecord.Ground,
        terms: [String],
        basis: String,
        reason: String
    ) {
        self.id = id
        self.site = site
        self.rests = rests
        self.terms = terms
        self.basis = basis
        self.reason = reason
    }
}

/// What became of an act about a case; nothing was written but where it was done.
package enum CaseOutcome: String, Sendable, Hashable {
    case done
    /// The same, or what there is once, is on record.
    case already
    /// Another case of the site is open.
    case open
    /// What it rests on does not stand (any more), or the case has ended.
    case gone
    /// A step before it, or what it rests on, is not on record.
    case missing
    /// Days are missing since the step before.
    case early
    /// Something came in since whoever decides looked.
    case unseen
}

extension Store {
    /// Opens a case. Throws `Problems` without a reason.
    package func open(_ opening: CaseOpening) async throws -> CaseOutcome {
        guard let why = opening.reason.asReason else { throw Problems([.noReason]) }
        let rows =
            switch opening.rests {
            case .visits(let found, let again, let items):
                try await act { who in
                    """
                    SELECT open_case(\(who), \(opening.id), \(opening.site), \(found), \(again), \(items)::text[],
                        \(opening.terms)::uuid[], \(opening.basis), \(why)) AS outcome
                    """
                }
            case .infection(let infection):
                try await act { who in
                    """
                    SELECT report_infection(\(who), \(infection.id), \(opening.site), \(infection.day), \(why),
                        \(opening.id), \(opening.terms)::uuid[], \(opening.basis)) AS outcome
                    """
                }
            }
        return try outcome(rows)
    }

    /// Names one more person in a case, by the term of duty. Throws `Problems` without a reason.
    package func name(_ term: String, in id: FactID, why: String) async throws -> CaseOutcome {
        guard let why = why.asReason else { throw Problems([.noReason]) }
        return try outcome(
            try await act { who in "SELECT name_in_case(\(who), \(id), \(term)::uuid, \(why)) AS outcome" }
        )
    }

    /// Records what happens in a case.
    package func record(_ act: CaseAct, in id: FactID) async throws -> CaseOutcome {
        let evidence = act.evidence.map { DigestText($0) }
        return try outcome(
            try await self.act { who in
                """
                SELECT act_in_case(\(who), \(act.id), \(id), \(act.kind), \(orNull: act.term)::uuid, \(act.words),
                    \(orNull: act.reason), \(evidence)::bytea[], \(orNull: act.at)::timestamptz, \(orNull: act.seen)::bigint) AS outcome
                """
            }
        )
    }

    /// Takes a step with the document that is made of its number: `(year, number)`. Another who took that number meanwhile
    /// makes it be made again with the next.
    package func take(
        _ rung: Rung,
        at site: String,
        in id: FactID? = nil,
        items: [String],
        year: Int,
        document: (Int) throws -> String
    ) async throws -> (outcome: CaseOutcome, number: Int?) {
        for _ in 0..<5 {
            let next = try await query(
                """
                SELECT coalesce(max(s.number), 0) + 1 AS next FROM ladder_step s
                WHERE s.county_id = \(county.id) AND s.rung = \(rung) AND s.year = \(year)
                """
            )
            guard let number = try next.first?["next"] as Int? else { continue }
            let text = try document(number)
            let rows = try await act { who in
                """
                SELECT take_step(\(who), \(site), \(orNull: id)::uuid, \(rung), \(items)::text[], \(year), \(number),
                    \(text)) AS outcome
                """
            }
            switch try rows.first?["outcome"] as String? {
            case "taken": continue
            case String(number): return (.done, number)
            default: return (try outcome(rows), nil)
            }
        }
        throw StoreError.changedMeanwhile
    }

    /// Sets the county's days between the rungs. Throws `Problems` without a reason.
    package func set(_ policy: LadderPolicy, why: String) async throws {
        guard let why = why.asReason else { throw Problems([.noReason]) }
        _ = try await act { who in
            """
            SELECT set_ladder_days(\(who), \(policy.circular), \(policy.interview), \(policy.proposal),
                \(policy.statement), \(why)) AS outcome
            """
        }
    }

    private func outcome(_ rows: Rows) throws -> CaseOutcome {
        switch try rows.first?["outcome"] as String? {
        case "opened", "named", "done": return .done
        case let answer?:
            guard let outcome = CaseOutcome(rawValue: answer) else { fallthrough }
            return outcome
        default: throw StoreError.unavailable(cause: "an answer of an act that nobody knows")
        }
    }
}
