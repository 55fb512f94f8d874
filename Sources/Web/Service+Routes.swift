import HTTPTypes

extension Service {
    /// Every route with its handler; the order has no meaning.
    var handlers: [(Routes.Route, Handler)] { watched + pages + api }

    /// What operators and browsers ask for by themselves.
    private var watched: [(Routes.Route, Handler)] {
        [
            (.init(method: .get, pattern: "/healthz"), healthz),
            (.init(method: .get, pattern: "/readyz"), readyz),
            (.init(method: .get, pattern: "/metrics"), metricsText),
            (.init(method: .get, pattern: "/static/{tag}/{name}"), asset),
        ]
    }

    private var pages: [(Routes.Route, Handler)] {
        [
            (.init(method: .get, pattern: "/"), countyPage),
            (.init(method: .get, pattern: "/sites"), sitesPage),
            (.init(method: .get, pattern: "/sites/{code}"), sitePage),
            (.init(method: .get, pattern: "/inspections/{id}"), inspectionPage),
            (.init(method: .get, pattern: "/weeks"), currentWeek),
            (.init(method: .get, pattern: "/weeks/{week}"), weekPage),
            (.init(method: .get, pattern: "/checklists"), checklistsPage),
            (.init(method: .get, pattern: "/checklists/{code}"), checklistPage),
            (.init(method: .get, pattern: "/inspect/{code}"), inspectPage),
            (.init(method: .post, pattern: "/inspect/{code}"), receiveInspectForm),
        ]
    }

    /// As `/api/v1/openapi.json` describes them; a test compares.
    private var api: [(Routes.Route, Handler)] {
        [
            (.init(method: .get, pattern: "/api/v1/openapi.json"), openAPI),
            (.init(method: .get, pattern: "/api/v1/county"), apiCounty),
            (.init(method: .get, pattern: "/api/v1/sites"), apiSites),
            (.init(method: .get, pattern: "/api/v1/sites/{code}"), apiSite),
            (.init(method: .get, pattern: "/api/v1/checklists"), apiChecklists),
            (.init(method: .get, pattern: "/api/v1/checklists/{code}"), apiChecklist),
            (.init(method: .get, pattern: "/api/v1/baselines"), apiBaselines),
            (.init(method: .post, pattern: "/api/v1/inspections"), apiFile),
            (.init(method: .get, pattern: "/api/v1/inspections/{id}"), apiInspection),
            (.init(method: .get, pattern: "/api/v1/inspections/{id}/explanation"), apiExplanation),
            (.init(method: .get, pattern: "/api/v1/inspections/{id}/what-if"), apiWhatIf),
            (.init(method: .get, pattern: "/api/v1/what-if"), apiWhatIfOfAll),
            (.init(method: .get, pattern: "/api/v1/drafts"), apiDrafts),
            (.init(method: .get, pattern: "/api/v1/drafts/{id}"), apiDraft),
            (.init(method: .put, pattern: "/api/v1/drafts/{id}"), apiSaveDraft),
            (.init(method: .delete, pattern: "/api/v1/drafts/{id}"), apiDiscardDraft),
            (.init(method: .get, pattern: "/api/v1/weeks/{week}"), apiWeek),
        ]
    }
}
