import AuditLog
import Compliance
import Foundation
import HTTPServer
import HTTPTypes
import HummingbirdCore
import Store
import StrictJSON

/// The plain form that an inspection is written in without JavaScript. Its id stands in its address, so that it stays one
/// form whenever it is opened anew or come back to.
extension Service {
    /// The form that the address names; without a name, what to go on with, or a new one.
    func filingPage(request: Request, context: RequestContext) async throws -> Response {
        let site = try await store(for: context).site(context.part("code")).site
        let revised = request.queryValue("revises").flatMap { InspectionID($0) }
        guard let id = request.queryValue("draft").flatMap({ InspectionID($0) }) else {
            _ = try await standard(nil, on: nil, for: site, context)
            if revised == nil, let page = try await begin(site, context) { return page }
            return .seeOther(Link.form(newID(), site: site.code, revising: revised).path)
        }
        let draft: Draft
        do {
            draft = try await store(for: context).draft(id)
        } catch StoreError.noDraft {
            // Going back after filing: the draft is gone because it was filed.
            if let filed = try await filed(id, context) { return filed }
            return try await newForm(id, revising: revised, site, context)
        }
        guard draft.site.isExactly(site.code) else {
            return .seeOther(Link.draft("\(id)", site: draft.site).path)
        }
        let standard = try await standard(of: draft.fields, for: site, context)
        var state = try await state(of: draft.fields, standard, context)
        state.edition = draft.version
        state.last = try await lastVisit(site, context)
        let texts = try texts(of: context)
        if draft.by != context.identity?.account {
            state.notice = texts("drafts.held", draft.by, draft.savedAt.shanghai)
        } else if request.queryValue("saved") != nil {
            state.notice = texts("form.savedNotice", draft.savedAt.shanghai)
        }
        return try form(site, standard, state, context)
    }

    /// Keeps what was entered, and goes on as was pressed; what cannot be reviewed comes back with every problem at its
    /// field.
    func receiveFiling(request: Request, context: RequestContext) async throws -> Response {
        let fields = try await request.form()
        let taken = try await take(context.files, in: store(for: context))
        return try await receive(
            FormFiles.naming(taken, in: fields),
            left: FormFiles.problems(of: taken),
            isQuiet: request.asksQuietly,
            context
        )
    }

    /// The same, of fields that were read; a program of the page's asks quietly, and is answered in JSON. `left` says which
    /// files were not taken and why: the form comes back with it, after everything else in it was kept.
    func receive(
        _ all: [(name: String, value: String)],
        left: [Problem] = [],
        isQuiet: Bool,
        _ context: RequestContext
    ) async throws -> Response {
        let fields = FormFields(all)
        let site = try await store(for: context).site(context.part("code")).site
        let standard = try await standard(
            fields.one("checklist"),
            on: FormDocument.visitDay(fields, receivedAt: now()),
            for: site,
            context
        )
        let entered = try FormSubmission(fields, site: site.code, standard.checklist)
        if let answer = try await leave(entered, of: all, site, standard, context) { return answer }
        var (sent, edition) = (entered, entered.edition)
        do {
            sent = try await merged(entered, context)
            edition = try await keep(sent, site, context)
            if !left.isEmpty, sent.action != .review { throw Refusal.invalid([]) }
            switch sent.action {
            case .leave(let place): return .seeOther(place)
            case .review:
                _ = try await store(for: context)
                    .review(
                        try await filing(of: sent.kept, for: standard.checklist, context),
                        receivedAt: now()
                    )
                guard left.isEmpty else { throw Refusal.invalid([]) }
                return .seeOther(Link.review("\(sent.id)", site: site.code).path)
            case .draft, .take, .correct, .choose, .useThere:
                if isQuiet { return .json(.object([("version", .number(edition))])) }
                let places: [String] = standard.checklist.sections.map { "section-\($0.code)" }
                let place: String? = places.first { sent.action == .draft(at: $0) }
                return .seeOther(
                    Link.draft("\(sent.id)", site: site.code).path + "&saved=1"
                        + (place.map { "#\($0)" } ?? "")
                )
            }
        } catch StoreError.alreadyFiled {
            return try await answerFiled(sent, site, standard, context)
        } catch let error as StoreError
            where !isQuiet && [.draftChanged(sent.id), .draftHeld(sent.id)].contains(error)
        {
            return try await choice(all, entered, site, standard, context)
        } catch let error where !isQuiet && [.invalid, .conflict].contains(Refusal(of: error).kind) {
            var draft = Draft(id: sent.id, site: site.code, fields: sent.kept, savedAt: now())
            draft.version = edition
            return try await formAgain(draft, site, standard, Refusal(ofFiling: error), left: left, context)
        }
    }

    /// Where to go on where nothing is to be kept under the form's id: nothing stands in it, or its writer has not chosen
    /// between two contents and wants to read them in the other language, go elsewhere, or go on with the other one. nil
    /// where it is to be kept.
    private func leave(
        _ sent: FormSubmission,
        of all: [(name: String, value: String)],
        _ site: Site,
        _ standard: Standard,
        _ context: RequestContext
    ) async throws -> Response? {
        switch sent.action {
        case .choose: return try await choice(all, sent, site, standard, context)
        case .useThere: return .seeOther(sent.address(site))
        case .leave(let place) where sent.choosing != nil:
            do {
                try await keepApart(sent, site, standard, context)
            } catch let error as Problems {
                // No room for another: it stays here, beside what is kept.
                let draft = Draft(id: sent.id, site: site.code, fields: sent.kept, savedAt: now())
                return try await formAgain(draft, site, standard, Refusal(of: error), context)
            }
            return .seeOther(place)
        case .leave(let place): return try await isUntouched(sent, context) ? .seeOther(place) : nil
        default: return nil
        }
    }

    /// The form again with what is wrong in it, for whoever looked at it with a view to filing.
    func formAgain(
        _ draft: Draft,
        _ site: Site,
        _ standard: Standard,
        _ refusal: Refusal,
        left: [Problem] = [],
        _ context: RequestContext
    ) async throws -> Response {
        var state = try await state(of: draft.fields, standard, context)
        state.edition = draft.version
        state.problems = refusal.problems + left
        if state.problems.isEmpty { state.problems = [Problem("refused", at: "", refusal.detail)] }
        let address = Link.draft("\(draft.id)", site: site.code).path
        return try form(site, standard, state, at: address, status: refusal.kind.status, context)
    }

    /// To the inspection that is on record under that id; nil where there is none.
    func filed(_ id: InspectionID, _ context: RequestContext) async throws -> Response? {
        do { _ = try await store(for: context).inspection(id) } catch StoreError.noInspection { return nil }
        return .seeOther(Link.inspection("\(id)").path)
    }

    /// What was sent is on record: the same is answered with what was filed, other content is a conflict, which can go on
    /// as a correction.
    private func answerFiled(
        _ sent: FormSubmission,
        _ site: Site,
        _ standard: Standard,
        _ context: RequestContext
    ) async throws -> Response {
        if sent.action == .correct { return try await correct(sent, site, standard, context) }
        let change = VersionChange(from: nil, to: standard.checklist, of: sent.document)
        do {
            // It is on record, so nothing is written: it is compared.
            _ = try await file(change.withoutGone(sent.document), context)
            return .seeOther(Link.inspection("\(sent.id)").path)
        } catch let refusal as Refusal where [.invalid, .conflict].contains(refusal.kind) {
            var state = try await state(of: sent.kept, standard, context)
            state.problems = [Problem("conflict", at: "", StoreError.conflict(sent.id).message)]
            state.onRecord = Link.inspection("\(sent.id)").path
            return try form(site, standard, state, at: sent.address(site), status: .conflict, context)
        }
    }

    /// What was entered as the beginning of a correction of what is on record under its id, kept as a draft of its own.
    private func correct(
        _ sent: FormSubmission,
        _ site: Site,
        _ standard: Standard,
        _ context: RequestContext
    ) async throws -> Response {
        let id = newID()
        let kept = FormDocument.correction(of: sent.kept, inspection: "\(sent.id)", id: id)
        let draft = Draft(id: InspectionID(id) ?? sent.id, site: site.code, fields: kept, savedAt: now())
        try await store(for: context).saveDraft(draft, over: 0)
        return .seeOther(Link.draft(id, site: site.code).path + "&saved=1")
    }

    /// The form with that document, and what changed where it was begun for another version than is shown.
    private func state(
        of kept: Node,
        _ standard: Standard,
        _ context: RequestContext
    ) async throws -> FilingPage.State {
        let begun = kept["version"]?.string
        var state = FilingPage.State(document: kept, begun: begun)
        state.change = try await change(of: kept, begun: begun, to: standard.checklist, context)
        state.own = try await ownFiles(kept, context)
        state.isSeen = kept["seen"]?.string == standard.checklist.version
        return state
    }

    /// Of the files that a draft names, those that whoever asks has sent.
    func ownFiles(_ kept: Node, _ context: RequestContext) async throws -> [Hash: OwnEvidence] {
        let digests = kept.namedEvidence.values.joined().compactMap { Hash(hex: $0.lowercased()) }
        return try await store(for: context).ownEvidence(Array(Set(digests)))
    }

    private func form(
        _ site: Site,
        _ standard: Standard,
        _ state: FilingPage.State,
        at address: String? = nil,
        status: HTTPResponse.Status = .ok,
        _ context: RequestContext
    ) throws -> Response {
        let content = FilingPage(site, standard, state, try texts(of: context))
        var response = try show(content, at: address, status: status, for: context)
        // A browser that may keep it gives back what was typed on coming back to it, and on loading it again.
        response.headers[.cacheControl] = Caching.askAgainAlone.rawValue
        return response
    }

    private func newForm(
        _ id: InspectionID,
        revising revised: InspectionID?,
        _ site: Site,
        _ context: RequestContext
    ) async throws -> Response {
        if let revised {
            let record = try await store(for: context).inspection(revised)
            let document = FormDocument.correction(
                of: record.filing.node,
                inspection: "\(revised)",
                id: "\(id)"
            )
            return try form(site, record.standard, FilingPage.State(document: document), context)
        }
        let standard = try await standard(nil, on: nil, for: site, context)
        var state = FilingPage.State(document: FormDocument.new(id, by: context.identity?.display, at: now()))
        state.last = try await lastVisit(site, context)
        return try form(site, standard, state, context)
    }

    /// Whether nothing stands in the form but what it was opened with, and nothing is kept of it.
    private func isUntouched(_ sent: FormSubmission, _ context: RequestContext) async throws -> Bool {
        try await context.admit()
        return sent.edition == 0
            && FormDocument.isNew(sent.document, sent.id, by: context.identity?.display, at: now())
    }
}

extension FormSubmission {
    /// Where the form is found again.
    func address(_ site: Site) -> String { Link.draft("\(id)", site: site.code).path }
}

extension Request {
    /// Whether a program of the page's sent it, which is answered in JSON.
    var asksQuietly: Bool { headers[.accept]?.begins(with: "application/json") == true }
}
