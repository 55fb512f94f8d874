import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
import Papers
import Store
import StrictJSON

/// The register and the life of gaps in JSON, and what programs do about them.
extension Service {
    func apiGaps(request: Request, context: RequestContext) async throws -> Response {
        let page = try await store(for: context)
            .gaps(try GapFilter(request), at: try request.place, now: now())
        return json(page.node("gaps", of: .gaps, request, \.json), leavingOut: page.unreadable, for: context)
    }

    func apiGapsFile(_ format: TableFormat) -> Route.Handler {
        { request, context in
            let (filter, store) = (try GapFilter(request), self.store(for: context))
            return try await self.file(Registers.gaps, as: format, request, context) { take in
                try await store.everyGap(filter, now: self.now(), take)
            }
        }
    }

    func apiGap(_: Request, context: RequestContext) async throws -> Response {
        let record = try await store(for: context).gap(context.part("code"), context.part("item"))
        return .json(record.json(now: now()))
    }

    func apiSubmission(request: Request, context: RequestContext) async throws -> Response {
        let node = try await request.json()
        let form = try SubmissionForm(
            id: node["id"]?.string ?? "",
            inspection: node["inspection"]?.string ?? "",
            words: node["words"]?.string ?? "",
            evidence: node["evidence"]?.array?.map { $0.string ?? "" } ?? []
        )
        return try await answer(context) { store, site, item in
            try await store.submit(form, site: site, item: item)
        }
    }

    func apiVerification(request: Request, context: RequestContext) async throws -> Response {
        let node = try await request.json()
        let form = try VerificationForm(
            submission: node["submission"]?.string,
            inspection: node["inspection"]?.string,
            verdict: node["verdict"]?.string ?? "",
            reason: node["reason"]?.string
        )
        return try await answer(context) { store, site, item in
            try await store.verify(form.subject, form.verdict, why: form.reason, site: site, item: item)
        }
    }

    func apiDeadline(request: Request, context: RequestContext) async throws -> Response {
        let node = try await request.json()
        let form = try DeadlineForm(
            was: node["was"]?.string ?? "",
            deadline: node["deadline"]?.string ?? "",
            reason: node["reason"]?.string ?? "",
            now: now()
        )
        return try await answer(context) { store, site, item in
            try await store.moveDeadline(
                of: item,
                site: site,
                was: form.was,
                to: form.deadline,
                why: form.reason
            )
        }
    }

    /// 201 when it was written, 200 when the same had been written before.
    private func answer(
        _ context: RequestContext,
        _ act: (Store, _ site: String, _ item: String) async throws -> GapActOutcome
    ) async throws -> Response {
        let (store, site, item) = (store(for: context), context.part("code"), context.part("item"))
        let isNew = try await act(store, site, item) == .done
        let record = try await store.gap(site, item)
        return .json(
            .object([("outcome", isNew ? "done" : "already"), ("gap", record.json(now: now()))]),
            status: isNew ? .created : .ok
        )
    }
}
