import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
import Store
import StrictJSON

extension Service {
    func guidancePage(request: Request, context: RequestContext) async throws -> Response {
        var problems: [Problem] = []
        let kind: SiteKind? = request.word("kind", &problems)
        guard problems.isEmpty else { throw Refusal.invalid(problems) }
        return try await guidance(.init(kind: kind, notice: request.queryValue("done")), context)
    }

    /// Issues a version to the site named, or to all in operation that lack it.
    func receiveIssue(request: Request, context: RequestContext) async throws -> Response {
        let fields = FormFields(try await request.form())
        let (store, version) = (store(for: context), StandardDigests(field: fields.one("standard")))
        var sites = fields.one("site").map { [$0] } ?? []
        if fields.one("to") == "lacking" {
            sites = try await store.handedDown(now: now()).sites
                .filter { $0.standards.contains { $0.version.digests == version && $0.issuance == nil } }
                .map(\.site.code)
            // Somebody else was first.
            if version != nil, sites.isEmpty { return .seeOther(Link.guidance.path + "?done=already") }
        }
        do {
            let outcomes = try await store.issue(IssueForm.node(of: version, to: sites), now: now())
            let done = outcomes.contains(where: \.isNew) ? "issued" : "already"
            let kind = fields.one("kind").flatMap { SiteKind(rawValue: $0) }
            return .seeOther(
                Link.guidance.path + "?done=\(done)" + (kind.map { "&kind=\($0.rawValue)" } ?? "")
            )
        } catch let problems as Problems {
            return try await guidance(.init(problems: problems.all), context, status: .unprocessableContent)
        }
    }

    func receiveGuidance(request: Request, context: RequestContext) async throws -> Response {
        let form = GuidanceEntry(FormFields(try await request.form()))
        do {
            _ = try await store(for: context).record(guidance: form.node, now: now())
            return .seeOther(Link.siteGuidance(form.site).path + "?done=guided")
        } catch let problems as Problems {
            let state = GuidanceState(problems: problems.all, entry: form)
            return try await guidance(state, context, status: .unprocessableContent)
        }
    }

    private func guidance(
        _ state: GuidanceState,
        _ context: RequestContext,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let county = try await store(for: context).handedDown(now: now())
        let page = GuidancePage(
            county,
            state,
            reader: context.identity,
            freshID: newID(),
            try texts(of: context)
        )
        return try show(
            page,
            leavingOut: county.unreadable,
            at: Link.guidance.path,
            status: status,
            for: context
        )
    }
}

/// One site's page.
extension Service {
    /// Of a site that moved everything stands under its present code, and is led to.
    func siteGuidancePage(request: Request, context: RequestContext) async throws -> Response {
        let code = context.part("code")
        let present = try await store(for: context).presentCode(of: code)
        guard present == code else { return .seeOther(Link.siteGuidance(present).path) }
        return try await siteGuidance(.init(notice: request.queryValue("done")), context)
    }

    func receiveSiteGuidance(request: Request, context: RequestContext) async throws -> Response {
        let code = context.part("code")
        var form = GuidanceEntry(FormFields(try await request.form()))
        form.site = code
        do {
            _ = try await store(for: context).record(guidance: form.node, now: now())
            return .seeOther(Link.siteGuidance(code).path + "?done=guided")
        } catch let problems as Problems {
            let state = GuidanceState(problems: problems.all, entry: form)
            return try await siteGuidance(state, context, status: .unprocessableContent)
        }
    }

    func receiveReceipt(request: Request, context: RequestContext) async throws -> Response {
        let (fields, code) = (FormFields(try await request.form()), context.part("code"))
        try await store(for: context).acknowledge(fields.one("issuance").flatMap { Int($0) } ?? 0)
        return .seeOther(Link.siteGuidance(code).path + "?done=acknowledged")
    }

    func receiveGuidanceWithdrawal(request: Request, context: RequestContext) async throws -> Response {
        let (fields, code) = (FormFields(try await request.form()), context.part("code"))
        guard let id = InspectionID(fields.one("guidance") ?? "") else {
            throw StoreError.noGuidance(fields.one("guidance") ?? "")
        }
        do {
            try await store(for: context).withdraw(guidance: id, reason: fields.one("reason") ?? "")
            return .seeOther(Link.siteGuidance(code).path + "?done=withdrawn")
        } catch let problems as Problems {
            return try await siteGuidance(
                .init(problems: problems.all),
                context,
                status: .unprocessableContent
            )
        }
    }

    private func siteGuidance(
        _ state: GuidanceState,
        _ context: RequestContext,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let found = try await store(for: context).handedDown(to: context.part("code"), now: now())
        let page = SiteGuidancePage(
            found,
            state,
            reader: context.identity,
            freshID: newID(),
            try texts(of: context)
        )
        return try show(
            page,
            leavingOut: found.unreadable,
            at: Link.siteGuidance(found.now.site.code).path,
            status: status,
            for: context
        )
    }
}
