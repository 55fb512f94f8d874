package import Compliance
import Postgres

/// What became of an act about a case; nothing was written but where it was done.
package enum CaseOutcome: String, Sendable, Hashable {
    case done
    /// The same, or what there is once, is on record.
    case already
    /// The id is another act's: nothing was written.
    case taken
    /// Another case of the site is open.
    case open
    /// What it rests on does not stand (any more), or the case has ended.
    case gone
    /// A step before it, or what it rests on, is not on record.
    case missing
    /// Days are missing since the step before, or until a gap is overdue.
    case early
    /// The proposal is taken, and nobody more can be named.
    case late
    /// Something came in since whoever decides looked.
    case unseen
    /// The statements that one may give in a case are on record.
    case many
    /// A statement from a signed paper, or a refusal of the interview, without a photograph of the paper that whoever records
    /// it has sent.
    case bare
    /// The time stated lies before the case was opened, or ahead of the clock; or none was stated.
    case untimely
}

extension Store {
    /// Names one more person in a case, by the term of duty. Throws `Problems` without a reason.
    package func name(_ term: String, in id: FactID, why: String) async throws -> CaseOutcome {
        guard let why = why.asReason, CaseAct.isTerm(term) else {
            throw Problems(
                (why.asReason == nil ? [.noReason] : []) + (CaseAct.isTerm(term) ? [] : [.noPerson])
            )
        }
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

    /// Sets the county's days between the rungs; false where they are so already. Throws `Problems` without a reason, and where a case is open of a site where
    /// the account held a duty since what that rests on.
    @discardableResult
    package func set(_ policy: LadderPolicy, why: String) async throws -> Bool {
        guard let why = why.asReason else { throw Problems([.noReason]) }
        let rows = try await act { who in
            """
            SELECT set_ladder_days(\(who), \(policy.circular), \(policy.interview), \(policy.proposal),
                \(policy.statement), \(why)) AS outcome
            """
        }
        if try rows.first?["outcome"] == "own" { throw Problems([.ownDays]) }
        return try rows.first?["outcome"] as String? == "set"
    }

    /// What an act about cases answered.
    func outcome(_ rows: Rows) throws -> CaseOutcome {
        try outcome(try rows.first?["outcome"] as String? ?? "")
    }

    /// What a word that an act about cases answered means.
    func outcome(_ word: String) throws -> CaseOutcome {
        if ["opened", "named"].contains(word) { return .done }
        guard let outcome = CaseOutcome(rawValue: word) else {
            throw StoreError.unavailable(cause: "an answer of an act that nobody knows")
        }
        return outcome
    }
}

extension Problem {
    fileprivate static let ownDays = Problem(
        "ownMatter",
        at: "",
        Text(
            zh: "您在有未结问责案卷的点位任职或曾经任职，步骤之间的天数由其他管理员设定。",
            en:
                "A case is open of a site where you hold or held a duty: the days between the steps are for another administrator to set."
        )
    )
}
