import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
import Store
import StrictJSON

/// Filing through the API, and the drafts that lead to it.
extension Service {
    /// Files an inspection: 201 when it was written, 200 when the same had been written before.
    func apiFile(request: Request, context: RequestContext) async throws -> Response {
        let outcome = try await file(try await request.json(), context)
        let (inspection, word, status): (FiledInspection, String, HTTPResponse.Status) =
            switch outcome {
            case .filed(let inspection): (inspection, "filed", .created)
            case .repeated(let inspection): (inspection, "repeated", .ok)
            }
        var response = Response.json(
            .object([("outcome", .string(word))] + inspection.receipt),
            status: status
        )
        response.headers[.location] = Link.inspection("\(inspection.filing.id)").api
        return response
    }

    /// Files and counts how it ended; what was looked at of a draft only while that is the same. Throws a `Refusal`, and
    /// `StoreError.draftChanged` as it is.
    func file(
        _ node: Node,
        lookedAt draft: Int? = nil,
        _ context: RequestContext
    ) async throws -> FilingOutcome {
        do {
            let outcome = try await store(for: context).file(node, lookedAt: draft, receivedAt: now())
            let isNew = if case .filed = outcome { true } else { false }
            metrics.count(.filings, isNew ? "filed" : "repeated")
            return outcome
        } catch {
            let refusal = Refusal(ofFiling: error)
            // Whom the door does not let in has filed nothing.
            if ![.unauthenticated, .forbidden].contains(refusal.kind) {
                let isConflict = [.conflict, .outdated].contains(refusal.kind)
                metrics.count(.filings, isConflict ? "conflict" : "refused")
            }
            if case StoreError.draftChanged = error { throw error }
            throw refusal
        }
    }

    func apiDrafts(request: Request, context: RequestContext) async throws -> Response {
        let drafts = try await store(for: context)
            .drafts(site: request.queryValue("site"), at: try request.place)
        let node = drafts.node("drafts", of: .drafts, request, \.json)
        return json(node, leavingOut: drafts.unreadable, for: context)
    }

    func apiDraft(_: Request, context: RequestContext) async throws -> Response {
        let draft = try await store(for: context).draft(try context.inspection)
        return .json(.object(draft.members + [("change", try await change(of: draft, context)?.node)]))
            .versioned(draft.version)
    }

    /// What changed since the draft was begun; nil where the version it names holds on the day of the visit.
    private func change(of draft: Draft, _ context: RequestContext) async throws -> VersionChange? {
        let fields = draft.fields
        guard let code = fields["checklist"]?.string, let begun = fields["version"]?.string else {
            return nil
        }
        do {
            // As it counts: what lies ahead by no more than a phone's clock may be is today.
            let day = FormDocument.visitDay(fields, receivedAt: now()) ?? Day(now())
            let standard = try await store(for: context).standard(code, version: nil, on: day)
            return try await change(of: fields, begun: begun, to: standard.checklist, context)
        } catch StoreError.noChecklist, StoreError.noBaseline {
            return nil
        }
    }

    /// What changed since the document was begun for that version; nil where it is the one that holds, or where nothing
    /// is known of it and nothing written is lost.
    func change(
        of document: Node,
        begun: String?,
        to checklist: Checklist,
        _ context: RequestContext
    ) async throws -> VersionChange? {
        guard begun != checklist.version else { return nil }
        var old: Checklist?
        if let begun { old = try await store(for: context).checklist(checklist.code, version: begun) }
        let change = VersionChange(from: old, to: checklist, of: document)
        return old == nil && change.gone.isEmpty ? nil : change
    }

    /// Keeps a filing that is not finished, whatever is still wrong or missing in it: a new one, or over the version that
    /// `If-Match` names. What is there in its place is answered with, to choose from.
    func apiSaveDraft(request: Request, context: RequestContext) async throws -> Response {
        let (id, fields) = (try context.inspection, try await request.json())
        guard fields.object != nil, let site = fields["site"]?.string else {
            let message = Text(
                zh: "草稿应为 JSON 对象，且以 site 写明点位编号。",
                en: "A draft is a JSON object, and names its site under 'site'."
            )
            throw Refusal.invalid([Problem("missing", at: "/site", message)])
        }
        let draft = Draft(
            id: id,
            site: site,
            fields: fields,
            by: context.identity?.account ?? "",
            savedAt: now()
        )
        let precondition = try DraftPrecondition(request)
        let takesOver = request.queryValue("takeover") == "true"
        do {
            let version = try await store(for: context)
                .saveDraft(draft, over: precondition.version, takingOver: takesOver)
            var kept = draft
            kept.version = version
            return .json(.object(kept.members)).versioned(version)
        } catch let error as StoreError where [.draftChanged(id), .draftHeld(id)].contains(error) {
            var there: Draft?
            do { there = try await store(for: context).draft(id) } catch StoreError.noDraft {}
            let refusal = error == .draftChanged(id) ? precondition.refusal(error, there) : Refusal(of: error)
            return refusal.response(with: there, for: context)
        }
    }

    func apiDiscardDraft(_: Request, context: RequestContext) async throws -> Response {
        try await store(for: context).discardDraft(try context.inspection)
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
