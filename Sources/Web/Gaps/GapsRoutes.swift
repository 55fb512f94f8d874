import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
import Store
import StrictJSON

extension Subject {
    /// Gaps as things with a life: the register of all (台账), and each with what was found, answered, verified and moved.
    static let gaps = Subject(
        "gaps",
        navigation: [NavigationLink(.gaps, "gapRegister.navigation", right: .read)],
        pages: [GapsPage.self, GapPage.self]
    ) { service in
        [
            Route(.get, "/gaps", .right(.read), service.gapsPage),
            Route(.get, "/gaps.csv", .right(.read), service.gapsTable),
            Route(.get, "/sites/{code}/gaps/{item}", .right(.read), service.gapPage),
            Route(.post, "/sites/{code}/gaps/{item}/submission", .right(.respond), service.receiveSubmission),
            Route(
                .post,
                "/sites/{code}/gaps/{item}/verification",
                .right(.file),
                service.receiveVerification
            ),
            Route(.post, "/sites/{code}/gaps/{item}/deadline", .right(.manage), service.receiveDeadline),
            Route(.get, "/api/v1/gaps", .right(.read), service.apiGaps),
            Route(.get, "/api/v1/sites/{code}/gaps/{item}", .right(.read), service.apiGap),
            Route(
                .post,
                "/api/v1/sites/{code}/gaps/{item}/submission",
                .right(.respond),
                service.apiSubmission
            ),
            Route(
                .post,
                "/api/v1/sites/{code}/gaps/{item}/verification",
                .right(.file),
                service.apiVerification
            ),
            Route(.post, "/api/v1/sites/{code}/gaps/{item}/deadline", .right(.manage), service.apiDeadline),
        ]
    }
}

extension Link {
    /// The register of gaps.
    static let gaps = Link("/gaps")
    /// The same as a table for spreadsheets.
    static let gapsTable = Link("/gaps.csv")
    /// Of one site, by its code.
    static func gaps(of code: String) -> Link { Link("/gaps?site=\(FormText.encode(code))") }
    /// The life of an item at a site.
    static func gap(_ code: String, _ item: String) -> Link {
        Link(site(code).path + "/gaps/\(FormText.encode(item))")
    }
}

extension GapFilter {
    /// Reads `state`, `site`, `item`, `severity`, `responsible`, `overdue`, `age` and `sort` of the address.
    init(_ request: Request) throws {
        var problems: [Problem] = []
        self.init()
        func words(_ name: String) -> String? {
            let text = (request.queryValue(name) ?? "").trimmed.cut(to: 100)
            return text.isEmpty ? nil : text
        }
        if let standing: Standing = request.word("state", &problems) { self.standing = standing }
        if let order: Order = request.word("sort", &problems) { self.order = order }
        severity = request.word("severity", &problems)
        responsible = request.word("responsible", &problems)
        site = words("site")
        item = words("item")
        isOverdue = words("overdue") != nil
        if let text = words("age") {
            age = Int(text).flatMap { (0...36_500).contains($0) ? $0 : nil }
            if age == nil {
                problems.append(
                    Problem(
                        "badAge",
                        at: "?age",
                        Text(
                            zh: "参数 age 应为天数（0 至 36500），现为“\(text)”。",
                            en: "age must be a number of days, 0 to 36500; it is '\(text)'."
                        )
                    )
                )
            }
        }
        guard problems.isEmpty else { throw Refusal.invalid(problems) }
    }
}

extension Service {
    func gapsPage(request: Request, context: RequestContext) async throws -> Response {
        let filter = try GapFilter(request)
        let page = try await store(for: context).gaps(filter, at: try request.place, now: now())
        let content = GapsPage(
            page,
            filter,
            Pager(page, of: .gaps, request),
            request.uri.query,
            try texts(of: context)
        )
        return try show(content, leavingOut: page.unreadable, for: context)
    }

    func gapsTable(request: Request, context: RequestContext) async throws -> Response {
        let (filter, store) = (try GapFilter(request), store(for: context))
        let texts = try texts(of: context)
        var gaps: [ListedGap] = []
        var place: ListPlace?
        repeat {
            let page = try await store.gaps(filter, at: place, now: now())
            // A table that goes out of the house says nothing of what it lacks.
            if let row = page.unreadable.all.first { throw row }
            gaps += page.elements
            place = page.next
        } while place != nil && gaps.count < GapsTable.most
        var response = Response.text(GapsTable.write(gaps, texts), type: "text/csv; charset=utf-8")
        response.headers[.contentDisposition] = "attachment; filename=\"gaps.csv\""
        return response
    }

    func gapPage(_: Request, context: RequestContext) async throws -> Response {
        try await gapPage([], context)
    }

    func receiveSubmission(request: Request, context: RequestContext) async throws -> Response {
        let fields = FormFields(try await request.form())
        return try await acting(context) { store, site, item in
            let form = try SubmissionForm(
                id: fields.one("id") ?? "",
                inspection: fields.one("inspection") ?? "",
                words: fields.one("words") ?? "",
                evidence: []
            )
            _ = try await store.submit(form, site: site, item: item)
        }
    }

    func receiveVerification(request: Request, context: RequestContext) async throws -> Response {
        let fields = FormFields(try await request.form())
        return try await acting(context) { store, site, item in
            let form = try VerificationForm(
                submission: fields.one("submission"),
                inspection: fields.one("inspection"),
                verdict: fields.one("verdict") ?? "",
                reason: fields.one("reason")
            )
            _ = try await store.verify(form.subject, form.verdict, why: form.reason, site: site, item: item)
        }
    }

    func receiveDeadline(request: Request, context: RequestContext) async throws -> Response {
        let fields = FormFields(try await request.form())
        return try await acting(context) { store, site, item in
            let form = try DeadlineForm(
                was: fields.one("was") ?? "",
                deadline: (fields.one("deadline") ?? "") + ":00+08:00",
                reason: fields.one("reason") ?? "",
                now: now()
            )
            _ = try await store.moveDeadline(
                of: item,
                site: site,
                was: form.was,
                to: form.deadline,
                why: form.reason
            )
        }
    }

    /// Does what the form asks for, and shows the gap as it is then, with what was wrong.
    private func acting(
        _ context: RequestContext,
        _ act: (Store, _ site: String, _ item: String) async throws -> Void
    ) async throws -> Response {
        let (store, site, item) = (store(for: context), context.part("code"), context.part("item"))
        do {
            try await act(store, site, item)
            return .seeOther(Link.gap(site, item).path)
        } catch let problems as Problems {
            return try await gapPage(problems.all, context, status: .unprocessableContent)
        }
    }

    private func gapPage(
        _ problems: [Problem],
        _ context: RequestContext,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let record = try await store(for: context).gap(context.part("code"), context.part("item"))
        let page = GapPage(
            record,
            .init(context.identity),
            problems,
            freshID: newID(),
            now: now(),
            try texts(of: context)
        )
        return try show(
            page,
            at: Link.gap(record.site.code, record.item.code).path,
            status: status,
            for: context
        )
    }

    func apiGaps(request: Request, context: RequestContext) async throws -> Response {
        let page = try await store(for: context)
            .gaps(try GapFilter(request), at: try request.place, now: now())
        return json(page.node("gaps", of: .gaps, request, \.json), leavingOut: page.unreadable, for: context)
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
