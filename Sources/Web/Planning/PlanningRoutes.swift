import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
import Store
import StrictJSON

extension Subject {
    /// When sites are visited: the schedule and its cadences, an inspector's own list, unannounced visits that are drawn, and
    /// what the commission itself owes.
    static let planning = Subject(
        "planning",
        navigation: [
            NavigationLink(.planning, "planning.navigation", right: .county, in: .inspections),
            NavigationLink(.plan, "planning.own", right: .file, in: .inspections),
        ],
        pages: [SchedulePage.self, PlanPage.self, ArrearsPage.self, DrawsPage.self, DrawPage.self]
    ) { service in
        [
            Route(.get, "/planning", .right(.county), service.schedulePage),
            Route(.post, "/planning/cadences", .right(.manage), service.receiveCadence),
            Route(.get, "/planning/own", .right(.file), service.planPage),
            Route(.get, "/planning/owed", .right(.county), service.arrearsPage),
            Route(.get, "/planning/draws", .right(.county), service.drawsPage),
            Route(.post, "/planning/draws", .right(.manage), service.receiveDraw),
            Route(.get, "/planning/draws/{id}", .right(.county), service.drawPage),
            Route(.post, "/planning/draws/{id}/discard", .right(.manage), service.receiveDrawDiscard),
            Route(.get, "/api/v1/planning", .right(.county), service.apiSchedule),
            Route(.get, "/api/v1/planning/cadences", .right(.county), service.apiCadences),
            Route(.post, "/api/v1/planning/cadences", .right(.manage), service.apiSetCadence),
            Route(.get, "/api/v1/planning/own", .right(.file), service.apiPlan),
            Route(.get, "/api/v1/planning/owed", .right(.county), service.apiArrears),
            Route(.get, "/api/v1/planning/draws", .right(.county), service.apiDraws),
            Route(.post, "/api/v1/planning/draws", .right(.manage), service.apiCommitDraw),
            Route(.get, "/api/v1/planning/draws/{id}", .right(.county), service.apiDraw),
            Route(.post, "/api/v1/planning/draws/{id}/discard", .right(.manage), service.apiDiscardDraw),
        ]
    }
}

extension Link {
    /// The schedule of visits.
    static let planning = Link("/planning")
    static let cadences = Link("/planning/cadences")
    /// The reader's own list.
    static let plan = Link("/planning/own")
    /// What the commission itself owes.
    static let owed = Link("/planning/owed")
    /// Every draw of unannounced visits.
    static let draws = Link("/planning/draws")
    static func draw(_ id: InspectionID) -> Link { Link(draws.path + "/\(id)") }
    static func discard(_ id: InspectionID) -> Link { Link(draw(id).path + "/discard") }
}

extension ScheduleFilter {
    /// Reads `kind` and `late` of the address.
    init(_ request: Request) throws {
        var problems: [Problem] = []
        let kind: SiteKind? = request.word("kind", &problems)
        guard problems.isEmpty else { throw Refusal.invalid(problems) }
        self.init(kind: kind, isLate: request.queryValue("late")?.isEmpty == false)
    }
}

extension Request {
    /// After how many days a verification is owed: `days` of the address, 0 to 366.
    var patience: Int {
        get throws {
            guard let text = queryValue("days"), !text.isEmpty else { return Arrears.usualPatience }
            guard let days = Int(text), (0...366).contains(days) else {
                throw Refusal.invalid([
                    Problem(
                        "badDays",
                        at: "?days",
                        Text(zh: "参数 days 应为天数（0 至 366）。", en: "days must be a number of days, 0 to 366.")
                    )
                ])
            }
            return days
        }
    }
}

extension RequestContext {
    /// The draw that the address names.
    var draw: InspectionID {
        get throws {
            guard let id = InspectionID(part("id")) else { throw StoreError.draw(.unknown(part("id"))) }
            return id
        }
    }
}
