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
        pages: [CasesPage.self, AccountabilityPage.self, CasePage.self, StepPage.self, InfectionPage.self]
    ) { service in
        [
            Route(.get, "/cases", .right(.cases), service.casesPage),
            Route(.get, "/cases/{id}", .either(.cases, .respond), service.casePage),
            Route(.post, "/cases/{id}", .either(.supervise, .respond), service.receiveCaseAct),
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
            Route(.get, "/api/v1/cases/{id}", .either(.cases, .respond), service.apiCase),
        ]
            + PaperFormat.allCases.map { format in
                Route(
                    .get,
                    "/api/v1/steps/{number}/paper.\(format.rawValue)",
                    .either(.cases, .respond),
                    service.apiStepPaper(format)
                )
            }
    }
}

extension Link {
    static let cases = Link("/cases")
    /// Where the accountability of a site stands.
    static func accountability(_ code: String) -> Link { Link(site(code).path + "/accountability") }
    static func accountabilityCase(_ id: FactID) -> Link { Link("/cases/\(id)") }
    /// A document of the ladder, by the entry that put it on record.
    static func step(_ entry: Int) -> Link { Link("/steps/\(entry)") }
    /// The same as a file; in the API alone.
    static func stepPaper(_ entry: Int, _ format: PaperFormat) -> Link {
        Link("/steps/\(entry)/paper.\(format.rawValue)")
    }
    /// The form that puts an infection inside the site on record.
    static func infection(_ code: String) -> Link { Link(site(code).path + "/infection") }
}
