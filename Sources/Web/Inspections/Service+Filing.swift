import Compliance
import HTTPTypes
import Hummingbird
import Store
import StrictJSON

/// Filing through the API, and the drafts that lead to it.
extension Service {
    /// Files an inspection: 201 when it was written, 200 when the same had been written before.
    @Sendable func apiFile(request: Request, visit: Visit) async throws -> Response {
        let outcome = try await file(try await request.json(), visit)
        let (inspection, word, status): (FiledInspection, String, HTTPResponse.Status) =
            switch outcome {
            case .filed(let inspection): (inspection, "filed", .created)
            case .repeated(let inspection): (inspection, "repeated", .ok)
            }
        var response = Response.json(
            .object([("outcome", .string(word))] + inspection.receipt),
            status: status
        )
        response.headers[.location] = Place.inspection("\(inspection.filing.id)").api
        return response
    }

    /// Files and counts how it ended.
    func file(_ node: Node, _ visit: Visit) async throws -> FilingOutcome {
        do {
            let outcome = try await store(for: visit).file(node, receivedAt: now())
            if case .filed = outcome { metrics.countFiling("filed") } else { metrics.countFiling("repeated") }
            return outcome
        } catch {
            let refusal = Refusal(ofFiling: error)
            metrics.countFiling(refusal.kind == .conflict ? "conflict" : "refused")
            throw refusal
        }
    }

    @Sendable func apiDrafts(request: Request, visit: Visit) async throws -> Response {
        let drafts = try await store(for: visit).drafts(site: request.queryValue("site"))
        return .json(.object([("drafts", .array(drafts.map(\.json)))]))
    }

    @Sendable func apiDraft(_: Request, visit: Visit) async throws -> Response {
        .json(try await store(for: visit).draft(try visit.inspection).json)
    }

    /// Keeps a filing that is not finished, whatever is still wrong or missing in it.
    @Sendable func apiSaveDraft(request: Request, visit: Visit) async throws -> Response {
        let (id, fields) = (try visit.inspection, try await request.json())
        guard fields.object != nil, let site = fields["site"]?.string else {
            let message = Text(
                zh: "草稿应为 JSON 对象,且以 site 写明点位编号。",
                en: "A draft is a JSON object, and names its site under 'site'."
            )
            throw Refusal.invalid([Problem("missing", at: "/site", message)])
        }
        let draft = Draft(
            id: id,
            site: site,
            fields: fields,
            by: visit.identity?.account ?? "",
            savedAt: now()
        )
        try await store(for: visit).saveDraft(draft)
        return .json(draft.json)
    }

    @Sendable func apiDiscardDraft(_: Request, visit: Visit) async throws -> Response {
        try await store(for: visit).discardDraft(try visit.inspection)
        return Response(status: .noContent)
    }
}

extension Refusal {
    /// What a sender is told whose filing was not taken: what is wrong with the content is said of the content, also
    /// where it names a site or a version that is not there.
    init(ofFiling error: any Error) {
        switch error {
        case let error as StoreError:
            switch error {
            case .noSite: self = .invalid([Problem("unknownSite", at: "/site", error.message)])
            case .noChecklist: self = .invalid([Problem("unknownChecklist", at: "/checklist", error.message)])
            case .noInspection:
                self = .invalid([Problem("unknownInspection", at: "/revises/inspection", error.message)])
            default: self = Refusal(of: error)
            }
        default: self = Refusal(of: error)
        }
    }
}
