import AuditLog
import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
import Store

extension Service {
    func casesPage(request: Request, context: RequestContext) async throws -> Response {
        let page = try await store(for: context).cases(at: try request.place)
        let texts = try texts(of: context)
        return try show(
            CasesPage(
                page,
                Pager(page, of: .cases, request),
                tables: FileLink.all(Registers.cases, of: .cases, try request.asked, texts),
                texts
            ),
            leavingOut: page.unreadable,
            for: context
        )
    }

    func casePage(request: Request, context: RequestContext) async throws -> Response {
        try await caseShown(context, notice: request.queryValue("done"))
    }

    /// Does one thing in a case, and goes back to it; what stands in the way is said there, and what was typed is kept, with
    /// every file that has come.
    func receiveCaseAct(request: Request, context: RequestContext) async throws -> Response {
        let fields = FormFields(try await request.form())
        let (id, store) = (try context.accountabilityCase, store(for: context))
        let taken = try await take(context.files, in: store)
        let files = (fields.all("evidence") + taken.compactMap { $0.digest?.hex })
            .reduce(into: [String]()) {
                if !$0.contains($1) { $0.append($1) }
            }
        do {
            let refused = taken.compactMap { $0.problem(at: "/evidence") }
            guard refused.isEmpty else { throw Problems(refused) }
            let outcome =
                switch fields.one("action") {
                case "name":
                    try await store.name(fields.one("term") ?? "", in: id, why: fields.one("reason") ?? "")
                case "interview": try await store.callInterview(in: id, points: fields.one("words") ?? "")
                case "proposal":
                    try await store.propose(
                        Dictionary(fields.all("term").map { ($0, fields.one("proposed-\($0)") ?? "") }) {
                            first,
                            _ in first
                        },
                        in: id
                    )
                default: try await store.record(try CaseAct(fields, evidence: files), in: id)
                }
            return try done(outcome, Link.accountabilityCase(id))
        } catch let problems as Problems {
            return try await caseShown(context, fields, attached: files, problems: problems.all)
        }
    }

    private func caseShown(
        _ context: RequestContext,
        _ typed: FormFields? = nil,
        attached: [String] = [],
        notice: String? = nil,
        problems: [Problem] = []
    ) async throws -> Response {
        let id = try context.accountabilityCase
        let page = CasePage(
            try await store(for: context).caseFile(id),
            CasePage.State(
                notice: CaseOutcome.notice(notice),
                problems: problems,
                typed: typed,
                attached: attached.filter(CaseAct.isDigest),
                fresh: newFactID
            ),
            rights: context.identity?.rights ?? [],
            try texts(of: context)
        )
        return try show(
            page,
            at: Link.accountabilityCase(id).path,
            status: problems.isEmpty ? .ok : .unprocessableContent,
            for: context
        )
    }

    /// A new id for what a form sends, so that sending it twice does it once.
    @Sendable func newFactID() -> FactID? { FactID(newID()) }
}

extension RequestContext {
    /// The case that the path names.
    var accountabilityCase: FactID {
        get throws {
            let text = part("id")
            guard let id = FactID(text) else {
                throw Refusal.notFound("没有问责案卷“\(text)”。", "There is no case '\(text)'.")
            }
            return id
        }
    }
}

extension CaseAct {
    /// Reads what the form of a case's page sent. Throws `Problems` with all that is wrong.
    init(_ fields: FormFields, evidence: [String]) throws {
        var problems: [Problem] = []
        let kind = fields.one("action").flatMap { Kind(rawValue: $0) }
        if kind == nil { problems.append(.noAction) }
        let id = fields.one("id").flatMap { FactID($0) }
        if id == nil { problems.append(.notFromPage) }
        var at: Instant?
        if let text = fields.one("at"), !text.isEmpty {
            at = Instant(beijing: text)
            if at == nil {
                problems.append(
                    Problem(
                        "badMoment",
                        at: "/at",
                        Text(zh: "时间写作 2021-08-18T09:00。", en: "A time is written like 2021-08-18T09:00.")
                    )
                )
            }
        } else if kind == .interviewHeld || kind == .interviewRefused {
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
            evidence: evidence,
            at: at,
            seen: fields.one("seen").flatMap { Int($0) }
        )
    }
}
