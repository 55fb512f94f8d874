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
    /// The last day on which the reader held a duty at the site, `Day.last` where one lasts; nil where that was never so.
    package var heldUntil: Day?

    package var openCase: CaseRecord? { cases.first { $0.isOpen } }
    /// The terms of duty of whom a case opened now would name.
    package var nameable: [CaseFile.Term] { named.flatMap(\.holders).compactMap { terms.last(of: $0) } }

    /// Whether what began then is the reader's own matter: whoever held a duty at the site since what is open was found, or
    /// since what a case would rest on, reminds of none of it and leads no case of it. `refuse_own_matter` holds it so.
    package func isOwnMatter(since begun: Instant) -> Bool { heldUntil.map { Day(begun) <= $0 } ?? false }

    /// Whether any of what is open, or would be a case's, is.
    package var isOwnMatter: Bool {
        (gaps.map(\.since) + [finding.found?.startedAt].compactMap(\.self))
            .contains { isOwnMatter(since: $0) }
    }

    /// Of circular and reminder those that the reader may send now, each with the gaps that it may name: the rungs are each
    /// gap's own, and a circular follows one reminder. `take_step` holds it so.
    package var nextSteps: [(rung: Rung, gaps: [SiteGap])] {
        func names(_ step: LadderStep, _ rung: Rung, _ gap: SiteGap) -> Bool {
            step.rung == rung && step.items.contains(gap.item) && gap.since <= step.takenAt
        }
        func lacking(_ rung: Rung) -> [SiteGap] {
            gaps.filter { gap in
                gap.isOwedBySite && !isOwnMatter(since: gap.since)
                    && !steps.contains { names($0, rung, gap) }
            }
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
        let site = try await siteTimeline(try await presentCode(of: code)).site
        let code = site.code
        let file = try await siteFile(code, notices: try await servedNotices(of: [code])[code] ?? []).file
        let (steps, gaps) = (try await stepsBefore(at: code), try await siteGaps(of: code))
        let days = try await ladderPolicy()
        let isTownship = site.kind == .townshipIsolation
        let finding = file.finding
        let terms = try await dutyTerms(at: code)
        return SiteAccountability(
            site: site,
            finding: finding,
            conditions: isTownship ? try await basis(finding, in: file, at: site) : CaseBasis([]),
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
            isBelow: file.belowSince != nil,
            heldUntil: try await heldUntil(at: code)
        )
    }

    /// The terms of duty at the site that stand, by their first days; where it moved, those under its former codes too, up to
    /// the day of the move.
    func dutyTerms(at code: String) async throws -> [CaseFile.Term] {
        try await query(
            """
            SELECT p.id, p.site, p.duty, p.person, p.held_from, least(p.held_to, nullif(past.until, 'infinity')) AS held_to
            FROM site_past(\(county.id), \(code)) AS past
            JOIN posting p ON p.county_id = \(county.id) AND p.site = past.site AND p.replaced_at IS NULL
                AND p.held_from <= past.until
            ORDER BY p.held_from, p.person, p.id
            """
        )
        .map { row in CaseFile.Term(term: try row["id"], posting: try Posting(row)) }
    }

    /// The last day on which the reader held a duty at the site, or at one that it goes on from.
    func heldUntil(at code: String) async throws -> Day? {
        let rows = try await query(
            """
            SELECT CASE WHEN count(*) > 0 THEN least(max(d.held_to), '9999-12-31') END AS until
            FROM duty_accounts(\(county.id), ARRAY(SELECT past.site FROM site_past(\(county.id), \(code)) AS past)) AS d
            WHERE d.account = acting_account() AND d.held_from <= (now() AT TIME ZONE INTERVAL '08:00')::date
            """
        )
        return try rows.first?["until"]
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

extension Arrival {
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

extension [CaseFile.Term] {
    /// The last of the terms that a holder's days are made of.
    package func last(of holder: Posting) -> CaseFile.Term? { last { holder.covers($0.posting) } }
}

extension Ladder {
    /// Before there is a case: of what is open, the reminder that is next to be followed by a circular, which is the first
    /// whose gaps have none, or else the last, with its circular. A reminder whose gaps are all closed is done with, and so
    /// is one from before they were found again; the next one begins anew.
    package init(
        _ finding: CaseFinding?,
        _ open: [SiteGap],
        belowSince: Instant?,
        _ steps: [LadderStep],
        now: Instant
    ) {
        let since = Dictionary(open.map { ($0.item, $0.since) }) { first, _ in first }
        func openItems(_ step: LadderStep) -> [String] {
            step.items.filter { item in since[item].map { $0 <= step.takenAt } ?? false }
        }
        let circulars = steps.filter { $0.rung == .circular }
        let reminders = steps.filter { $0.rung == .reminder && !openItems($0).isEmpty }
        let reminder =
            reminders.first { reminder in
                openItems(reminder).contains { item in !circulars.contains { openItems($0).contains(item) } }
            } ?? reminders.last
        let circular = circulars.last { step in
            guard let reminder, reminder.entry < step.entry else { return false }
            return openItems(reminder).contains { openItems(step).contains($0) }
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
