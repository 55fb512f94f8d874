import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
import Store

extension Subject {
    /// The weekly report.
    static let weeks = Subject(
        "weeks",
        navigation: [NavigationLink(.weeks, "week.navigation", right: .county)],
        pages: [WeekPage.self]
    ) { service in
        [
            Route(.get, "/weeks", .right(.county), service.currentWeek),
            Route(.get, "/weeks/{week}", .right(.county), service.weekPage),
            Route(.get, "/api/v1/weeks/{week}", .right(.county), service.apiWeek),
        ]
    }
}

extension Link {
    /// The week it is now.
    static let weeks = Link("/weeks")
    static func week(_ week: ISOWeek) -> Link { Link("/weeks/\(week)") }
}

extension Service {
    func currentWeek(_: Request, context: RequestContext) async throws -> Response {
        .seeOther(Link.week(ISOWeek(of: Day(now()))).path)
    }

    func weekPage(_: Request, context: RequestContext) async throws -> Response {
        let (texts, now) = (try texts(of: context), now())
        let figures = try await store(for: context).weekFigures(try context.week(now: now), now: now)
        return try show(
            WeekPage(figures, now: now, texts),
            leavingOut: figures.unreadable,
            for: context
        )
    }

    func apiWeek(_: Request, context: RequestContext) async throws -> Response {
        let now = now()
        let figures = try await store(for: context).weekFigures(try context.week(now: now), now: now)
        return json(figures.json, leavingOut: figures.unreadable, for: context)
    }
}

extension RequestContext {
    /// The week that the path names; `current` is the one it is now.
    fileprivate func week(now: Instant) throws -> ISOWeek {
        let text = part("week")
        guard let week = text == "current" ? ISOWeek(of: Day(now)) : ISOWeek(reported: text) else {
            let said = ISOWeek.unknown(text)
            throw Refusal.notFound(said.zh, said.en)
        }
        return week
    }
}
