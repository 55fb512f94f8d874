import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
import Store
import StrictJSON

extension Subject {
    /// The county at one look: where every site stands.
    static let county = Subject(
        "county",
        navigation: [NavigationLink(.county, "county.navigation", right: .county, in: .overview)],
        pages: [CountyPage.self]
    ) { service in
        [
            Route(.get, "/", .right(.read), service.countyPage),
            Route(.get, "/api/v1/county", .right(.county), service.apiCounty),
        ]
    }
}

extension Link {
    static let county = Link("/")
}

extension Service {
    func countyPage(_: Request, context: RequestContext) async throws -> Response {
        let (texts, now) = (try texts(of: context), now())
        let figures: CountyFigures
        do {
            figures = try await store(for: context).countyFigures(now: now)
        } catch StoreError.forbidden where context.identity?.rights.contains(.county) == false {
            // Whoever is confined to sites begins with what is asked of them there.
            let answers = context.identity?.rights.contains(.respond) == true
            return .seeOther((answers ? Link.mine : Link.sites).path)
        }
        let page = CountyPage(figures, county: store.county.name, now: now, texts)
        return try show(page, leavingOut: figures.unreadable, for: context)
    }

    func apiCounty(_: Request, context: RequestContext) async throws -> Response {
        let figures = try await store(for: context).countyFigures(now: now())
        return json(figures.json, leavingOut: figures.unreadable, for: context)
    }
}
