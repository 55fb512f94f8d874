import Compliance
import HTTPServer
import Store
import StrictJSON

/// The life of an item at a site: what stands open and what is expected, every date with its source, and what this reader may
/// do about it.
struct GapPage: Page {
    static let template = "gap-life"

    let code: String
    let text: String
    let siteName: String
    let siteAddress: String
    let othersAddress: String
    let orderAddress: String
    let particulars: [LabelledValue]
    let colour: StandingColour?
    /// What happens next, in a sentence, to whoever reads.
    let next: String
    /// Said where the site, or what was found there before it moved, goes on under another code.
    let goesOn: GoesOn?
    let problems: [String]
    let hasProblems: Bool
    let runs: [GapRunPart]
    /// Files of the reader's own answers that have not come, each with where it goes.
    let toSend: [FileToSend]
    let hasToSend: Bool
    let answering: AnswerForm?
    let judging: JudgeForm?
    let moving: DeadlinePart?
    /// Why somebody who may judge gaps may not judge this one.
    let isBarred: Bool

    struct GoesOn: Sendable {
        let address: String
        let wording: String
    }

    /// Who reads: what they may do at all.
    struct Reader: Sendable {
        let account: String
        let rights: Set<Right>

        init(account: String, rights: Set<Right>) {
            self.account = account
            self.rights = rights
        }

        init(_ identity: Identity?) {
            self.init(account: identity?.account ?? "", rights: identity?.rights ?? [])
        }
    }

    struct AnswerForm: Sendable {
        let address: String
        /// Where a file goes that is sent before the answer is.
        let fileAddress: String
        let id: String
        let inspection: String
        let words: String
        let proof: [String]
        let hasProof: Bool
        /// What has come for it already.
        let attached: [AttachedFile]
        let hasAttached: Bool
        /// Whether one more may be.
        let takesFile: Bool
    }

    struct FileToSend: Sendable {
        let address: String
        let digest: String
        let shown: String
    }

    struct AttachedFile: Sendable {
        let digest: String
        let shown: String
    }

    struct JudgeForm: Sendable {
        let address: String
        let field: String
        let id: String
        /// What is judged.
        let wording: String
        /// That files of it are still to come; nil where none is.
        let pending: String?
        /// On the button.
        let verify: String
    }

    struct DeadlinePart: Sendable {
        let address: String
        let was: String
        let deadline: String
    }

    init(
        _ record: GapRecord,
        _ reader: Reader,
        _ problems: [Problem],
        _ typed: TypedAnswer,
        now: Instant,
        _ texts: Texts
    ) {
        code = record.item.code
        text = texts(record.item.text)
        siteName = texts(record.site.name)
        siteAddress = Link.site(record.site.code).path
        othersAddress = Link.gaps(of: record.site.code).path
        orderAddress = Link.order(of: record.site.code, record.item.code).path
        self.problems = problems.map { texts($0.message) }
        hasProblems = !problems.isEmpty
        let present = record.goesOnAs ?? record.earlierAs
        goesOn = present.map { code in
            let wording = record.goesOnAs == nil ? "gapLife.earlier" : "gapLife.goesOn"
            return GoesOn(address: Link.gap(code, record.item.code).path, wording: texts(wording, code))
        }
        let standing = record.run?.standing(at: now)
        colour = standing?.colour.map { StandingColour($0, texts) }
        particulars = Self.particulars(record, standing, texts)
        next = Self.next(record.run, standing, texts)
        let path = Link.gap(record.site.code, record.item.code).path
        toSend =
            reader.rights.contains(.respond)
            ? record.missing(of: reader.account)
                .map { submission, digest in
                    FileToSend(
                        address: Link.files(of: .gap(record.site.code, record.item.code), submission).path,
                        digest: digest,
                        shown: GapFileLine.short(digest)
                    )
                } : []
        hasToSend = !toSend.isEmpty
        let open = record.goesOnAs == nil ? record.openRun : nil
        answering = open.flatMap { run in
            guard reader.rights.contains(.respond),
                !record.ownDuties.isDisjoint(with: [.director, run.responsible]),
                let last = run.findings.last
            else { return nil }
            return AnswerForm(typed, to: path, of: last, record.item, texts)
        }
        let mayJudge = reader.rights.contains(.file) ? open : nil
        let isParty = open.map { record.isBarred(reader.account, from: $0, now) } ?? false
        isBarred = isParty && (mayJudge?.pending != nil || reader.rights.contains(.manage))
        let waiting =
            isParty ? nil : mayJudge.flatMap { JudgeForm($0, record, path + "/verification", texts) }
        judging = waiting ?? Self.late(record, reader, mayJudge, path + "/verification", now, texts)
        moving = open.flatMap { run in
            guard reader.rights.contains(.manage), !isParty, !run.wasSeenMended else { return nil }
            let shown = run.deadline.shanghai.escaping { $0 == " " ? "T" : nil }
            return DeadlinePart(address: path + "/deadline", was: "\(run.deadline)", deadline: shown)
        }
        runs = GapRunPart.all(record, reader.rights, texts)
    }

    /// A visit that waited until the item was found again, where no answer waits: that is judged first.
    private static func late(
        _ record: GapRecord,
        _ reader: Reader,
        _ open: GapRun?,
        _ address: String,
        _ now: Instant,
        _ texts: Texts
    ) -> JudgeForm? {
        guard reader.rights.contains(.file), record.goesOnAs == nil, open?.answeredAt == nil else {
            return nil
        }
        for run in record.runs.reversed() where !record.isBarred(reader.account, from: run, now) {
            guard let visit = record.life.unjudged(in: run).last else { continue }
            return JudgeForm(
                address: address,
                field: "inspection",
                id: "\(visit.inspection)",
                wording: texts("gapLife.judgesLate", visit.finishedAt.shanghai),
                pending: nil,
                verify: texts("gapLife.confirmLate")
            )
        }
        return nil
    }

    func windowTitle(_ texts: Texts) -> String { "\(code) · \(siteName)" }

    private static func particulars(
        _ record: GapRecord,
        _ standing: GapStanding?,
        _ texts: Texts
    ) -> [LabelledValue] {
        guard let run = record.run, let standing else { return [] }
        let isOpen = run.endedAt == nil
        let entries: [(String, String?)] = [
            ("gapRegister.state", texts(run.state.word.title)), ("gap.severity", texts(run.severity)),
            ("gap.responsible", texts(run.responsible)),
            ("gapRegister.since", "\(run.since.shanghai) · \(texts("gapRegister.days", "\(standing.age)"))"),
            ("gapLife.again", run.repeats > 0 ? texts("gapRegister.repeats", "\(run.repeats)") : nil),
            (
                "gapLife.runs",
                record.runs.count > 1 ? texts("gapLife.runNumber", "\(record.runs.count)") : nil
            ),
            (
                "gap.deadline",
                run.deadline.shanghai + (standing.isOverdue ? " · \(texts("gap.overdue"))" : "")
            ),
            ("gapLife.closed", isOpen ? nil : run.endedAt?.shanghai),
            (
                "gapLife.proof",
                isOpen && !record.item.evidence.isEmpty
                    ? texts.list(record.item.evidence.map { texts($0) }) : nil
            ),
        ]
        return entries.compactMap { key, wording in
            wording.map { LabelledValue(label: texts(key), wording: $0) }
        }
    }

    private static func next(_ run: GapRun?, _ standing: GapStanding?, _ texts: Texts) -> String {
        guard let run, let standing else { return "" }
        let key =
            switch run.state.word {
            case .open: standing.isOverdue ? "gapNext.overdue" : "gapNext.open"
            case .returned: standing.isOverdue ? "gapNext.overdue" : "gapNext.returned"
            case .submitted: "gapNext.submitted"
            case .waiting: "gapNext.waiting"
            case .verified, .mended, .fixedOnSpot: "gapNext.closed"
            }
        return texts(key, run.deadline.shanghai)
    }
}

extension GapPage.AnswerForm {
    fileprivate init(
        _ typed: TypedAnswer,
        to path: String,
        of last: GapFinding,
        _ item: Item,
        _ texts: Texts
    ) {
        address = path + "/submission"
        fileAddress = path + "/submission/file"
        id = typed.id
        inspection = "\(last.inspection)"
        words = typed.words
        proof = item.evidence.map { texts($0) }
        hasProof = !item.evidence.isEmpty
        attached = typed.files.map { GapPage.AttachedFile(digest: $0, shown: GapFileLine.short($0)) }
        hasAttached = !attached.isEmpty
        takesFile = attached.count < GapSubmission.mostFiles
    }
}

extension GapPage.JudgeForm {
    /// nil where nothing waits.
    fileprivate init?(_ run: GapRun, _ record: GapRecord, _ address: String, _ texts: Texts) {
        switch run.state {
        case .submitted(let submission):
            self.init(
                address: address,
                field: "submission",
                id: "\(submission.id)",
                wording: texts("gapLife.judgesAnswer", submission.at.shanghai),
                pending: record.files[submission.id]?.contains(where: \.isPending) == true
                    ? texts("gapLife.filesPending", texts.account(submission.by)) : nil,
                verify: texts("gapLife.verify")
            )
        case .waiting(let visit):
            self.init(
                address: address,
                field: "inspection",
                id: "\(visit.inspection)",
                wording: texts("gapLife.judgesVisit", visit.finishedAt.shanghai),
                pending: nil,
                verify: texts("gapLife.verify")
            )
        default: return nil
        }
    }
}

extension GapRecord {
    /// Whether the account may neither judge what waits in that run nor give it time (`domain.md` §6); the act decides.
    fileprivate func isBarred(_ account: String, from run: GapRun, _ now: Instant) -> Bool {
        life.submissions.contains { $0.by == account && $0.at >= run.since }
            || life.heldDuty(account, from: Day(run.since), to: Day(now))
    }
}
