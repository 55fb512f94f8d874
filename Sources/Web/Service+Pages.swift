import Compliance
import Hummingbird
import Store

/// The pages that are read: what is on record is asked for, made into a value, and rendered.
extension Service {
    @Sendable func countyPage(request: Request, visit: Visit) async throws -> Response {
        // Whoever is confined to sites begins there.
        guard visit.identity?.rights.contains(.county) == true else { return .seeOther(Place.sites.path) }
        let (texts, now) = (try texts(of: visit), now())
        let figures = try await store(for: visit).countyFigures(now: now)
        let content = CountyPage(figures, county: records.county.name, now: now, texts)
        return try page("county", content, title: texts("nav.county"), at: request.uri.string, for: visit)
    }

    @Sendable func sitesPage(request: Request, visit: Visit) async throws -> Response {
        let (texts, filter) = (try texts(of: visit), try SiteFilter(request))
        let content = SitesPage(
            try await store(for: visit).sites(kind: filter.kind, now: now()),
            filter,
            texts
        )
        return try page("sites", content, title: texts("sites.title"), at: request.uri.string, for: visit)
    }

    @Sendable func sitePage(request: Request, visit: Visit) async throws -> Response {
        let texts = try texts(of: visit)
        let figures = try await store(for: visit).site(visit.part("code"))
        let drafts = try await store(for: visit).drafts(site: figures.site.code)
        let content = SitePage(figures, drafts: drafts, now: now(), texts)
        return try page("site", content, title: content.name, at: request.uri.string, for: visit)
    }

    @Sendable func inspectionPage(request: Request, visit: Visit) async throws -> Response {
        let texts = try texts(of: visit)
        let content = InspectionPage(try await store(for: visit).inspection(try visit.inspection), texts)
        let title = "\(content.siteName) \(content.finished)"
        return try page("inspection", content, title: title, at: request.uri.string, for: visit)
    }

    @Sendable func currentWeek(_: Request, visit: Visit) async throws -> Response {
        .seeOther(Place.week(ISOWeek(of: Day(now()))).path)
    }

    @Sendable func weekPage(request: Request, visit: Visit) async throws -> Response {
        let (texts, now) = (try texts(of: visit), now())
        let figures = try await store(for: visit).weekFigures(try visit.week(now: now), now: now)
        let content = WeekPage(figures, now: now, texts)
        return try page("week", content, title: content.week, at: request.uri.string, for: visit)
    }

    @Sendable func checklistsPage(request: Request, visit: Visit) async throws -> Response {
        let texts = try texts(of: visit)
        let content = ChecklistsPage(
            try await store(for: visit).checklists(),
            try await store(for: visit).baselines(),
            texts
        )
        return try page(
            "checklists",
            content,
            title: texts("checklists.title"),
            at: request.uri.string,
            for: visit
        )
    }

    @Sendable func checklistPage(request: Request, visit: Visit) async throws -> Response {
        let texts = try texts(of: visit)
        let version = request.queryValue("version")
        let standard = try await store(for: visit)
            .standard(visit.part("code"), version: version, on: Day(now()))
        let content = ChecklistPage(standard, texts)
        let tag =
            "\(standard.checklistDigest.prefix(24))-\(standard.baselineDigest.prefix(24))-\(resources.tag)"
        return try page("checklist", content, title: content.title, at: request.uri.string, for: visit)
            .tagged("\(tag)-\(texts.language.rawValue)-\(visit.tag)", .askAgainAlone)
    }
}
