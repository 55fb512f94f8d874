import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
import Store

extension Service {
    func casesPage(_: Request, context: RequestContext) async throws -> Response {
        let page = CasesPage(try await store(for: context).cases(), try texts(of: context))
        return try show(page, for: context)
    }

    func casePage(request: Request, context: RequestContext) async throws -> Response {
        try await caseShown(context, notice: request.queryValue("done"))
    }

    /// Does one thing in a case, and goes back to it; what stands in the way is said there.
    func receiveCaseAct(request: Request, context: RequestContext) async throws -> Response {
        let fields = FormFields(try await request.form())
        let (id, store) = (try context.accountabilityCase, store(for: context))
        do {
            let outcome =
                switch fields.one("action") {
                case "name":
                    try await store.name(fields.one("term") ?? "", in: id, why: fields.one("reason") ?? "")
                case "interview": try await take(.interview, in: id, fields, context)
                case "proposal": try await take(.proposal, in: id, fields, context)
                default: try await store.record(try CaseAct(fields), in: id)
                }
            guard outcome == .done || outcome == .already else { throw Problems([.outcome(outcome)]) }
            return .seeOther(Link.accountabilityCase(id).path + "?done=\(outcome.rawValue)")
        } catch let problems as Problems {
            return try await caseShown(context, problems: problems.all, status: .unprocessableContent)
        }
    }

    private func take(
        _ rung: Rung,
        in id: FactID,
        _ fields: FormFields,
        _ context: RequestContext
    ) async throws -> CaseOutcome {
        let store = store(for: context)
        let file = try await store.caseFile(id)
        let site = try await store.siteTimeline(file.record.site).site
        let today = Day(now())
        return
            try await store.take(rung, at: file.record.site, in: id, items: [], year: today.components.year) {
                number in
                StepPaper(
                    rung,
                    file,
                    site,
                    number: number,
                    on: today,
                    words: fields.one("words") ?? "",
                    office: store.county.name
                )
                .text
            }
            .outcome
    }

    private func caseShown(
        _ context: RequestContext,
        notice: String? = nil,
        problems: [Problem] = [],
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let id = try context.accountabilityCase
        let file = try await store(for: context).caseFile(id)
        let known = ["done": "cases.done", "already": "cases.already"]
        let page = CasePage(
            file,
            CasePage.State(notice: notice.flatMap { known[$0] }, problems: problems, fresh: newFactID),
            rights: context.identity?.rights ?? [],
            now: now(),
            try texts(of: context)
        )
        return try show(page, at: Link.accountabilityCase(id).path, status: status, for: context)
    }
}

extension Service {
    /// A new id for what a form sends, so that sending it twice does it once.
    @Sendable func newFactID() -> FactID? { FactID(newID()) }
}

extension RequestContext {
    /// The case that the path names.
    var accountabilityCase: FactID {
        get throws {
            let text = part("id")
            guard let id = FactID(text) else {
                throw Refusal.notFound("没有追责案卷“\(text)”。", "There is no case '\(text)'.")
            }
            return id
        }
    }
}

extension CaseAct {
    /// Reads what the form of a case's page sent. Throws `Problems` with all that is wrong.
    init(_ fields: FormFields) throws {
        var problems: [Problem] = []
        let kind = fields.one("action").flatMap { Kind(rawValue: $0) }
        if kind == nil {
            problems.append(
                Problem("missing", at: "/action", Text(zh: "没有这种操作。", en: "There is no such action."))
            )
        }
        let id = fields.one("id").flatMap { FactID($0) }
        if id == nil {
            problems.append(
                Problem("missing", at: "/id", Text(zh: "请从案卷页面提交。", en: "Send it from the page of the case."))
            )
        }
        var at: Instant?
        if let text = fields.one("at") {
            at = Instant(text.utf8.count == 16 ? text + ":00+08:00" : text)
            if at == nil {
                problems.append(
                    Problem(
                        "badMoment",
                        at: "/at",
                        Text(zh: "时间写作 2021-08-18T09:00。", en: "A time is written like 2021-08-18T09:00.")
                    )
                )
            }
        }
        let isTimed = kind == .interviewHeld || kind == .interviewRefused
        if isTimed, fields.one("at") == nil {
            problems.append(
                Problem("missing", at: "/at", Text(zh: "请写明约谈的时间。", en: "Say when the interview was."))
            )
        }
        guard let id, let kind, problems.isEmpty else { throw Problems(problems) }
        try self.init(
            id: id,
            kind: kind,
            term: fields.one("term"),
            words: fields.one("words") ?? "",
            reason: fields.one("reason"),
            evidence: fields.all("evidence"),
            at: at,
            seen: fields.one("seen").flatMap { Int($0) }
        )
    }
}

extension Problem {
    /// What stood in the way of an act about a case.
    static func outcome(_ outcome: CaseOutcome) -> Problem {
        let words =
            switch outcome {
            case .done, .already: Text(zh: "已经在案。", en: "It is on record already.")
            case .open:
                Text(zh: "该点位另有一件追责尚未结案，先结案或撤回。", en: "Another case of the site is open; end it first.")
            case .gone:
                Text(
                    zh: "它所依据的检查、责任人或案卷已经变动（撤销、更正或结案），请刷新后再看。",
                    en: "What it rests on has changed (withdrawn, corrected or ended); look at it anew."
                )
            case .missing:
                Text(zh: "前一步还没有在案，程序不跳过任何一步。", en: "A step before it is not on record; none is skipped.")
            case .early: Text(zh: "距前一步的天数还不够。", en: "Days are missing since the step before.")
            case .unseen:
                Text(
                    zh: "您打开页面之后又收到了申辩，请先看过再决定。",
                    en: "A statement came in since you opened the page; read it before you decide."
                )
            }
        return Problem(outcome.rawValue, at: "", words)
    }
}
