import Compliance
import Foundation
import HTTPServer
import HTTPTypes
import HummingbirdCore
import Store
import StrictJSON

/// The plain form that files an inspection without JavaScript.
extension Service {
    /// The form: new, with a draft's entries, or as the beginning of a correction.
    func filingPage(request: Request, context: RequestContext) async throws -> Response {
        let site = try await store(for: context).site(context.part("code")).site
        do {
            let (standard, state) = try await opening(request, site, try texts(of: context), context)
            return try form(site, standard, state, context)
        } catch StoreError.noDraft(let id) {
            // Going back after filing: the draft is gone because it was filed.
            guard let id = InspectionID(id) else { throw StoreError.noDraft(id) }
            do { _ = try await store(for: context).inspection(id) } catch StoreError.noInspection {
                throw StoreError.noDraft("\(id)")
            }
            return .seeOther(Link.inspection("\(id)").path)
        }
    }

    /// Files what was entered or keeps it as a draft; what cannot be filed comes back with every problem at its field.
    func receiveFiling(request: Request, context: RequestContext) async throws -> Response {
        let fields = FormFields(try await request.form())
        let site = try await store(for: context).site(context.part("code")).site
        let standard = try await standard(
            fields.one("checklist"),
            on: FormDocument.visitDay(fields),
            for: site,
            context
        )
        try fields.requireSingle()
        let document = FormDocument.node(fields, site: site.code, standard.checklist)
        do {
            if fields.one("action") == "draft" {
                let draft = FormDocument.draft(document, of: fields.begun ?? standard.checklist.version)
                return try await keep(draft, site, context)
            }
            try Self.requireShown(standard.checklist, fields)
            let outcome = try await file(Self.withoutGone(document, standard.checklist, fields), context)
            return .seeOther(Link.inspection("\(outcome.inspection.filing.id)").path)
        } catch let refusal as Refusal where [.invalid, .conflict].contains(refusal.kind) {
            var state = try await state(of: document, begun: fields.begun, standard, context)
            state.problems = refusal.problems
            state.isSeen = fields.one("seen") != nil
            if refusal.kind == .conflict {
                state.problems = [Problem("conflict", at: "", refusal.detail)]
                state.onRecord = fields.one("id").map { Link.inspection($0).path }
            }
            return try form(
                site,
                standard,
                state,
                at: Link.inspect(site.code).path,
                status: refusal.kind.status,
                context
            )
        }
    }

    private func opening(
        _ request: Request,
        _ site: Site,
        _ texts: Texts,
        _ context: RequestContext
    ) async throws -> (Standard, FilingPage.State) {
        if let id = request.queryValue("draft").flatMap({ InspectionID($0) }) {
            let fields = try await store(for: context).draft(id).fields
            let standard = try await standard(
                fields["checklist"]?.string,
                on: FormDocument.visitDay(fields),
                for: site,
                context
            )
            var state = try await state(of: fields, begun: fields["version"]?.string, standard, context)
            state.notice = request.queryValue("saved") == nil ? nil : texts("form.savedNotice")
            return (standard, state)
        }
        if let id = request.queryValue("revises").flatMap({ InspectionID($0) }) {
            let record = try await store(for: context).inspection(id)
            let document = FormDocument.correction(of: record.filing.node, inspection: "\(id)", id: newID())
            return (record.standard, FilingPage.State(document: document))
        }
        let standard = try await standard(nil, on: nil, for: site, context)
        return (standard, FilingPage.State(document: .object([("id", .string(newID()))])))
    }

    /// The form with that document, and what changed where it was begun for another version than is shown.
    private func state(
        of document: Node,
        begun: String?,
        _ standard: Standard,
        _ context: RequestContext
    ) async throws -> FilingPage.State {
        let change = try await change(of: document, begun: begun, to: standard.checklist, context)
        return FilingPage.State(document: document, begun: begun, change: change)
    }

    private func keep(_ document: Node, _ site: Site, _ context: RequestContext) async throws -> Response {
        guard let id = document["id"]?.string.flatMap({ InspectionID($0) }) else {
            throw Refusal.malformed("表单里的编号无效，请重新打开表单。", "The form's id is not valid; open the form anew.")
        }
        do {
            try await store(for: context)
                .saveDraft(
                    Draft(id: id, site: site.code, fields: document, savedAt: now())
                )
        } catch {
            throw Refusal(of: error)
        }
        return .seeOther(Link.draft("\(id)", site: site.code).path + "&saved=1")
    }

    /// Refuses to file what was entered into another version than the day of the visit asks for: its items were
    /// not all there to be answered.
    private static func requireShown(_ checklist: Checklist, _ fields: FormFields) throws {
        guard let shown = fields.one("version"), shown != checklist.version else { return }
        let message = Text(
            zh: "检查当天用的是 \(checklist.version) 版检查表，表单已换成这一版；请核对后再提交。",
            en:
                "On the day of the visit version \(checklist.version) was in force; the form now shows that one. "
                + "Check it and file again."
        )
        throw Refusal.invalid([Problem("otherVersion", at: "/finishedAt", message)])
    }

    /// The document without what the checklist does not ask, which its writer has to have seen.
    private static func withoutGone(
        _ document: Node,
        _ checklist: Checklist,
        _ fields: FormFields
    ) throws -> Node {
        let change = VersionChange(from: nil, to: checklist, of: document)
        let codes = change.writtenForNothing.prefix(20).map(\.code.shown)
        guard !codes.isEmpty else { return document }
        guard fields.one("seen") == nil else { return change.withoutGone(document) }
        let message = Text(
            zh: "这一版不再检查 \(codes.joined(separator: "、"))，所填内容不会提交；请看过后勾选确认。",
            en:
                "This version does not ask for \(codes.joined(separator: ", ")), so what you entered there is not "
                + "filed; tick the box once you have seen it."
        )
        throw Refusal.invalid([Problem("goneUnseen", at: "/seen", message)])
    }

    /// The checklist named, as in force on the day of the visit, or today where the day is not known or none was in
    /// force; without a name the one in force today for sites of that kind.
    private func standard(
        _ code: String?,
        on day: Day?,
        for site: Site,
        _ context: RequestContext
    ) async throws -> Standard {
        let today = Day(now())
        if let code {
            if let day, let standard = try await inForce(code, on: day, context) { return standard }
            return try await store(for: context).standard(code, version: nil, on: today)
        }
        let published = try await store(for: context).checklists()
            .filter { $0.siteKind == site.kind && $0.effectiveFrom <= today }
            .max { $0.effectiveFrom < $1.effectiveFrom }
        guard let published else {
            throw Refusal.notFound("这类点位还没有发布检查表。", "No checklist is published for sites of this kind.")
        }
        return try await store(for: context).standard(published.code, version: published.version, on: today)
    }

    /// The checklist as in force on that day; nil where no version of it or of its baseline was.
    private func inForce(_ code: String, on day: Day, _ context: RequestContext) async throws -> Standard? {
        do {
            return try await store(for: context).standard(code, version: nil, on: day)
        } catch StoreError.noChecklist, StoreError.noBaseline {
            return nil
        }
    }

    private func form(
        _ site: Site,
        _ standard: Standard,
        _ state: FilingPage.State,
        at address: String? = nil,
        status: HTTPResponse.Status = .ok,
        _ context: RequestContext
    ) throws -> Response {
        let texts = try texts(of: context)
        let content = FilingPage(site, standard, state, texts)
        return try show(content, at: address, status: status, for: context)
    }
}

extension FormFields {
    /// The version that the form was begun for.
    fileprivate var begun: String? { one("begun") ?? one("version") }

    /// Refuses a form in which a field stands twice that may stand once.
    fileprivate func requireSingle() throws {
        let repeated = repeated { $0 == "inspector" || $0.begins(with: "deduct.") }
        guard let first = repeated.first?.shown else { return }
        throw Refusal.malformed("表单里的“\(first)”重复出现。", "The form's field '\(first)' stands more than once.")
    }
}
