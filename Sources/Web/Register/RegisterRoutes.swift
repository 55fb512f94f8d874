import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
import Store
import StrictJSON

extension Subject {
    /// The register in time: a site's periods, names and duties, the townships, and visits filed by mistake. Whoever
    /// reads sees what stands and what stood; administrators change it, and see first what that does to what is past.
    static let register = Subject(
        "register",
        pages: [SiteRegisterPage.self, RegisterConfirmPage.self, TownshipsPage.self, WithdrawalPage.self]
    ) { service in
        [
            Route(.get, "/sites/{code}/register", .right(.read), service.siteRegisterPage),
            Route(.post, "/sites/{code}/register", .right(.manage), service.receiveChange),
            Route(.get, "/townships", .right(.read), service.townshipsPage),
            Route(.post, "/townships/{code}", .right(.manage), service.receiveTownshipName),
            Route(.get, "/inspections/{id}/withdrawal", .right(.manage), service.withdrawalPage),
            Route(.post, "/inspections/{id}/withdrawal", .right(.manage), service.receiveWithdrawal),
        ]
    }
}

extension Link {
    /// A site's periods, names and duties in time.
    static func siteRegister(_ code: String) -> Link { Link(site(code).path + "/register") }
    static let townships = Link("/townships")
    static func township(_ code: String) -> Link { Link("/townships/\(FormText.encode(code))") }
    /// The form that withdraws a visit filed by mistake.
    static func withdrawal(_ id: String) -> Link { Link(inspection(id).path + "/withdrawal") }
}
