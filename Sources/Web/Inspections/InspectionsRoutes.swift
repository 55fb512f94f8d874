import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
import Store
import StrictJSON

extension Subject {
    /// Filing an inspection, reading it with every figure explained, and what it would come to under other rules.
    static let inspections = Subject(
        "inspections",
        pages: [FilingPage.self, InspectionPage.self],
        counters: [.filings]
    ) { service in
        [
            Route(.get, "/inspections/{id}", .right(.read), service.inspectionPage),
            Route(.get, "/inspect/{code}", .right(.file), service.filingPage),
            Route(.post, "/inspect/{code}", .right(.file), isAct: true, service.receiveFiling),
            Route(.post, "/api/v1/inspections", .right(.file), isAct: true, service.apiFile),
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

    /// The drafts, for programs.
    static let drafts = Link("/drafts")

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
