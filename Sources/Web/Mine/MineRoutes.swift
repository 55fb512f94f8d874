import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
import Store

extension Subject {
    /// What is asked of whoever holds a duty at a site: where a director begins.
    static let mine = Subject(
        "mine",
        navigation: [NavigationLink(.mine, "mine.navigation", right: .respond, in: .own)],
        pages: [MinePage.self]
    ) { service in
        [
            Route(.get, "/mine", .right(.respond), service.minePage),
            Route(.get, "/api/v1/mine", .right(.respond), service.apiMine),
        ]
    }
}

extension Link {
    /// What is open at the sites where the reader holds a duty.
    static let mine = Link("/mine")
}

extension Service {
    func minePage(_: Request, context: RequestContext) async throws -> Response {
        let own = try await store(for: context).ownSites(now: now())
        let page = MinePage(own, now: now(), try texts(of: context))
        return try show(page, leavingOut: own.unreadable, for: context)
    }

    func apiMine(_: Request, context: RequestContext) async throws -> Response {
        let own = try await store(for: context).ownSites(now: now())
        return json(own.json(now: now()), leavingOut: own.unreadable, for: context)
    }
}
