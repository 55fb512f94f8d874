import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
import Store
import StrictJSON

extension Subject {
    /// Notices (整改通知书): issued after a visit, printed, acknowledged or handed over; and how the county's papers begin.
    static let notices = Subject(
        "notices",
        navigation: [NavigationLink(.notices, "notices.navigation", right: .read, in: .rectification)],
        pages: [NoticesPage.self, NoticePage.self]
    ) { service in
        [
            Route(.get, "/notices", .right(.read), service.noticesPage),
            Route(.post, "/notices/letterhead", .right(.manage), service.receiveLetterhead),
            Route(.get, "/inspections/{id}/notice", .right(.read), service.noticePage),
            Route(.post, "/inspections/{id}/notice", .right(.manage), service.receiveNotice),
            Route(
                .post,
                "/inspections/{id}/notice/acknowledgement",
                .right(.respond),
                service.receiveAcknowledgement
            ),
            Route(.post, "/inspections/{id}/notice/hand-over", .right(.file), service.receiveHandOver),
            Route(.get, "/api/v1/notices", .right(.read), service.apiNotices),
            Route(.get, "/api/v1/inspections/{id}/notice", .right(.read), service.apiNotice),
            Route(.post, "/api/v1/inspections/{id}/notice", .right(.manage), service.apiIssueNotice),
            Route(
                .post,
                "/api/v1/inspections/{id}/notice/acknowledgement",
                .right(.respond),
                service.apiAcknowledgeNotice
            ),
            Route(
                .post,
                "/api/v1/inspections/{id}/notice/hand-over",
                .right(.file),
                service.apiHandOverNotice
            ),
        ]
    }
}

extension Link {
    /// The register of notices.
    static let notices = Link("/notices")
    /// How the county's papers begin.
    static let letterhead = Link("/notices/letterhead")
    /// The notice of a visit; before it is issued, what it would say.
    static func notice(_ id: String) -> Link { Link(inspection(id).path + "/notice") }
    static func acknowledgement(_ id: String) -> Link { Link(notice(id).path + "/acknowledgement") }
    static func handOver(_ id: String) -> Link { Link(notice(id).path + "/hand-over") }
    /// The notices of one site.
    static func notices(of site: String) -> Link { Link(notices.path + "?q=\(FormText.encode(site))") }
}
