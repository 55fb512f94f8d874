import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
import Papers
import Store
import StrictJSON

extension Subject {
    /// Notices (整改通知书): issued after a visit, printed, acknowledged or handed over; orders (三色督办单) about what is not
    /// mended; and how the county's papers begin.
    static let notices = Subject(
        "notices",
        navigation: [NavigationLink(.notices, "notices.navigation", right: .read, in: .rectification)],
        pages: [NoticesPage.self, NoticePage.self, OrdersPage.self, OrderPage.self]
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
            Route(
                .post,
                "/inspections/{id}/notice/hand-over",
                .right(.file),
                streamsFile: true,
                service.receiveHandOver
            ),
            Route(
                .post,
                "/inspections/{id}/notice/photograph",
                .right(.file),
                streamsFile: true,
                service.receiveNoticePhotograph
            ),
            Route(.get, "/inspections/{id}/notice/photograph", .right(.read), service.noticePhotograph),
            Route(
                .get,
                "/inspections/{id}/notice/photograph/page",
                .right(.read),
                service.noticePhotographCopy
            ),
            Route(.get, "/orders", .right(.read), service.ordersPage),
            Route(.get, "/orders/{id}", .right(.read), service.orderPage),
            Route(
                .post,
                "/orders/{id}/acknowledgement",
                .right(.respond),
                service.receiveOrderAcknowledgement
            ),
            Route(
                .post,
                "/orders/{id}/hand-over",
                .right(.file),
                streamsFile: true,
                service.receiveOrderHandOver
            ),
            Route(
                .post,
                "/orders/{id}/photograph",
                .right(.file),
                streamsFile: true,
                service.receiveOrderPhotograph
            ),
            Route(.get, "/orders/{id}/photograph", .right(.read), service.orderPhotograph),
            Route(.get, "/orders/{id}/photograph/page", .right(.read), service.orderPhotographCopy),
            Route(.get, "/sites/{code}/gaps/{item}/order", .right(.read), service.gapOrderPage),
            Route(.post, "/sites/{code}/gaps/{item}/order", .right(.manage), service.receiveOrder),
            Route(.get, "/api/v1/orders", .right(.read), service.apiOrders),
            Route(.get, "/api/v1/orders/{id}", .right(.read), service.apiOrder),
            Route(
                .post,
                "/api/v1/orders/{id}/acknowledgement",
                .right(.respond),
                service.apiAcknowledgeOrder
            ),
            Route(.post, "/api/v1/orders/{id}/hand-over", .right(.file), service.apiHandOverOrder),
            Route(.post, "/api/v1/sites/{code}/gaps/{item}/order", .right(.manage), service.apiIssueOrder),
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
            + PaperFormat.allCases.flatMap { format in
                [
                    Route(
                        .get,
                        "/api/v1/inspections/{id}/notice.\(format.rawValue)",
                        .right(.read),
                        service.apiNoticePaper(format)
                    ),
                    Route(
                        .get,
                        "/api/v1/orders/{id}/order.\(format.rawValue)",
                        .right(.read),
                        service.apiOrderPaper(format)
                    ),
                ]
            }
            + TableFormat.allCases.flatMap { format in
                [
                    Route(
                        .get,
                        "/api/v1/orders.\(format.rawValue)",
                        .right(.read),
                        service.apiOrdersFile(format)
                    ),
                    Route(
                        .get,
                        "/api/v1/notices.\(format.rawValue)",
                        .right(.read),
                        service.apiNoticesFile(format)
                    ),
                ]
            }
    }
}

extension Link {
    /// The register of notices.
    static let notices = Link("/notices")
    /// How the county's papers begin.
    static let letterhead = Link("/notices/letterhead")
    /// The notice of a visit; before it is issued, what it would say.
    static func notice(_ id: String) -> Link { Link(inspection(id).path + "/notice") }
    /// The sealed notice as a file; in the API alone, as that of an order.
    static func noticePaper(_ id: String, _ format: PaperFormat) -> Link {
        Link(notice(id).path + ".\(format.rawValue)")
    }
    static func orderPaper(_ id: String, _ format: PaperFormat) -> Link {
        Link(order(id).path + "/order.\(format.rawValue)")
    }
    /// The register of orders, and one of them.
    static let orders = Link("/orders")
    static func order(_ id: String) -> Link { Link("/orders/\(FormText.encode(id))") }
    /// A paper, where it is acknowledged and handed over, and the photograph that says so.
    static func paper(_ paper: ServedPaper) -> Link {
        switch paper {
        case .notice(let visit): notice("\(visit)")
        case .order(let id): order("\(id)")
        }
    }
    static func acknowledgement(of paper: ServedPaper) -> Link {
        Link(Link.paper(paper).path + "/acknowledgement")
    }
    static func handOver(of paper: ServedPaper) -> Link { Link(Link.paper(paper).path + "/hand-over") }
    static func photograph(of paper: ServedPaper) -> Link { Link(Link.paper(paper).path + "/photograph") }
    /// What an order of the gap would say now, and those issued before.
    static func order(of site: String, _ item: String) -> Link { Link(gap(site, item).path + "/order") }
    /// The notices of one site.
    static func notices(of site: String) -> Link { Link(notices.path + "?q=\(FormText.encode(site))") }
}
