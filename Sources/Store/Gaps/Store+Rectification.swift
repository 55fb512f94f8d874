package import Compliance
import Postgres

/// What became of an act about a gap.
package enum GapActOutcome: Sendable, Hashable {
    case done
    /// The same was done before, by the same account: nothing was written.
    case already
}

extension Store {
    /// Answers for a gap with what was done about it. `onBehalf` is the operator's alone: whose paper it is, and why.
    ///
    /// Throws `StoreError.gap`, `.noGap`, `.conflict` and `.forbidden`, and `Problems` where the operator does not say whose.
    package func submit(
        _ form: SubmissionForm,
        site: String,
        item: String,
        onBehalf: String? = nil
    ) async throws -> GapActOutcome {
        let reason = onBehalf?.asReason
        if case .shell = actor, reason == nil { throw Problems([.noReason]) }
        if onBehalf != nil, reason == nil { throw Problems([.noReason]) }
        let rows = try await act { who in
            """
            SELECT submit_rectification(\(who), \(form.id), \(site), \(item), \(form.inspection), \(form.words),
                \(form.evidence.map { DigestText($0) })::bytea[], \(orNull: reason)) AS outcome
            """
        }
        let outcome = try rows.first?["outcome"] as String?
        if outcome == "taken" { throw StoreError.conflict(form.id) }
        return try done(outcome, "submitted", site, item)
    }

    /// Says of what waits whether it closes the gap; `why` is needed where it does not. Throws as `submit`.
    package func verify(
        _ subject: GapVerification.Subject,
        _ verdict: GapVerification.Verdict,
        why: String?,
        site: String,
        item: String
    ) async throws -> GapActOutcome {
        var submission: InspectionID?
        var visit: InspectionID?
        switch subject {
        case .submission(let id): submission = id
        case .visit(let id): visit = id
        }
        let rows = try await act { who in
            """
            SELECT verify_rectification(\(who), \(site), \(item), \(orNull: submission)::uuid, \(orNull: visit)::uuid,
                \(verdict), \(orNull: why)) AS outcome
            """
        }
        return try done(try rows.first?["outcome"], "done", site, item)
    }

    /// Gives an open gap another deadline in the place of the one that it `was`. Throws as `submit`, and `Problems` where it was
    /// found later than that.
    package func moveDeadline(
        of item: String,
        site: String,
        was: Instant,
        to deadline: Instant,
        why: String
    ) async throws -> GapActOutcome {
        let rows = try await act { who in
            """
            SELECT move_deadline(\(who), \(site), \(item), \(was)::timestamptz, \(deadline)::timestamptz, \(why)) AS outcome
            """
        }
        let outcome = try rows.first?["outcome"] as String?
        if outcome == "before" { throw Problems([.deadlineBeforeFound]) }
        return try done(outcome == "gone" ? "moved elsewhere" : outcome, "moved", site, item)
    }

    private func done(
        _ outcome: String?,
        _ word: String,
        _ site: String,
        _ item: String
    ) throws -> GapActOutcome {
        switch outcome {
        case word: return .done
        case "already": return .already
        case "unknown": throw StoreError.noGap(site: site, item: item)
        case "moved", "moved elsewhere": throw StoreError.gap(.moved)
        case let outcome?:
            if let refusal = GapRefusal(rawValue: outcome) { throw StoreError.gap(refusal) }
            throw StoreError.unavailable(cause: "an answer about a gap that nobody knows: \(outcome)")
        case nil: throw StoreError.unavailable(cause: "no answer about a gap")
        }
    }
}

extension Problem {
    fileprivate static let deadlineBeforeFound = Problem(
        "deadlineBeforeFound",
        at: "/deadline",
        Text(zh: "新的期限须晚于发现问题的时间。", en: "The new deadline has to be later than the gap was found.")
    )
}
