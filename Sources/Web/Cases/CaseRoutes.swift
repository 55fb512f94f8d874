import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
import Papers
import Store

extension Subject {
    /// Accountability: cases, their acts, the documents of the ladder, infections. The program proposes; people decide.
    static let cases = Subject(
        "cases",
        navigation: [NavigationLink(.cases, "cases.navigation", right: .cases, in: .rectification)],
        pages: [
            CasesPage.self, AccountabilityPage.self, CasePage.self, DossierPage.self, StepPage.self,
            InfectionPage.self, CircularsPage.self, LadderPage.self,
        ]
    ) { service in
        [
            Route(.get, "/cases", .right(.cases), service.casesPage),
            Route(.get, "/cases/{id}", .either(.cases, .respond), service.casePage),
            Route(
                .post,
                "/cases/{id}",
                .either(.supervise, .respond),
                takesFiles: true,
                service.receiveCaseAct
            ),
            Route(.get, "/cases/{id}/dossier", .either(.cases, .respond), service.dossierPage),
            Route(.get, "/cases/{id}/acts/{act}/{n}", .either(.cases, .respond), service.caseFile),
            Route(.get, "/cases/{id}/acts/{act}/{n}/page", .either(.cases, .respond), service.caseFileCopy),
            Route(
                .get,
                "/cases/{id}/acts/{act}/{n}/thumbnail",
                .either(.cases, .respond),
                service.caseFileThumbnail
            ),
            Route(.get, "/circulars", .either(.cases, .respond), service.circularsPage),
            Route(.get, "/ladder", .either(.cases, .respond), service.ladderPage),
            Route(.post, "/ladder", .right(.manage), service.receiveLadder),
            Route(
                .get,
                "/sites/{code}/accountability",
                .either(.cases, .respond),
                service.accountabilityPage
            ),
            Route(
                .post,
                "/sites/{code}/accountability",
                .either(.manage, .supervise),
                service.receiveAccountability
            ),
            Route(.get, "/steps/{number}", .either(.cases, .respond), service.stepPage),
            Route(.get, "/sites/{code}/infection", .either(.manage, .supervise), service.infectionPage),
            Route(.post, "/sites/{code}/infection", .either(.manage, .supervise), service.receiveInfection),
            Route(.get, "/api/v1/cases", .right(.cases), service.apiCases),
            Route(.get, "/api/v1/cases.xlsx", .right(.cases), service.apiCasesFile(.xlsx)),
            Route(.get, "/api/v1/cases.csv", .right(.cases), service.apiCasesFile(.csv)),
            Route(.get, "/api/v1/cases/{id}", .either(.cases, .respond), service.apiCase),
            Route(.get, "/api/v1/cases/{id}/dossier", .either(.cases, .respond), service.apiDossier),
            Route(.get, "/api/v1/circulars", .either(.cases, .respond), service.apiCirculars),
            Route(.get, "/api/v1/ladder", .either(.cases, .respond), service.apiLadder),
        ]
            + PaperFormat.allCases.map { format in
                Route(
                    .get,
                    "/api/v1/steps/{number}/paper.\(format.rawValue)",
                    .either(.cases, .respond),
                    service.apiStepPaper(format)
                )
            }
            + PaperFormat.allCases.map { format in
                Route(
                    .get,
                    "/api/v1/cases/{id}/dossier.\(format.rawValue)",
                    .either(.cases, .respond),
                    service.apiDossierPaper(format)
                )
            }
    }
}

extension Link {
    static let cases = Link("/cases")
    /// Where the accountability of a site stands.
    static func accountability(_ code: String) -> Link { Link(site(code).path + "/accountability") }
    static func accountabilityCase(_ id: FactID) -> Link { Link("/cases/\(id)") }
    /// The case as a file; in the API its bytes.
    static func dossier(_ id: FactID) -> Link { Link(Address.dossier(id)) }
    /// The same as a file; in the API alone.
    static func dossierPaper(_ id: FactID, _ format: PaperFormat) -> Link {
        Link("\(Address.dossier(id)).\(format.rawValue)")
    }
    /// A file that an act of the case names, as it was sent: it is saved, never shown.
    static func file(of id: FactID, at place: CaseActPlace) -> Link {
        Link(accountabilityCase(id).path + "/acts/\(place.act)/\(place.index)")
    }
    static let circulars = Link("/circulars")
    /// The county's own days between the rungs.
    static let ladder = Link("/ladder")
    /// A document of the ladder, by the entry that put it on record.
    static func step(_ entry: Int) -> Link { Link(Address.step(entry)) }
    /// The same as a file; in the API alone.
    static func stepPaper(_ entry: Int, _ format: PaperFormat) -> Link {
        Link("/steps/\(entry)/paper.\(format.rawValue)")
    }
    /// The form that puts an infection inside the site on record.
    static func infection(_ code: String) -> Link { Link(site(code).path + "/infection") }
}
