import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
import Store
import StrictJSON

/// The schedule, the own list, and what is owed.
extension Service {
    func schedulePage(request: Request, context: RequestContext) async throws -> Response {
        try await schedule(try ScheduleFilter(request), at: try request.place, request, nil, [], context)
    }

    func receiveCadence(request: Request, context: RequestContext) async throws -> Response {
        let typed = FormFields(try await request.form())
        do {
            try await store(for: context).setCadence(CadenceFormPart.node(typed), now: now())
            return .seeOther(Link.planning.path)
        } catch let problems as Problems {
            return try await schedule(
                ScheduleFilter(),
                at: nil,
                request,
                typed,
                problems.all,
                context,
                status: .unprocessableContent
            )
        }
    }

    private func schedule(
        _ filter: ScheduleFilter,
        at place: ListPlace?,
        _ request: Request,
        _ typed: FormFields?,
        _ problems: [Problem],
        _ context: RequestContext,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let store = store(for: context)
        let page = try await store.schedule(filter, at: place, now: now())
        let cadences = try await store.cadences()
        let content = SchedulePage(
            page,
            filter,
            cadences.elements,
            Pager(page, of: .planning, request),
            CadenceFormPart.State(
                reader: context.identity,
                typed: typed,
                problems: problems,
                today: Day(now())
            ),
            try texts(of: context)
        )
        return try show(
            content,
            leavingOut: page.unreadable + cadences.unreadable,
            at: status == .ok ? nil : Link.planning.path,
            status: status,
            for: context
        )
    }

    func planPage(_: Request, context: RequestContext) async throws -> Response {
        let plan = try await store(for: context).plan(now: now())
        return try show(PlanPage(plan, try texts(of: context)), for: context)
    }

    func arrearsPage(request: Request, context: RequestContext) async throws -> Response {
        let arrears = try await store(for: context).arrears(patience: try request.patience, now: now())
        return try show(
            ArrearsPage(arrears, try texts(of: context)),
            leavingOut: arrears.unreadable,
            for: context
        )
    }
}

/// Draws of unannounced visits.
extension Service {
    func drawsPage(_: Request, context: RequestContext) async throws -> Response {
        try await draws(nil, [], context)
    }

    func receiveDraw(request: Request, context: RequestContext) async throws -> Response {
        let typed = FormFields(try await request.form())
        let node = DrawFormPart.node(typed)
        do {
            try await store(for: context).commitDraw(node, now: now())
            return .seeOther(
                node["id"]?.string.flatMap { InspectionID($0) }.map { Link.draw($0).path } ?? Link.draws.path
            )
        } catch let problems as Problems {
            return try await draws(typed, problems.all, context, status: .unprocessableContent)
        }
    }

    private func draws(
        _ typed: FormFields?,
        _ problems: [Problem],
        _ context: RequestContext,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let draws = try await store(for: context).draws()
        let form = DrawFormPart.State(
            reader: context.identity,
            typed: typed,
            problems: problems,
            freshID: newID(),
            today: Day(now())
        )
        return try show(
            DrawsPage(draws.elements, form, today: Day(now()), try texts(of: context)),
            leavingOut: draws.unreadable,
            at: Link.draws.path,
            status: status,
            for: context
        )
    }

    func drawPage(_: Request, context: RequestContext) async throws -> Response {
        try await draw([], context)
    }

    func receiveDrawDiscard(request: Request, context: RequestContext) async throws -> Response {
        let (typed, id) = (FormFields(try await request.form()), try context.draw)
        do {
            try await store(for: context).discardDraw(id, reason: typed.one("reason") ?? "")
            return .seeOther(Link.draw(id).path)
        } catch let problems as Problems {
            return try await draw(problems.all, context, status: .unprocessableContent)
        }
    }

    private func draw(
        _ problems: [Problem],
        _ context: RequestContext,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let id = try context.draw
        let (record, opened) = try await store(for: context).draw(id)
        let page = DrawPage(
            record,
            opened,
            mayDiscard: context.identity?.rights.contains(.manage) == true,
            problems,
            today: Day(now()),
            try texts(of: context)
        )
        return try show(page, at: Link.draw(id).path, status: status, for: context)
    }
}
