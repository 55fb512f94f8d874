package import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
import Papers
package import Store

extension Service {
    func accountabilityPage(request: Request, context: RequestContext) async throws -> Response {
        try await accountabilityShown(context, notice: request.queryValue("done"))
    }

    /// Sends a reminder or a circular, or opens a case.
    func receiveAccountability(request: Request, context: RequestContext) async throws -> Response {
        let fields = FormFields(try await request.form())
        let (code, store) = (context.part("code"), store(for: context))
        do {
            let action = fields.one("action")
            if action == "open" {
                guard let id = fields.one("id").flatMap({ FactID($0) }) else {
                    throw Problems([.notFromPage])
                }
                return try opened(
                    try await store.openCase(
                        id,
                        at: code,
                        naming: fields.all("term"),
                        why: fields.one("reason") ?? ""
                    )
                )
            }
            guard let rung = action.flatMap({ Rung(rawValue: $0) }), !rung.isOfCase else {
                throw Problems([.noAction])
            }
            let outcome = try await store.remind(
                rung,
                of: fields.all("item"),
                at: code,
                words: fields.one("words") ?? ""
            )
            return try done(outcome, Link.accountability(code))
        } catch let problems as Problems {
            return try await accountabilityShown(context, fields, problems: problems.all)
        }
    }

    private func accountabilityShown(
        _ context: RequestContext,
        _ typed: FormFields? = nil,
        notice: String? = nil,
        problems: [Problem] = []
    ) async throws -> Response {
        let standing = try await store(for: context).accountability(of: context.part("code"))
        let page = AccountabilityPage(
            standing,
            AccountabilityPage.State(
                notice: CaseOutcome.notice(notice),
                problems: problems,
                typed: typed,
                fresh: newFactID
            ),
            rights: context.identity?.rights ?? [],
            try texts(of: context)
        )
        return try show(
            page,
            at: Link.accountability(standing.site.code).path,
            status: problems.isEmpty ? .ok : .unprocessableContent,
            for: context
        )
    }

    func stepPage(_: Request, context: RequestContext) async throws -> Response {
        let step = try await step(context)
        var seesSite = true
        do { _ = try await store(for: context).siteTimeline(step.site) } catch StoreError.noSite {
            seesSite = false
        }
        let page = StepPage(step, seesSite: seesSite, try texts(of: context))
        return try show(page, at: Link.step(step.entry).path, for: context)
    }

    /// Answers with a document of the ladder as a file of that format, made from what was sealed.
    func apiStepPaper(_ format: PaperFormat) -> Route.Handler {
        { _, context in
            let step = try await self.step(context)
            guard let paper = StepPaper(sealed: step.document) else { throw Refusal.broken }
            let manuscript = Manuscript(paper, sealed: step.document)
            return .file(try await PaperMaker.make(manuscript, as: format, in: context.language))
        }
    }

    private func step(_ context: RequestContext) async throws -> LadderStep {
        let text = context.part("number")
        guard let number = Int(text), let step = try await store(for: context).step(number) else {
            throw Refusal.notFound("没有文书“\(text)”。", "There is no document '\(text)'.")
        }
        return step
    }

    func infectionPage(_: Request, context: RequestContext) async throws -> Response {
        try await infectionShown([], FormFields([]), context)
    }

    /// Puts an infection on record, which opens its case at once.
    func receiveInfection(request: Request, context: RequestContext) async throws -> Response {
        let fields = FormFields(try await request.form())
        do {
            guard let id = fields.one("id").flatMap({ FactID($0) }),
                let caseID = fields.one("case").flatMap({ FactID($0) })
            else { throw Problems([.notFromPage]) }
            return try opened(
                try await store(for: context)
                    .reportInfection(
                        id,
                        opening: caseID,
                        at: context.part("code"),
                        on: fields.one("day").flatMap { Day($0) },
                        source: fields.one("source") ?? ""
                    )
            )
        } catch let problems as Problems {
            return try await infectionShown(problems.all, fields, context)
        }
    }

    private func infectionShown(
        _ problems: [Problem],
        _ fields: FormFields,
        _ context: RequestContext
    ) async throws -> Response {
        let store = store(for: context)
        let site = try await store.siteTimeline(context.part("code")).site
        let page = InfectionPage(
            site,
            ids: (newFactID(), newFactID()),
            typed: (fields.one("day"), fields.one("source")),
            problems,
            today: Day(try await store.ladderPolicy().asOf),
            try texts(of: context)
        )
        return try show(
            page,
            at: Link.infection(site.code).path,
            status: problems.isEmpty ? .ok : .unprocessableContent,
            for: context
        )
    }

    /// Goes to the case that was opened, or to the one that is on record in its place, which says so.
    private func opened(_ opened: OpenedCase) throws -> Response {
        let link = Link.accountabilityCase(opened.id)
        guard opened.outcome == .open else { return try done(opened.outcome, link) }
        return .seeOther(link.path + "?done=\(CaseOutcome.open.rawValue)")
    }

    /// Goes where what was done shows; throws `Problems` with what stood in the way.
    func done(_ outcome: CaseOutcome, _ link: Link) throws -> Response {
        guard outcome == .done || outcome == .already else { throw Problems([.outcome(outcome)]) }
        return .seeOther(link.path + "?done=\(outcome.rawValue)")
    }
}

extension CaseOutcome {
    /// The wording that says so on the page that is gone back to.
    static func notice(_ word: String?) -> String? {
        switch word.flatMap({ CaseOutcome(rawValue: $0) }) {
        case .done: "cases.done"
        case .already: "cases.already"
        case .open: "cases.otherOpen"
        default: nil
        }
    }
}

extension Problem {
    static let notFromPage = Problem(
        "missing",
        at: "/id",
        Text(zh: "请从页面提交。", en: "Send it from the page.")
    )
    static let noAction = Problem(
        "missing",
        at: "/action",
        Text(zh: "没有这种操作。", en: "There is no such action.")
    )

    /// What stood in the way of an act about a case.
    package static func outcome(_ outcome: CaseOutcome) -> Problem {
        let words =
            switch outcome {
            case .done, .already: Text(zh: "已经在案。", en: "It is on record already.")
            case .taken:
                Text(
                    zh: "这张表单已经用过，这一次没有写入：请刷新页面，重新填写。",
                    en:
                        "This form was sent before; nothing was written now: load the page anew, and fill it in."
                )
            case .open:
                Text(zh: "该点位另有一件问责案卷尚未结案，先结案或撤回。", en: "Another case of the site is open; end it first.")
            case .gone:
                Text(
                    zh: "它所依据的检查、问题、责任人或案卷已经变动（撤销、更正、整改或结案），请刷新后再看。",
                    en:
                        "What it rests on has changed (withdrawn, corrected, mended or ended); look at it anew."
                )
            case .missing:
                Text(zh: "前一步尚无记录，程序不跳过任何一步。", en: "A step before it is not on record; none is skipped.")
            case .early:
                Text(
                    zh: "距前一步的天数还不够，或所选问题尚未逾期。",
                    en: "Days are missing since the step before, or a gap chosen is not overdue yet."
                )
            case .late:
                Text(
                    zh: "问责建议已经发出，不能再增列责任人。",
                    en: "The proposal is taken; nobody more can be named in this case."
                )
            case .unseen:
                Text(
                    zh: "您打开页面之后又收到了申辩，请先看过再决定。",
                    en: "A statement came in since you opened the page; read it before you decide."
                )
            case .untimely:
                Text(
                    zh: "请写明时间：不早于启动问责程序，不晚于现在。",
                    en: "Say when it was: not before the case was opened, and not later than now."
                )
            case .many:
                Text(zh: "每位责任人在一件案卷中最多申辩十次。", en: "One person may state ten times in a case.")
            case .bare:
                Text(
                    zh: "录入签字的申辩或书面拒绝约谈，须附签字原件的照片或扫描件。",
                    en:
                        "A statement from a signed paper, and a refusal of the interview, goes with a photograph of that paper."
                )
            }
        return Problem(outcome.rawValue, at: "", words)
    }
}
