import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
import Store
import StrictJSON

extension Subject {
    /// The checklists and baselines that inspections are held against.
    static let standards = Subject(
        "standards",
        navigation: [NavigationLink(.checklists, "checklists.navigation", right: .read, in: .standards)],
        pages: [ChecklistsPage.self, ChecklistPage.self]
    ) { service in
        [
            Route(.get, "/checklists", .right(.read), service.checklistsPage),
            Route(.get, "/checklists/{code}", .right(.read), service.checklistPage),
            Route(.get, "/api/v1/checklists", .right(.read), service.apiChecklists),
            Route(.get, "/api/v1/checklists/{code}", .right(.read), service.apiChecklist),
            Route(.get, "/api/v1/baselines", .right(.read), service.apiBaselines),
        ]
    }
}

extension Link {
    static let checklists = Link("/checklists")

    static func checklist(code: String, version: String) -> Link {
        Link("/checklists/\(FormText.encode(code))?version=\(FormText.encode(version))")
    }
}

/// What is published changes rarely, and carries a strong tag.
extension Service {
    func checklistsPage(_: Request, context: RequestContext) async throws -> Response {
        let (texts, store) = (try texts(of: context), store(for: context))
        let (checklists, baselines) = (try await store.checklists(), try await store.baselines())
        return try show(
            ChecklistsPage(checklists.elements, baselines.elements, texts),
            leavingOut: checklists.unreadable + baselines.unreadable,
            for: context
        )
    }

    func checklistPage(request: Request, context: RequestContext) async throws -> Response {
        let texts = try texts(of: context)
        let standard = try await publishedStandard(request, context)
        return try show(ChecklistPage(standard, texts), for: context)
            .tagged(
                "\(standard.tag)-\(resources.tag)-\(texts.language.rawValue)-\(context.tag)",
                .askAgainAlone
            )
    }

    func apiChecklists(_: Request, context: RequestContext) async throws -> Response {
        let checklists = try await store(for: context).checklists()
        let node = Node.object([("checklists", .array(checklists.map(\.json)))])
        return json(node, leavingOut: checklists.unreadable, isTagged: true, for: context)
    }

    func apiBaselines(_: Request, context: RequestContext) async throws -> Response {
        let baselines = try await store(for: context).baselines()
        let node = Node.object([("baselines", .array(baselines.map(\.json)))])
        return json(node, leavingOut: baselines.unreadable, isTagged: true, for: context)
    }

    /// One version with every item, and the baseline it is bound to.
    func apiChecklist(request: Request, context: RequestContext) async throws -> Response {
        let standard = try await publishedStandard(request, context)
        let node = Node.object([
            ("digest", .string(standard.checklistDigest)),
            ("checklist", standard.checklist.node),
            ("baselineDigest", .string(standard.baselineDigest)),
            ("baseline", standard.baseline.node),
        ])
        return .json(node).tagged(standard.tag, .askAgainAlone)
    }

    /// The version of the checklist that the address names; the one in force today unless one is named.
    private func publishedStandard(_ request: Request, _ context: RequestContext) async throws -> Standard {
        try await store(for: context)
            .standard(context.part("code"), version: request.queryValue("version"), on: Day(now()))
    }
}

extension Standard {
    /// Names the content of both documents.
    fileprivate var tag: String { "\(checklistDigest.prefix(24))-\(baselineDigest.prefix(24))" }
}
