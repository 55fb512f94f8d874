package import Compliance
import Postgres

/// Where the accountability of one site stands: the four conditions, the ladder, the cases there are.
package struct SiteAccountability: Sendable, Hashable {
    package let site: Site
    package let finding: CaseFinding
    /// The four conditions, each with its evidence or with what is missing; of a county site there are none.
    package let conditions: CaseBasis
    /// By the items.
    package let gaps: [SiteGap]
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
    /// The database's clock.
    package let asOf: Instant
    /// Whether the last visit found the site below the minimum: a reminder may then name what is not overdue, too.
    package var isBelow = false

    package var openCase: CaseRecord? { cases.first { $0.isOpen } }
    /// The terms of duty of whom a case opened now would name.
    package var nameable: [CaseFile.Term] {
        let holders = Set(named.flatMap(\.holders))
        return terms.filter { holders.contains($0.posting) }
    }

    /// Of circular and reminder those that may be sent now, each with the gaps that it may name: the rungs are each gap's
    /// own, and a circular follows one reminder. `take_step` holds it so.
    package var nextSteps: [(rung: Rung, gaps: [SiteGap])] {
        func names(_ step: LadderStep, _ rung: Rung, _ gap: SiteGap) -> Bool {
            step.rung == rung && step.items.contains(gap.item) && gap.since <= step.takenAt
        }
        func lacking(_ rung: Rung) -> [SiteGap] {
            gaps.filter { gap in gap.isOwedBySite && !steps.contains { names($0, rung, gap) } }
        }
        let uncirculated = lacking(.circular)
        let circular =
            steps.filter { $0.takenAt.adding(days: policy.circular) <= asOf }
            .map { step in uncirculated.filter { names(step, .reminder, $0) } }
            .first { !$0.isEmpty }
        let reminder = lacking(.reminder).filter { isBelow || isOverdue($0) }
        return [(Rung.circular, circular ?? []), (Rung.reminder, reminder)].filter { !$0.1.isEmpty }
            .map { (rung: $0.0, gaps: $0.1) }
    }

    package func isOverdue(_ gap: SiteGap) -> Bool { gap.deadline < asOf }
}

extension Store {
    /// Where the accountability of the site stands. Throws `StoreError.noSite`.
    package func accountability(of code: String) async throws -> SiteAccountability {
        let timeline = try await siteTimeline(code)
        let code = timeline.site.code
        let file = try await siteFile(code, notices: try await servedNotices(of: [code])[code] ?? []).file
        let (steps, gaps) = (try await stepsBefore(at: code), try await siteGaps(of: code))
        let days = try await ladderPolicy()
        let isTownship = timeline.site.kind == .townshipIsolation
        let finding = file.finding
        let terms = timeline.terms.map { CaseFile.Term(term: $0.id, posting: $0.posting) }
        return SiteAccountability(
            site: timeline.site,
            finding: finding,
            conditions: isTownship ? try await basis(finding, in: file, at: timeline.site) : CaseBasis([]),
            gaps: gaps,
            ladder: Ladder(
                isTownship ? finding : nil,
                gaps.filter(\.isOwedBySite),
                belowSince: file.belowSince,
                steps,
                now: days.asOf
            ),
            policy: days.policy,
            steps: steps,
            cases: try await cases(of: code),
            named: Named.of(
                isTownship ? Named.duties : Named.departments,
                in: terms.map(\.posting),
                from: Day(finding.found?.startedAt ?? days.asOf),
                to: Day(finding.again?.startedAt ?? days.asOf)
            ),
            terms: terms,
            asOf: days.asOf,
            isBelow: file.belowSince != nil
        )
    }

    /// The conditions with their evidence, and the values of the baseline that the notice rests on.
    private func basis(_ finding: CaseFinding, in file: SiteFile, at site: Site) async throws -> CaseBasis {
        var record: NoticeRecord?
        if let found = finding.found { record = try await notice(of: found.id) }
        let served = record.flatMap { record in
            record.arrival.map { CaseBasis.Served(number: record.notice.number, how: $0.words) }
        }
        return CaseBasis(
            CaseBasis.lines(finding, in: file, at: site.code, served: served)
                + (record?.notice.content.values ?? []).map { CaseBasis.line($0) },
            at: StepPaper.Addressed(site)
        )
    }
}

extension NoticeArrival {
    /// Whether it was acknowledged or handed over, and who took it, by duty.
    fileprivate var words: Text {
        switch how {
        case .acknowledged: Text(zh: "负责人签收", en: "acknowledged by the director")
        case .handedOver:
            Text(
                zh: "当面送达\(receivedBy)，见证人：\(witness ?? "")",
                en: "handed over to \(receivedBy), witness: \(witness ?? "")"
            )
        }
    }
}

extension Ladder {
    /// Before there is a case: the last reminder of what is open, and the circular that followed it. A reminder whose gaps
    /// are all closed is done with, and so is one from before they were found again; the next one begins anew.
    package init(
        _ finding: CaseFinding?,
        _ open: [SiteGap],
        belowSince: Instant?,
        _ steps: [LadderStep],
        now: Instant
    ) {
        let since = Dictionary(open.map { ($0.item, $0.since) }) { first, _ in first }
        func isOfOpen(_ step: LadderStep) -> Bool {
            step.items.contains { item in since[item].map { $0 <= step.takenAt } ?? false }
        }
        let reminder = steps.last { $0.rung == .reminder && isOfOpen($0) }
        let circular = steps.last { step in
            step.rung == .circular && (reminder.map { $0.entry < step.entry } ?? false) && isOfOpen(step)
        }
        let overdue = open.map(\.deadline).filter { $0 < now }.min()
        self.init(
            // There is nothing to remind of where nothing is open.
            occasion: open.isEmpty ? nil : [overdue, belowSince].compactMap(\.self).min(),
            reminder: reminder?.takenAt,
            isStillOpen: reminder != nil,
            circular: circular?.takenAt,
            casesSince: finding.flatMap { $0.holds ? $0.again?.startedAt : nil }
        )
    }
}
