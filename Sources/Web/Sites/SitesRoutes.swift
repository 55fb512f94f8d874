import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
import Papers
package import Store
package import StrictJSON

extension Subject {
    /// The register, and what is on record of each site.
    static let sites = Subject(
        "sites",
        navigation: [NavigationLink(.sites, "sites.navigation", right: .read, in: .inspections)],
        pages: [SitesPage.self, SitePage.self, VisitsPage.self]
    ) { service in
        [
            Route(.get, "/sites", .right(.read), service.sitesPage),
            Route(.get, "/sites/{code}", .right(.read), service.sitePage),
            Route(.get, "/sites/{code}/inspections", .right(.read), service.visitsPage),
            Route(.get, "/api/v1/sites", .right(.read), service.apiSites),
            Route(.get, "/api/v1/sites.xlsx", .right(.read), service.apiSitesFile(.xlsx)),
            Route(.get, "/api/v1/sites.csv", .right(.read), service.apiSitesFile(.csv)),
            Route(.get, "/api/v1/sites/{code}", .right(.read), service.apiSite),
            Route(.get, "/api/v1/sites/{code}/inspections", .right(.read), service.apiVisits),
        ]
    }
}

extension Link {
    static let sites = Link("/sites")
    static func site(_ code: String) -> Link { Link("/sites/\(FormText.encode(code))") }
    /// Every visit to the site.
    static func visits(_ code: String) -> Link { Link(site(code).path + "/inspections") }
}

extension Service {
    func sitesPage(request: Request, context: RequestContext) async throws -> Response {
        let (texts, filter) = (try texts(of: context), try SiteFilter(request))
        let page = try await store(for: context).sites(filter, at: try request.place, now: now())
        let pager = Pager(page, of: .sites, request)
        return try show(
            SitesPage(
                page,
                filter,
                pager,
                tables: FileLink.all(Registers.sites, of: .sites, try request.asked, texts)
                    + FileLink.ofVisits([], texts),
                texts
            ),
            leavingOut: page.unreadable,
            for: context
        )
    }

    func sitePage(_: Request, context: RequestContext) async throws -> Response {
        let (texts, store) = (try texts(of: context), store(for: context))
        let figures = try await store.site(context.part("code"))
        let drafts = try await store.drafts(site: figures.site.code)
        let handed = try await store.handedDown(to: figures.site.code, now: now())
        return try show(
            SitePage(
                figures,
                drafts: drafts.elements,
                handed: handed.now,
                reader: context.identity,
                now: now(),
                texts
            ),
            leavingOut: figures.unreadable + drafts.unreadable + handed.unreadable,
            for: context
        )
    }

    func visitsPage(request: Request, context: RequestContext) async throws -> Response {
        let found = try await store(for: context).visits(of: context.part("code"), at: try request.place)
        let pager = Pager(found.visits, of: .visits(found.site.code), request)
        return try show(
            VisitsPage(
                found,
                pager,
                tables: FileLink.ofVisits([(name: "site", value: found.site.code)], try texts(of: context)),
                try texts(of: context)
            ),
            leavingOut: found.visits.unreadable,
            for: context
        )
    }

    func apiSites(request: Request, context: RequestContext) async throws -> Response {
        let filter = try SiteFilter(request)
        let page = try await store(for: context).sites(filter, at: try request.place, now: now())
        return json(
            page.node("sites", of: .sites, request, \.json),
            leavingOut: page.unreadable,
            for: context
        )
    }

    func apiSitesFile(_ format: TableFormat) -> Route.Handler {
        { request, context in
            let (filter, store) = (try SiteFilter(request), self.store(for: context))
            return try await self.file(Registers.sites, as: format, request, context) { take in
                try await store.everySite(filter, now: self.now(), take)
            }
        }
    }

    func apiVisits(request: Request, context: RequestContext) async throws -> Response {
        let found = try await store(for: context).visits(of: context.part("code"), at: try request.place)
        let node = found.visits.node("inspections", of: .visits(found.site.code), request, \.json)
        return json(node, leavingOut: found.visits.unreadable, for: context)
    }

    func apiSite(_: Request, context: RequestContext) async throws -> Response {
        let figures = try await store(for: context).site(context.part("code"))
        return json(figures.json, leavingOut: figures.unreadable, for: context)
    }
}

extension SitePeriod {
    fileprivate var json: Node {
        .object([
            ("openedOn", openedOn.json), ("closedOn", closedOn?.json),
            ("predecessor", predecessor.map(Node.string)),
        ])
    }
}

extension SiteDescription {
    fileprivate var json: Node {
        .object([
            ("since", since?.json), ("until", until?.json), ("name", name.json),
            (
                "township",
                township.map { .object([("code", .string($0.code)), ("name", $0.name.json)]) }
            ),
            ("address", .string(address)), ("capacity", capacity.map(Node.number)), ("place", place?.json),
        ])
    }
}

extension SitePlace {
    fileprivate var json: Node {
        .object([
            ("latitude", .string(latitude)), ("longitude", .string(longitude)), ("datum", .string(datum)),
        ])
    }
}

extension SiteMove {
    fileprivate var json: Node {
        .object([
            ("isPredecessor", .bool(isPredecessor)), ("code", .string(code)), ("name", name.json),
            ("day", day.json),
        ])
    }
}

extension SiteFigures {
    package var json: Node {
        .object([
            ("site", site.json),
            ("place", place?.json),
            ("postings", .array(postings.map(\.json))),
            ("periods", .array(periods.map(\.json))),
            ("moves", .array(moves.map(\.json))),
            ("former", .array(formerly.map(\.json))),
            ("openGaps", .array(openGaps.map(\.json))),
            ("history", .array(history.map(\.json))),
            ("inspections", .number(inspections)),
        ])
    }
}
