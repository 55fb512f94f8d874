package import Compliance
import Postgres

/// Where the accountability of one site stands: the four conditions, the ladder, the cases there are.
package struct SiteAccountability: Sendable, Hashable {
    package let site: Site
    package let file: SiteFile
    package let finding: CaseFinding
    /// Before there is a case: of the gaps that the last reminder names.
    package let ladder: Ladder
    package let policy: LadderPolicy
    /// Reminders and circulars, in the order in which they were taken.
    package let steps: [LadderStep]
    /// The latest first.
    package let cases: [CaseRecord]
    /// Whom a case opened now would name, by duty.
    package let named: [Named]
    /// The terms of duty that stand, by their ids.
    package let terms: [CaseFile.Term]

    package var openCase: CaseRecord? { cases.first { $0.isOpen } }
}

extension Store {
    /// Where the accountability of the site stands. Throws `StoreError.noSite`.
    package func accountability(of code: String, now: Instant) async throws -> SiteAccountability {
        let timeline = try await siteTimeline(code)
        let notices = try await servedNotices(of: code).map { SiteFile.Notice($0) }
        let file = try await siteFile(code, notices: notices).file
        let steps = try await stepsBefore(at: code)
        let finding = file.finding
        let terms = timeline.terms.map { CaseFile.Term(term: $0.id, posting: $0.posting) }
        let isCounty = timeline.site.kind == .countyIsolation
        let last = Day(finding.again?.startedAt ?? now)
        return SiteAccountability(
            site: timeline.site,
            file: file,
            finding: finding,
            ladder: Ladder(file, finding, steps),
            policy: try await ladderPolicy().policy,
            steps: steps,
            cases: try await cases(of: code),
            named: Named.of(
                isCounty ? Named.departments : Named.duties,
                in: terms.map(\.posting),
                from: Day(finding.found?.startedAt ?? now),
                to: last
            ),
            terms: terms
        )
    }
}

extension Ladder {
    /// Before there is a case: the last reminder, and the circular that followed it.
    init(_ file: SiteFile, _ finding: CaseFinding, _ steps: [LadderStep]) {
        let reminder = steps.last { $0.rung == .reminder }
        let circular = steps.last { step in
            step.rung == .circular && (reminder.map { $0.entry < step.entry } ?? true)
        }
        let open = file.openItems
        // A reminder whose gaps are all closed is done with; the next one begins anew.
        let isStillOpen = reminder.map { !open.isDisjoint(with: $0.items) } ?? false
        self.init(
            occasion: file.belowSince,
            reminder: isStillOpen ? reminder?.takenAt : nil,
            isStillOpen: isStillOpen,
            circular: isStillOpen ? circular?.takenAt : nil,
            casesSince: finding.holds ? finding.again?.startedAt : nil
        )
    }
}
