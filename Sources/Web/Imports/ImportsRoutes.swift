import Compliance
import HTTPServer
import HTTPTypes

extension Subject {
    /// Taking what offices keep in tables: looked at first, and written when a person has seen it.
    static let imports = Subject(
        "imports",
        navigation: [NavigationLink(.importSites, "imports.navigation", right: .manage)],
        pages: [ImportPage.self, VisitImportPage.self]
    ) { service in
        [
            Route(.get, "/import/sites", .right(.manage), service.importPage),
            Route(.post, "/import/sites", .right(.manage), takesFile: true, service.receiveImport),
            Route(.post, "/api/v1/import/sites", .right(.manage), takesFile: true, service.apiImport),
            Route(.get, "/import/inspections", .right(.manage), service.visitImportPage),
            Route(
                .post,
                "/import/inspections",
                .right(.manage),
                takesFile: true,
                service.receiveVisitImport
            ),
            Route(
                .post,
                "/api/v1/import/inspections",
                .right(.manage),
                takesFile: true,
                service.apiVisitImport
            ),
        ]
    }
}

extension Link {
    /// Where a register of sites is sent, looked at and confirmed.
    static let importSites = Link("/import/sites")
    /// The same of visits of before.
    static let importVisits = Link("/import/inspections")
}
