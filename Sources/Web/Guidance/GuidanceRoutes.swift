import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore

extension Subject {
    /// Standards issued to sites and received there, and guidance on them: what the commission owes before anybody answers.
    static let guidance = Subject(
        "guidance",
        navigation: [NavigationLink(.guidance, "guidance.navigation", right: .read, in: .standards)],
        pages: [GuidancePage.self, SiteGuidancePage.self]
    ) { service in
        [
            Route(.get, "/guidance", .right(.read), service.guidancePage),
            Route(.post, "/guidance", .right(.file), service.receiveGuidance),
            Route(.post, "/guidance/issues", .right(.manage), service.receiveIssue),
            Route(.get, "/sites/{code}/guidance", .right(.read), service.siteGuidancePage),
            Route(.post, "/sites/{code}/guidance", .right(.file), service.receiveSiteGuidance),
            Route(.post, "/sites/{code}/guidance/receipt", .right(.respond), service.receiveReceipt),
            Route(
                .post,
                "/sites/{code}/guidance/withdrawal",
                .right(.manage),
                service.receiveGuidanceWithdrawal
            ),
            Route(.get, "/api/v1/guidance", .right(.read), service.apiGuidance),
            Route(.post, "/api/v1/guidance", .right(.file), service.apiRecordGuidance),
            Route(.post, "/api/v1/guidance/issues", .right(.manage), service.apiIssue),
            Route(.get, "/api/v1/sites/{code}/guidance", .right(.read), service.apiSiteGuidance),
            Route(
                .post,
                "/api/v1/guidance/issues/{number}/receipt",
                .right(.respond),
                service.apiAcknowledge
            ),
        ]
    }
}

extension Link {
    static let guidance = Link("/guidance")
    static let issues = Link("/guidance/issues")
    /// What was issued to a site and explained there.
    static func siteGuidance(_ code: String) -> Link { Link(site(code).path + "/guidance") }
    /// Where the director acknowledges what was issued.
    static func receipt(_ code: String) -> Link { Link(siteGuidance(code).path + "/receipt") }
    static func guidanceWithdrawal(_ code: String) -> Link { Link(siteGuidance(code).path + "/withdrawal") }
}
