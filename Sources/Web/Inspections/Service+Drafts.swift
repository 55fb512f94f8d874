import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
import Store
import StrictJSON

/// Drafts on pages: keeping what a form holds, choosing between two, finding and discarding them.
extension Service {
    /// Keeps what was entered over the version that the form was opened with, and gives the new version.
    func keep(
        _ sent: FormSubmission,
        _ site: Site,
        _ context: RequestContext
    ) async throws -> Int {
        let draft = Draft(id: sent.id, site: site.code, fields: sent.kept, savedAt: now())
        let takesOver = sent.action == .take
        return try await store(for: context)
            .saveDraft(draft, over: sent.edition, takingOver: takesOver)
    }

    /// What is entered beside what is kept, to choose from part by part: it was kept from elsewhere meanwhile, or another
    /// account keeps it.
    func choice(
        _ entered: [(name: String, value: String)],
        _ sent: FormSubmission,
        _ site: Site,
        _ standard: Standard,
        _ context: RequestContext
    ) async throws -> Response {
        let there = try await kept(under: sent.id, context)
        let isHeld = there.map { $0.by != context.identity?.account } ?? false
        let state = DraftChoicePage.State(
            here: sent,
            there: there,
            entered: entered,
            isHeld: isHeld,
            apart: sent.apart.map { "\($0)" } ?? newID()
        )
        let page = DraftChoicePage(site, standard.checklist, state, try texts(of: context))
        let error: StoreError = isHeld ? .draftHeld(sent.id) : .draftChanged(sent.id)
        return try show(page, at: sent.address(site), status: Refusal(of: error).kind.status, for: context)
    }

    /// The draft of that id; nil where there is none.
    private func kept(under id: InspectionID, _ context: RequestContext) async throws -> Draft? {
        do { return try await store(for: context).draft(id) } catch StoreError.noDraft { return nil }
    }

    /// With what was chosen of the draft that stood beside it. Where that is another by now, as it was entered: it is then
    /// refused, and stands beside that other one.
    func merged(_ sent: FormSubmission, _ context: RequestContext) async throws -> FormSubmission {
        guard sent.merges, let there = try await kept(under: sent.id, context),
            there.version == sent.edition
        else { return sent }
        return sent.merged(with: there)
    }

    /// Keeps what is entered beside another content as a draft of its own, where it is another: whoever leaves has not
    /// chosen yet.
    func keepApart(
        _ sent: FormSubmission,
        _ site: Site,
        _ standard: Standard,
        _ context: RequestContext
    ) async throws {
        let (there, texts) = (try await kept(under: sent.id, context)?.fields, try texts(of: context))
        let isKept =
            there.map { DraftParts.differences(sent.kept, $0, standard.checklist, texts).isEmpty } ?? false
        guard !isKept, let id = sent.apart ?? InspectionID(newID()) else { return }
        let kept = FormDocument.kept(sent.kept, under: id)
        try await store(for: context).saveDraft(Draft(id: id, site: site.code, fields: kept, savedAt: now()))
    }

    /// What there is to go on with in place of a new form for that site: drafts of whoever asks, and a visit of the last
    /// hour; nil where there is neither.
    func begin(_ site: Site, _ context: RequestContext) async throws -> Response? {
        let store = store(for: context)
        let drafts = try await store.drafts(site: site.code, by: context.identity?.account ?? "")
        let lately = try await store.filedLately(site.code, since: now().adding(seconds: -3600))
        guard !drafts.elements.isEmpty || lately != nil else { return nil }
        let page = BeginPage(site, drafts.elements, lately, newID: newID(), try texts(of: context))
        return try show(page, leavingOut: drafts.unreadable, for: context)
    }

    /// The drafts of whoever asks.
    func draftsPage(request: Request, context: RequestContext) async throws -> Response {
        try await context.admit()
        let account = context.identity?.account ?? ""
        // As many as an account may keep are one page.
        let drafts = try await store(for: context).drafts(site: nil, by: account)
        let page = DraftsPage(
            drafts.elements,
            isDiscarded: request.queryValue("discarded") != nil,
            try texts(of: context)
        )
        return try show(page, leavingOut: drafts.unreadable, for: context)
    }

    /// Discards a draft of the own.
    func receiveDiscard(_: Request, context: RequestContext) async throws -> Response {
        try await store(for: context).discardDraft(try context.inspection)
        return .seeOther(Link.drafts.path + "?discarded=1")
    }

    /// The last visit of the site that stands, to be shown beside what is asked; nil where there is none.
    func lastVisit(_ site: Site, _ context: RequestContext) async throws -> InspectionRecord? {
        let visits = try await store(for: context).visits(of: site.code).visits.elements
        guard let last = visits.first else { return nil }
        // One that cannot be read is left out; whatever else stands in the way is said.
        do { return try await store(for: context).inspection(last.id) } catch is UnreadableRow { return nil }
    }
}
