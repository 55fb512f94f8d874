/// Everything that is on record of one item at one site, with the codes that the site goes on from: what its life is
/// worked out from (`domain.md` §6). `sql/acts/gap_runs.sql` works out the same for lists, and a test compares the two.
package struct GapLife: Sendable, Hashable {
    /// Of visits that stand (neither corrected nor withdrawn) and asked for the item.
    package var findings: [GapFinding]
    package var submissions: [GapSubmission]
    /// Those of a visit that does not stand any more are left out: they judge nothing.
    package var verifications: [GapVerification]
    package var changes: [DeadlineChange]
    package var duties: [DutyHeld]

    package init(
        findings: [GapFinding],
        submissions: [GapSubmission] = [],
        verifications: [GapVerification] = [],
        changes: [DeadlineChange] = [],
        duties: [DutyHeld] = []
    ) {
        self.findings = findings
        self.submissions = submissions
        self.verifications = verifications
        self.changes = changes
        self.duties = duties
    }

    /// The runs of findings, the first first, by what happened up to that moment.
    ///
    /// All stands in the order of time; of what happened at one moment, visits come before acts. A run begins with a finding
    /// and takes in every later one until it ends: by a verification, or by a visit that asked for the item and found it met
    /// or had it mended on the spot. That visit closes in its inspectors' name unless it, or anything that it corrects, was
    /// filed by the operator, or by an account that sent something about the gap or held a duty at the site since it was
    /// found; then it waits for an inspector. A visit that was sent back saw nothing mended, however early that is said.
    /// *Since it was found* goes back to the first finding after the last end that no such question can be asked of: by a
    /// verification, or by accounts that never held a duty here and never answered for the item; and it goes on until the
    /// visit was received, so that nothing is gained by the day that it is given.
    ///
    /// A verification ends nothing where a visit found the item between what it judges and itself: whoever verified could not
    /// know of that visit, which came in after. It stays on record as what was said when.
    package func runs(at time: Instant = Instant(microseconds: .max)) -> [GapRun] {
        var walk = Walk(self, at: time)
        for event in events where event.at <= time { walk.take(event) }
        return walk.runs + (walk.current.map { [$0] } ?? [])
    }

    fileprivate enum What {
        case finding(GapFinding)
        case submission(GapSubmission)
        case verification(GapVerification)
        case change(DeadlineChange)
    }

    fileprivate struct Event {
        let at: Instant
        let isAct: Bool
        let place: Int
        let what: What

        var order: (Instant, Int, Int) { (at, isAct ? 1 : 0, place) }
    }

    private var events: [Event] {
        var all = findings.map { Event(at: $0.finishedAt, isAct: false, place: $0.place, what: .finding($0)) }
        all += submissions.map { Event(at: $0.at, isAct: true, place: $0.entry, what: .submission($0)) }
        all += verifications.map { Event(at: $0.at, isAct: true, place: $0.entry, what: .verification($0)) }
        all += changes.map { Event(at: $0.at, isAct: true, place: $0.entry, what: .change($0)) }
        return all.sorted { $0.order < $1.order }
    }

    /// The entries of verifications that end nothing, since a visit that came in after them had found the item after what they
    /// judge.
    package var overtaken: Set<Int> {
        var walk = Walk(self, at: Instant(microseconds: .max))
        for event in events { walk.take(event) }
        return walk.overtaken
    }

    /// Visits of the run that found it met or mended, waited for an inspector, and were judged by nobody before it was found
    /// again, nor since. What is said of them then ends nothing: it says whether the site had mended it, for cases, and by
    /// when what was found again is due.
    package func unjudged(in run: GapRun) -> [GapFinding] {
        func order(_ visit: GapFinding) -> (Instant, Int) { (visit.finishedAt, visit.place) }
        guard let first = run.findings.first, let last = run.findings.last else { return [] }
        let (found, judged) = (Set(run.findings.map(\.inspection)), Set(verifications.map(\.of.id)))
        return findings.filter { visit in
            order(first) < order(visit) && order(visit) < order(last)
                && !found.contains(visit.inspection) && !judged.contains(visit.inspection)
        }
    }

    /// Whether the account held a duty at the site on one of those days.
    package func heldDuty(_ account: String, from: Day, to: Day) -> Bool {
        duties.contains { $0.account == account && $0.from <= to && $0.to >= from }
    }
}

/// Goes through the events once.
private struct Walk {
    let life: GapLife
    /// Visits that an inspector sent back.
    let sentBack: Set<InspectionID>
    var runs: [GapRun] = []
    var current: GapRun?
    /// The first finding since the last end beyond all question.
    private var foundSince: Instant?
    /// What can be judged since it was last found: answers, and visits that saw it mended.
    private var subjects: Set<GapVerification.Subject> = []
    var overtaken: Set<Int> = []

    init(_ life: GapLife, at time: Instant) {
        self.life = life
        sentBack = Set(
            life.verifications.compactMap { said in
                guard said.verdict == .returned, said.at <= time, case .visit(let id) = said.of else {
                    return nil
                }
                return id
            }
        )
    }

    mutating func take(_ event: GapLife.Event) {
        switch event.what {
        case .finding(let finding): take(finding)
        case .submission(let submission):
            subjects.insert(.submission(submission.id))
            current?.state = .submitted(submission)
            if current?.answeredAt == nil { current?.answeredAt = submission.at }
        case .verification(let verification):
            guard verification.verdict == .verified else {
                if current?.pending == verification.of { current?.state = .returned(verification) }
                current?.answeredAt = nil
                return
            }
            guard subjects.contains(verification.of) else {
                overtaken.insert(verification.entry)
                return
            }
            end(.verified(verification), at: verification.at)
            foundSince = nil
        case .change(let change):
            if current?.wasSeenMended == false { current?.changes.append(change) }
        }
    }

    private mutating func take(_ finding: GapFinding) {
        guard case .found(let severity, let responsible, let deadline) = finding.kind else {
            return mended(by: finding)
        }
        foundSince = foundSince ?? finding.finishedAt
        subjects = []
        var run =
            current
            ?? GapRun(
                number: runs.count + 1,
                first: finding,
                severity: severity,
                responsible: responsible,
                bound: deadline
            )
        if run.wasSeenMended {
            (run.dueFrom, run.bound, run.changes) = (finding.finishedAt, deadline, [])
        }
        (run.severity, run.responsible) = (severity, responsible)
        run.bound = min(run.bound, deadline)
        run.findings.append(finding)
        run.state = .open
        run.wasSeenMended = false
        run.answeredAt = nil
        current = run
    }

    private mutating func mended(by visit: GapFinding) {
        subjects.insert(.visit(visit.inspection))
        guard !sentBack.contains(visit.inspection) else {
            current?.state = .waiting(visit)
            return
        }
        let isSure = isBeyondQuestion(visit.filedBy)
        if closes(visit, isSure) {
            end(visit.kind == .met ? .mended(visit) : .fixedOnSpot(visit), at: visit.finishedAt)
        } else {
            current?.state = .waiting(visit)
            current?.wasSeenMended = true
        }
        if isSure { foundSince = nil }
    }

    private mutating func end(_ state: GapRun.State, at time: Instant) {
        guard var run = current else { return }
        run.state = state
        run.endedAt = time
        runs.append(run)
        current = nil
    }

    private func isBeyondQuestion(_ filers: Set<String>?) -> Bool {
        guard let filers else { return false }
        return !life.duties.contains { filers.contains($0.account) }
            && !life.submissions.contains { filers.contains($0.by) }
    }

    private func closes(_ visit: GapFinding, _ isSure: Bool) -> Bool {
        guard let filers = visit.filedBy else { return false }
        guard !isSure, let foundSince else { return true }
        return filers.allSatisfy { !life.heldDuty($0, from: Day(foundSince), to: Day(visit.receivedAt)) }
            && !life.submissions.contains {
                filers.contains($0.by) && foundSince <= $0.at && $0.at <= visit.receivedAt
            }
    }
}
