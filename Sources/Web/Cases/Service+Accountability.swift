import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
import Store

extension Service {
    func accountabilityPage(request: Request, context: RequestContext) async throws -> Response {
        try await accountabilityShown(context, notice: request.queryValue("done"))
    }

    /// Sends a reminder or a circular, or opens a case.
    func receiveAccountability(request: Request, context: RequestContext) async throws -> Response {
        let fields = FormFields(try await request.form())
        let code = context.part("code")
        let store = store(for: context)
        do {
            let standing = try await store.accountability(of: code, now: now())
            if fields.one("action") == "open" {
                let opening = try CaseOpening(standing, fields)
                let outcome = try await store.open(opening)
                guard outcome == .done || outcome == .already else { throw Problems([.outcome(outcome)]) }
                return .seeOther(Link.accountabilityCase(opening.id).path + "?done=\(outcome.rawValue)")
            }
            guard let rung = fields.one("action").flatMap({ Rung(rawValue: $0) }), !rung.isOfCase else {
                throw Problems([
                    Problem("missing", at: "/action", Text(zh: "没有这种操作。", en: "There is no such action."))
                ])
            }
            let today = Day(now())
            let items = fields.all("item")
            guard !items.isEmpty else { throw Problems([.noItems]) }
            let outcome =
                try await store.take(
                    rung,
                    at: standing.site.code,
                    items: items,
                    year: today.components.year
                ) { number in
                    StepPaper(
                        rung,
                        standing,
                        items,
                        number: number,
                        on: today,
                        words: fields.one("words") ?? "",
                        office: store.county.name
                    )
                    .text
                }
                .outcome
            guard outcome == .done || outcome == .already else { throw Problems([.outcome(outcome)]) }
            return .seeOther(Link.accountability(code).path + "?done=\(outcome.rawValue)")
        } catch let problems as Problems {
            return try await accountabilityShown(
                context,
                problems: problems.all,
                status: .unprocessableContent
            )
        }
    }

    private func accountabilityShown(
        _ context: RequestContext,
        notice: String? = nil,
        problems: [Problem] = [],
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let standing = try await store(for: context).accountability(of: context.part("code"), now: now())
        let known = ["done": "cases.done", "already": "cases.already"]
        let page = AccountabilityPage(
            standing,
            notice: notice.flatMap { known[$0] },
            problems,
            rights: context.identity?.rights ?? [],
            id: newFactID(),
            now: now(),
            try texts(of: context)
        )
        return try show(page, at: Link.accountability(standing.site.code).path, status: status, for: context)
    }

    func stepPage(_: Request, context: RequestContext) async throws -> Response {
        let text = context.part("number")
        guard let number = Int(text), let step = try await store(for: context).step(number) else {
            throw Refusal.notFound("没有文书“\(text)”。", "There is no document '\(text)'.")
        }
        return try show(StepPage(step, try texts(of: context)), at: Link.step(number).path, for: context)
    }

    func infectionPage(_: Request, context: RequestContext) async throws -> Response {
        try await infectionShown([], FormFields([]), context)
    }

    /// Puts an infection on record, which opens its case at once.
    func receiveInfection(request: Request, context: RequestContext) async throws -> Response {
        let fields = FormFields(try await request.form())
        do {
            let standing = try await store(for: context).accountability(of: context.part("code"), now: now())
            let opening = try CaseOpening(infectionAt: standing, fields, now: now())
            let outcome = try await store(for: context).open(opening)
            guard outcome == .done || outcome == .already else { throw Problems([.outcome(outcome)]) }
            return .seeOther(Link.accountabilityCase(opening.id).path + "?done=\(outcome.rawValue)")
        } catch let problems as Problems {
            return try await infectionShown(problems.all, fields, context, status: .unprocessableContent)
        }
    }

    private func infectionShown(
        _ problems: [Problem],
        _ fields: FormFields,
        _ context: RequestContext,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let standing = try await store(for: context).accountability(of: context.part("code"), now: now())
        let page = InfectionPage(
            standing,
            ids: (newFactID(), newFactID()),
            typed: (fields.one("day"), fields.one("source")),
            problems,
            today: Day(now()),
            try texts(of: context)
        )
        return try show(page, at: Link.infection(standing.site.code).path, status: status, for: context)
    }
}
