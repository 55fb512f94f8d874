import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
package import Store
package import StrictJSON

/// Three-colour orders as pages and for programs.
extension Service {
    func ordersPage(request: Request, context: RequestContext) async throws -> Response {
        let filter = try OrderFilter(request)
        let page = try await store(for: context).orders(filter, at: try request.place)
        return try show(
            OrdersPage(page, filter, Pager(page, of: .orders, request), try texts(of: context)),
            leavingOut: page.unreadable,
            for: context
        )
    }

    func orderPage(_: Request, context: RequestContext) async throws -> Response {
        try show(OrderPage(try await order(context), try texts(of: context)), for: context)
    }

    func gapOrderPage(_: Request, context: RequestContext) async throws -> Response {
        let (store, site, item) = (store(for: context), context.part("code"), context.part("item"))
        let record = try await store.gap(site, item)
        let mayIssue = context.identity?.rights.contains(.manage) == true
        let content = mayIssue ? try await store.orderContent(record.site.code, item) : nil
        var filter = OrderFilter()
        filter.gap = OrderFilter.Gap(site: record.site.code, item: item)
        let issued = try await store.orders(filter)
        let page = OrderPage(
            record,
            content,
            issued: issued.elements,
            hasLetterhead: content == nil ? true : try await store.letterhead() != nil,
            mayIssue: mayIssue,
            freshID: newID(),
            try texts(of: context)
        )
        return try show(page, leavingOut: issued.unreadable, for: context)
    }

    func receiveOrder(request: Request, context: RequestContext) async throws -> Response {
        let fields = FormFields(try await request.form())
        let order = try await issue(fields.one("id"), context)
        return .seeOther(Link.order("\(order.id)").path)
    }

    func apiOrders(request: Request, context: RequestContext) async throws -> Response {
        let page = try await store(for: context).orders(try OrderFilter(request), at: try request.place)
        return json(
            page.node("orders", of: .orders, request, \.json),
            leavingOut: page.unreadable,
            for: context
        )
    }

    func apiOrder(_: Request, context: RequestContext) async throws -> Response {
        .json(try await order(context).json)
    }

    func apiIssueOrder(request: Request, context: RequestContext) async throws -> Response {
        .json(try await issue(try await request.json()["id"]?.string, context).json)
    }

    func order(_ context: RequestContext) async throws -> OrderRecord {
        let id = context.part("id")
        guard let record = try await InspectionID(id).asyncOrder(in: store(for: context)) else {
            throw StoreError.noOrder(id)
        }
        return record
    }

    private func issue(_ id: String?, _ context: RequestContext) async throws -> OrderRecord {
        guard let id = id.flatMap({ InspectionID($0) }) else { throw Problems([.badOrderID]) }
        return try await store(for: context)
            .issueOrder(id, site: context.part("code"), item: context.part("item"))
    }
}

extension Optional<InspectionID> {
    fileprivate func asyncOrder(in store: Store) async throws -> OrderRecord? {
        guard let self else { return nil }
        return try await store.order(self)
    }
}

extension OrderRecord {
    /// The sealed document and who issued it. The document on one line, as it stands here, has the digest.
    package var json: Node {
        .object([
            ("id", .string("\(id)")), ("document", order.node), ("digest", .string(digest)),
            ("issuedBy", .string(issuedBy)),
        ])
    }
}

extension OrderFilter {
    /// Reads `colour` and `q` of the address; of the latter, a hundred characters.
    init(_ request: Request) throws {
        var problems: [Problem] = []
        let colour: GapStanding.Colour? = request.word("colour", &problems)
        guard problems.isEmpty else { throw Refusal.invalid(problems) }
        self.init(colour: colour, words: (request.queryValue("q") ?? "").trimmed.cut(to: 100))
    }
}

extension Problem {
    fileprivate static let badOrderID = Problem(
        "badID",
        at: "/id",
        Text(
            zh: "督办单的编号应为第 7 版 UUID，由提交的一方生成。",
            en: "The id of an order is a UUID of version 7, made by whoever sends it."
        )
    )
}
