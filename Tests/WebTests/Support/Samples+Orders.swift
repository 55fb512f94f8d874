@testable import Compliance
@testable import HTTPServer
@testable import Store
@testable import Web

extension Samples {
    private func orderContent(
        _ colour: GapStanding.Colour = .red,
        isTold: Bool = true
    ) -> SupervisionOrder.Content {
        let found = Self.now.adding(seconds: -5 * 86_400)
        let told = SupervisionOrder.Event(
            at: found,
            what: text("签发整改通知书", "notice issued"),
            by: twist("admin")
        )
        return SupervisionOrder.Content(
            colour: colour,
            why: text("期限已过", "overdue"),
            site: noticeContent.site,
            to: [
                .init(duty: .director, person: twist("柳河乡卫生院院长")), .init(duty: .deputyInCharge, person: nil),
            ],
            inspection: Self.id(305),
            line: noticeContent.items[0],
            dates: [.init(at: found, what: text("首次发现", "first found"), by: twist("检查员甲"))],
            told: isTold ? [told] : [],
            reply: text("请说明措施", "Say what was done")
        )
    }

    func orderRecord(_ colour: GapStanding.Colour, _ arrival: Arrival? = nil) -> OrderRecord {
        OrderRecord(
            id: Self.id(801),
            order: SupervisionOrder(
                number: twist("豫宁隔检督〔2021〕3号"),
                year: 2021,
                serial: 3,
                issuedAt: Self.now,
                office: text("豫宁县卫生健康委员会", "Yuning Health Commission"),
                redHead: twist("豫宁县卫生健康委员会文件"),
                content: orderContent(colour)
            ),
            document: "",
            digest: String(repeating: "a", count: 64),
            issuedBy: twist("admin"),
            arrival: arrival
        )
    }

    /// The pages of orders, by name.
    func orderPages(_ texts: Texts) -> [(String, any Page)] {
        func preview(
            _ content: SupervisionOrder.Content?,
            issued: [OrderRecord] = [],
            hasLetterhead: Bool = true,
            mayIssue: Bool = true,
            goesOn: Bool = false
        ) -> OrderPage {
            OrderPage(
                gap(goesOn: goesOn),
                content,
                issued: issued,
                hasLetterhead: hasLetterhead,
                mayIssue: mayIssue,
                freshID: "\(Self.id(9))",
                texts
            )
        }
        let filter = OrderFilter(colour: .red, state: .onTheWay, words: twist("柳河"))
        let records = GapStanding.Colour.allCases.map { orderRecord($0) } + [orderRecord(.blue, handedOver)]
        let all = ArrivalPart.Reader(rights: Set(Right.allCases), isDirector: true)
        let typed = TypedHandOver(
            receivedBy: twist("副院长"),
            photograph: String(repeating: "c", count: 64)
        )
        return [
            ("order", OrderPage(orderRecord(.red), all, nil, [], texts)),
            ("order-hand-over", OrderPage(orderRecord(.red), all, typed, problems, texts)),
            ("order-to-send", OrderPage(orderRecord(.red, handedOver(isOwn: true)), all, nil, [], texts)),
            ("order-shown", OrderPage(orderRecord(.red, handedOver(isHere: true)), all, nil, [], texts)),
            ("order-before", preview(orderContent(.blue, isTold: false), issued: [orderRecord(.yellow)])),
            ("order-headless", preview(orderContent(.yellow), hasLetterhead: false)),
            ("order-calm", preview(nil)), ("order-read", preview(nil, mayIssue: false)),
            ("order-stands", preview(orderContent(), issued: [orderRecord(.red)])),
            ("order-moved", preview(nil, goesOn: true)),
            ("orders", OrdersPage(page(records), filter, pager, tables: tables(texts), texts)),
            ("orders-none", OrdersPage(page([OrderRecord]()), OrderFilter(), nil, tables: [], texts)),
        ]
    }
}
