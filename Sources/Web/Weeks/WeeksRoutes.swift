import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
import Papers
import Store

extension Subject {
    /// The weekly report.
    static let weeks = Subject(
        "weeks",
        navigation: [NavigationLink(.weeks, "week.navigation", right: .county, in: .overview)],
        pages: [WeekPage.self, ClosingOrderPage.self]
    ) { service in
        [
            Route(.get, "/weeks", .right(.county), service.currentWeek),
            Route(.get, "/weeks/{week}", .right(.county), service.weekPage),
            Route(.get, "/weeks/{week}/live", .right(.county), service.liveWeekPage),
            Route(.post, "/weeks/{week}/close", .right(.manage), service.receiveClose),
            Route(.post, "/weeks/{week}/revise", .right(.manage), service.receiveRevision),
            Route(.get, "/api/v1/weeks/{week}", .right(.county), service.apiWeek),
            Route(.get, "/api/v1/weeks/{week}/report", .right(.county), service.apiWeekReport),
            Route(.post, "/api/v1/weeks/{week}/close", .right(.manage), service.apiCloseWeek),
            Route(.post, "/api/v1/weeks/{week}/revise", .right(.manage), service.apiReviseWeek),
            Route(.post, "/weeks/{week}/paper", .right(.manage), service.receiveWeekPaper),
            Route(.post, "/api/v1/weeks/{week}/paper", .right(.manage), service.apiKeepWeekPaper),
            Route(.post, "/weeks/{week}/read", .right(.county), service.receiveWeekRead),
            Route(.get, "/api/v1/weeks/{week}/readers", .right(.county), service.apiWeekReaders),
            Route(.post, "/api/v1/weeks/{week}/read", .right(.county), service.apiWeekRead),
            Route(.get, "/closing-order", .right(.manage), service.closingOrderPage),
            Route(.post, "/closing-order", .right(.manage), service.receiveClosingOrder),
            Route(.post, "/closing-order/end", .right(.manage), service.receiveEndOfOrder),
            Route(.get, "/api/v1/closing-order", .right(.county), service.apiClosingOrders),
            Route(.post, "/api/v1/closing-order", .right(.manage), service.apiGiveClosingOrder),
            Route(.post, "/api/v1/closing-order/end", .right(.manage), service.apiEndClosingOrder),
        ]
            + PaperFormat.allCases.map { format in
                Route(
                    .get,
                    "/api/v1/weeks/{week}/report.\(format.rawValue)",
                    .right(.county),
                    service.apiWeekPaper(format)
                )
            }
    }
}

extension Link {
    /// The week it is now.
    static let weeks = Link("/weeks")
    /// A week: as it was sealed, or as it stands where it is not closed.
    static func week(_ week: ISOWeek) -> Link { Link("/weeks/\(week)") }
    static func liveWeek(_ week: ISOWeek) -> Link { Link("/weeks/\(week)/live") }
    static func closeWeek(_ week: ISOWeek) -> Link { Link("/weeks/\(week)/close") }
    static func reviseWeek(_ week: ISOWeek) -> Link { Link("/weeks/\(week)/revise") }
    /// The sealed report; in the API alone.
    static func weekReport(_ week: ISOWeek) -> Link { Link("/weeks/\(week)/report") }
    /// The same as a file of that format.
    static func weekPaper(_ week: ISOWeek, _ format: PaperFormat) -> Link {
        Link("/weeks/\(week)/report.\(format.rawValue)")
    }
    /// That the reader has read it, as they say themselves.
    static func readWeek(_ week: ISOWeek) -> Link { Link("/weeks/\(week)/read") }
    /// The standing order by which the clock closes weeks.
    static let closingOrder = Link("/closing-order")
    static let endOfClosingOrder = Link("/closing-order/end")
    static func keepWeekPaper(_ week: ISOWeek) -> Link { Link("/weeks/\(week)/paper") }
}

extension Service {
    func currentWeek(_: Request, context: RequestContext) async throws -> Response {
        .seeOther(Link.week(ISOWeek(of: Day(now()))).path)
    }

    func apiWeek(_: Request, context: RequestContext) async throws -> Response {
        let now = now()
        let figures = try await store(for: context).weekFigures(try context.week(now: now), now: now)
        return json(figures.json, leavingOut: figures.unreadable, for: context)
    }
}

extension RequestContext {
    /// The week that the path names; `current` is the one it is now.
    func week(now: Instant) throws -> ISOWeek {
        let text = part("week")
        guard let week = text == "current" ? ISOWeek(of: Day(now)) : ISOWeek(reported: text) else {
            let said = ISOWeek.unknown(text)
            throw Refusal.notFound(said.zh, said.en)
        }
        return week
    }
}
