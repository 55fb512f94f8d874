import AuditLog
package import Compliance
import Postgres
import StrictJSON

extension Store {
    /// Closes a week that is over: what it comes to at this moment is sealed.
    ///
    /// Throws `StoreError.weekOpen` where it is not over, and `.weekClosed` where it is closed, by somebody else meanwhile
    /// too.
    @discardableResult
    package func closeWeek(_ week: ISOWeek) async throws -> SealedWeek {
        try await sealing(week) { cutOff, head in try await firstReport(of: week, cutOff, head) }
    }

    /// The report that closes a week, as of a cut-off, with the signed head of the record of then.
    func firstReport(of week: ISOWeek, _ cutOff: Instant, _ head: String?) async throws -> WeeklyReport {
        guard cutOff >= week.instants.upperBound else { throw StoreError.weekOpen(week) }
        let draft = try await weekDraft(week, now: cutOff)
        guard draft.sealed == nil else { throw StoreError.weekClosed(week) }
        return WeeklyReport(
            county: county.code,
            countyName: county.name,
            week: week,
            revision: 1,
            cutOff: cutOff,
            previous: draft.previous,
            head: head.flatMap { WeeklyReport.Head(signed: $0) },
            content: draft.content
        )
    }

    /// Puts a report beside that of a closed week, which says what is otherwise, and why.
    ///
    /// Throws `Problems` without a reason, `StoreError.weekNotClosed`, and `.nothingToRevise` where nothing differs.
    @discardableResult
    package func reviseWeek(_ week: ISOWeek, reason: String) async throws -> SealedWeek {
        guard let reason = reason.asReason else { throw Problems([.noReason]) }
        return try await sealing(week) { cutOff, head in
            let draft = try await weekDraft(week, now: cutOff)
            guard let last = draft.sealed?.report else { throw StoreError.weekNotClosed(week, revision: nil) }
            guard draft.isRevisionDue else {
                throw StoreError.nothingToRevise(week, revision: last.revision)
            }
            return WeeklyReport(
                county: county.code,
                countyName: county.name,
                week: week,
                revision: last.revision + 1,
                reason: reason,
                cutOff: cutOff,
                previous: draft.previous,
                head: head.flatMap { WeeklyReport.Head(signed: $0) },
                changes: draft.changes,
                causes: draft.causes,
                content: draft.content
            )
        }
    }

    /// Seals the report that the closure makes as of a cut-off; made anew where another was sealed meanwhile.
    private func sealing(
        _ week: ISOWeek,
        _ report: (Instant, String?) async throws -> WeeklyReport
    ) async throws -> SealedWeek {
        for _ in 0..<Self.sealingAttempts {
            let rows = try await act { who in "SELECT cut_off, head FROM week_cut_off(\(who))" }
            guard let row = rows.first else { throw StoreError.unavailable(cause: "no cut-off") }
            let report = try await report(try row["cut_off"], try row["head"])
            // What is sealed has to be read for ever: so it is read once before.
            let document = try WeeklyReport(document: report.document).document
            let outcome = try await act { who in
                if let reason = report.reason {
                    "SELECT revise_week(\(who), \(week.monday), \(document), \(reason)) AS outcome"
                } else {
                    "SELECT close_week(\(who), \(week.monday), \(document)) AS outcome"
                }
            }
            switch try outcome.first?["outcome"] as String? {
            case "closed": return try await requiredSealedWeek(week, revision: report.revision)
            case "already": throw StoreError.weekClosed(week)
            case "open": throw StoreError.weekOpen(week)
            case "unknown": throw StoreError.weekNotClosed(week, revision: nil)
            case "outdated": continue
            default: throw StoreError.unavailable(cause: "an answer of close_week that nobody knows")
            }
        }
        throw StoreError.changedMeanwhile
    }

    static let sealingAttempts = 5
}

extension WeeklyReport.Head {
    /// The head of that signed text; nil where it is none.
    fileprivate init?(signed text: String) {
        guard let head = TreeHead(text) else { return nil }
        self.init(size: head.size, root: head.root.hex, head: text)
    }
}
