import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
import Store
import StrictJSON

/// The last look before filing: what was answered and what not, what it comes to, and the one button that files.
extension Service {
    func reviewPage(request: Request, context: RequestContext) async throws -> Response {
        let id = try Self.draftID(request.queryValue("draft"))
        let isChanged = request.queryValue("changed") != nil
        return try await review(id, context) { draft, site, filing in
            try await self.show(draft, site, filing, isChanged: isChanged, context)
        }
    }

    /// Files the draft that was looked at: that very version of it, and another visit of the last hour only where whoever
    /// files says that it is one.
    func receiveReview(request: Request, context: RequestContext) async throws -> Response {
        let fields = FormFields(try await request.form())
        let id = try Self.draftID(fields.one("draft"))
        return try await review(id, context) { draft, site, filing in
            let again = Response.seeOther(Link.review("\(id)", site: site.code).path + "&changed=1")
            guard fields.one("edition") == "\(draft.version)" else { return again }
            let isAnother = fields.one("another") != nil
            if !isAnother, try await self.filedLately(site, filing, context) != nil {
                return try await self.show(draft, site, filing, asksAgain: true, context)
            }
            do {
                let outcome = try await self.file(filing, lookedAt: draft.version, context)
                return .seeOther(Link.inspection("\(outcome.inspection.filing.id)").path)
            } catch StoreError.draftChanged {
                // Another window kept it in between.
                return again
            }
        }
    }

    /// Leads back to the review whose button was pressed when the session had ended, or another had begun: what was entered
    /// is in the draft. Whoever is not signed in signs in first.
    func reviewAgain(_ refusal: Refusal, _ request: Request, _ context: RequestContext) async -> Response? {
        guard !request.asksQuietly, [.unauthenticated, .foreign].contains(refusal.kind),
            let entered = try? await request.form(),
            let id = FormFields(entered).one("draft").flatMap({ InspectionID($0) })
        else { return nil }
        let place = Link.review("\(id)", site: context.part("code")).path
        if refusal.kind == .foreign { return .seeOther(place) }
        return .seeOther(Link.login.path + "?next=\(FormText.encode(place))")
    }

    /// Does that with the draft as a filing; where it cannot be filed, shows the form with what is wrong in it.
    private func review(
        _ id: InspectionID,
        _ context: RequestContext,
        _ body: (Draft, Site, Node) async throws -> Response
    ) async throws -> Response {
        let draft: Draft
        do {
            draft = try await store(for: context).draft(id)
        } catch StoreError.noDraft(let name) {
            // Sent twice, or come back to: it is on record.
            if let filed = try await filed(id, context) { return filed }
            throw StoreError.noDraft(name)
        }
        let site = try await store(for: context).site(draft.site).site
        // Whoever would file what another keeps takes it over first.
        guard draft.by == context.identity?.account else {
            return .seeOther(Link.draft("\(id)", site: site.code).path)
        }
        let standard = try await standard(of: draft.fields, for: site, context)
        do {
            return try await body(
                draft,
                site,
                try await filing(of: draft.fields, for: standard.checklist, context)
            )
        } catch let error where [.invalid, .conflict].contains(Refusal(of: error).kind) {
            return try await formAgain(draft, site, standard, Refusal(ofFiling: error), context)
        }
    }

    private func show(
        _ draft: Draft,
        _ site: Site,
        _ filing: Node,
        isChanged: Bool = false,
        asksAgain: Bool = false,
        _ context: RequestContext
    ) async throws -> Response {
        let inspection = try await store(for: context).review(filing, receivedAt: now())
        let state = ReviewPage.State(
            draft: draft,
            lately: try await filedLately(site, filing, context),
            isChanged: isChanged,
            asksAgain: asksAgain,
            own: try await ownFiles(draft.fields, context)
        )
        let page = ReviewPage(inspection, state, try texts(of: context))
        return try show(
            page,
            at: Link.review("\(draft.id)", site: site.code).path,
            status: asksAgain ? .unprocessableContent : .ok,
            for: context
        )
    }

    /// The visit of the last hour beside which this would be another; corrections are none.
    private func filedLately(
        _ site: Site,
        _ filing: Node,
        _ context: RequestContext
    ) async throws -> LastVisit? {
        guard filing["revises"] == nil else { return nil }
        return try await store(for: context).filedLately(site.code, since: now().adding(seconds: -3600))
    }

    private static func draftID(_ text: String?) throws -> InspectionID {
        guard let id = text.flatMap({ InspectionID($0) }) else {
            throw StoreError.noDraft((text ?? "").shown)
        }
        return id
    }
}
