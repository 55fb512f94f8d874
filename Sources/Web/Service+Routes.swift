import Compliance
import HTTPTypes

extension Service {
    /// Every route with its handler; the order has no meaning.
    var handlers: [(Routes.Route, Handler)] { watched + people + pages + api }

    /// What operators and browsers ask for by themselves.
    private var watched: [(Routes.Route, Handler)] {
        [
            (.init(.get, "/healthz", .open), healthz),
            (.init(.get, "/readyz", .open), readyz),
            (.init(.get, "/metrics", .machine), metricsText),
            (.init(.get, "/static/{tag}/{name}", .open), asset),
        ]
    }

    /// Signing in, one's own account, and the accounts that administrators keep.
    private var people: [(Routes.Route, Handler)] {
        [
            (.init(.get, "/login", .open), loginPage),
            (.init(.post, "/login", .open), receiveLogin),
            (.init(.get, "/login/openid", .open), beginOpenID),
            (.init(.get, "/login/openid/callback", .open), finishOpenID),
            (.init(.post, "/logout", .signedIn), receiveLogout),
            (.init(.get, "/account", .signedIn), accountPage),
            (.init(.post, "/account/password", .signedIn), receivePassword),
            (.init(.post, "/account/sessions/end", .signedIn), receiveEndOfSession),
            (.init(.post, "/account/tokens", .right(.read)), receiveToken),
            (.init(.post, "/account/tokens/revoke", .right(.read)), receiveEndOfToken),
            (.init(.get, "/accounts", .right(.manage)), accountsPage),
            (.init(.post, "/accounts", .right(.manage)), receiveAccount),
            (.init(.post, "/accounts/{name}", .right(.manage)), receiveAccountChange),
            (.init(.post, "/waits", .right(.manage)), receiveEndOfWait),
        ]
    }

    private var pages: [(Routes.Route, Handler)] {
        [
            (.init(.get, "/", .right(.read)), countyPage),
            (.init(.get, "/sites", .right(.read)), sitesPage),
            (.init(.get, "/sites/{code}", .right(.read)), sitePage),
            (.init(.get, "/inspections/{id}", .right(.read)), inspectionPage),
            (.init(.get, "/weeks", .right(.county)), currentWeek),
            (.init(.get, "/weeks/{week}", .right(.county)), weekPage),
            (.init(.get, "/checklists", .right(.read)), checklistsPage),
            (.init(.get, "/checklists/{code}", .right(.read)), checklistPage),
            (.init(.get, "/inspect/{code}", .right(.file)), inspectPage),
            (.init(.post, "/inspect/{code}", .right(.file)), receiveInspectForm),
            (.init(.get, "/audit", .right(.audit)), auditPage),
            (.init(.get, "/audit/{number}", .right(.audit)), auditEntryPage),
            (.init(.get, "/audit.csv", .right(.audit)), auditTable),
        ]
    }

    /// As `/api/v1/openapi.json` describes them; a test compares.
    private var api: [(Routes.Route, Handler)] {
        [
            (.init(.get, "/api/v1/openapi.json", .open), openAPI),
            (.init(.get, "/api/v1/me", .signedIn), apiMe),
            (.init(.get, "/api/v1/county", .right(.county)), apiCounty),
            (.init(.get, "/api/v1/sites", .right(.read)), apiSites),
            (.init(.get, "/api/v1/sites/{code}", .right(.read)), apiSite),
            (.init(.get, "/api/v1/checklists", .right(.read)), apiChecklists),
            (.init(.get, "/api/v1/checklists/{code}", .right(.read)), apiChecklist),
            (.init(.get, "/api/v1/baselines", .right(.read)), apiBaselines),
            (.init(.post, "/api/v1/inspections", .right(.file)), apiFile),
            (.init(.get, "/api/v1/inspections/{id}", .right(.read)), apiInspection),
            (.init(.get, "/api/v1/inspections/{id}/explanation", .right(.read)), apiExplanation),
            (.init(.get, "/api/v1/inspections/{id}/what-if", .right(.county)), apiWhatIf),
            (.init(.get, "/api/v1/what-if", .right(.county)), apiWhatIfOfAll),
            (.init(.get, "/api/v1/drafts", .right(.county)), apiDrafts),
            (.init(.get, "/api/v1/drafts/{id}", .right(.county)), apiDraft),
            (.init(.put, "/api/v1/drafts/{id}", .right(.file)), apiSaveDraft),
            (.init(.delete, "/api/v1/drafts/{id}", .right(.file)), apiDiscardDraft),
            (.init(.get, "/api/v1/weeks/{week}", .right(.county)), apiWeek),
            (.init(.get, "/api/v1/audit", .right(.audit)), apiAudit),
            (.init(.get, "/api/v1/audit/heads", .right(.audit)), apiAuditHeads),
            (.init(.get, "/api/v1/audit/{number}/proof", .right(.audit)), apiAuditProof),
        ]
    }
}
