import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
import Papers
import Store
import StrictJSON

extension Subject {
    /// Filing an inspection, reading it with every figure explained, and what it would come to under other rules.
    static let inspections = Subject(
        "inspections",
        navigation: [NavigationLink(.drafts, "form.drafts", right: .file, in: .inspections)],
        pages: [
            FilingPage.self, InspectionPage.self, ReviewPage.self, BeginPage.self, DraftsPage.self,
            DraftChoicePage.self, KeptFormPage.self,
        ],
        counters: [.filings]
    ) { service in
        [
            Route(.get, "/inspections/{id}", .right(.read), service.inspectionPage),
            Route(.get, "/inspect/{code}", .right(.file), service.filingPage),
            Route(
                .post,
                "/inspect/{code}",
                .right(.file),
                isAct: true,
                takesFiles: true,
                keepingBy: service.keptForm,
                service.receiveFiling
            ),
            Route(.post, "/inspect/{code}/resume", .open, service.receiveResumption),
            Route(.get, "/inspect/{code}/review", .right(.file), service.reviewPage),
            Route(
                .post,
                "/inspect/{code}/review",
                .right(.file),
                isAct: true,
                keepingBy: service.reviewAgain,
                service.receiveReview
            ),
            Route(.get, "/drafts", .right(.file), service.draftsPage),
            Route(.post, "/drafts/{id}", .right(.file), isAct: true, service.receiveDiscard),
            Route(.post, "/api/v1/inspections", .right(.file), isAct: true, service.apiFile),
            Route(.get, "/api/v1/inspections.xlsx", .right(.read), service.apiInspectionsFile(.xlsx)),
            Route(.get, "/api/v1/inspections.csv", .right(.read), service.apiInspectionsFile(.csv)),
            Route(.get, "/api/v1/inspectors.xlsx", .right(.read), service.apiInspectorsFile(.xlsx)),
            Route(.get, "/api/v1/inspectors.csv", .right(.read), service.apiInspectorsFile(.csv)),
            Route(.get, "/api/v1/answers.xlsx", .right(.read), service.apiAnswersFile(.xlsx)),
            Route(.get, "/api/v1/answers.csv", .right(.read), service.apiAnswersFile(.csv)),
            Route(.get, "/api/v1/inspections/{id}", .right(.read), service.apiInspection),
            Route(.get, "/api/v1/inspections/{id}/explanation", .right(.read), service.apiExplanation),
            Route(.get, "/api/v1/inspections/{id}/what-if", .right(.county), service.apiWhatIf),
            Route(.get, "/api/v1/what-if", .right(.county), service.apiWhatIfOfAll),
            Route(.get, "/api/v1/drafts", .right(.county), service.apiDrafts),
            Route(.get, "/api/v1/drafts/{id}", .right(.county), service.apiDraft),
            Route(.put, "/api/v1/drafts/{id}", .right(.file), service.apiSaveDraft),
            Route(.delete, "/api/v1/drafts/{id}", .right(.file), service.apiDiscardDraft),
        ]
    }
}

extension Link {
    static func inspection(_ id: String) -> Link { Link("/inspections/\(FormText.encode(id))") }

    /// The form that files an inspection of that site.
    static func inspect(_ site: String) -> Link { Link("/inspect/\(FormText.encode(site))") }

    /// The form under that id, where nothing need be kept of it yet; as the beginning of a correction of that inspection.
    static func form(_ id: String, site: String, revising revised: InspectionID? = nil) -> Link {
        Link(draft(id, site: site).path + (revised.map { "&revises=\($0)" } ?? ""))
    }

    /// What filing a draft of that site would come to, and where it is filed.
    static func reviews(_ site: String) -> Link { Link(inspect(site).path + "/review") }
    static func review(_ id: String, site: String) -> Link {
        Link(reviews(site).path + "?draft=\(FormText.encode(id))")
    }

    /// Where a form goes on after signing in.
    static func resume(_ site: String) -> Link { Link(inspect(site).path + "/resume") }

    /// The own drafts; for programs those of all.
    static let drafts = Link("/drafts")
    static func oneDraft(_ id: String) -> Link { Link("/drafts/\(FormText.encode(id))") }

    /// The form again, with what the draft keeps.
    static func draft(_ id: String, site: String) -> Link {
        Link(inspect(site).path + "?draft=\(FormText.encode(id))")
    }

    /// The form that files a correction of that inspection.
    static func revise(_ id: String, site: String) -> Link {
        Link(inspect(site).path + "?revises=\(FormText.encode(id))")
    }
}

extension Metrics.Counter {
    /// Filings by how they ended: `filed`, `repeated`, `conflict` or `refused`.
    static let filings = Metrics.Counter("lazaret_filings_total", help: "Inspections sent in, by outcome.")
}

extension Service {
    func inspectionPage(_: Request, context: RequestContext) async throws -> Response {
        let record = try await store(for: context).inspection(try context.inspection)
        return try show(
            InspectionPage(
                record,
                rights: context.identity?.rights ?? [],
                try texts(of: context)
            ),
            leavingOut: record.unreadable,
            for: context
        )
    }

    func apiInspection(_: Request, context: RequestContext) async throws -> Response {
        let record = try await store(for: context).inspection(try context.inspection)
        return json(record.json, leavingOut: record.unreadable, isTagged: true, for: context)
    }

    func apiExplanation(_: Request, context: RequestContext) async throws -> Response {
        let record = try await store(for: context).inspection(try context.inspection)
        return .taggedJSON(record.standard.explain(record.result, record.filing.sheet).node)
    }
}

extension RequestContext {
    /// The inspection that the path names.
    var inspection: InspectionID {
        get throws {
            let text = part("id")
            guard let id = InspectionID(text) else {
                throw Refusal.notFound("没有编号为“\(text)”的检查。", "There is no inspection '\(text)'.")
            }
            return id
        }
    }
}
