import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
import Papers
package import Store
package import StrictJSON

/// Three-colour orders as pages and for programs.
extension Service {
    func ordersPage(request: Request, context: RequestContext) async throws -> Response {
        let filter = try OrderFilter(request)
        let page = try await store(for: context).orders(filter, at: try request.place)
        let texts = try texts(of: context)
        return try show(
            OrdersPage(
                page,
                filter,
                Pager(page, of: .orders, request),
                tables: FileLink.all(Registers.orders, of: .orders, try request.asked, texts),
                texts
            ),
            leavingOut: page.unreadable,
            for: context
        )
    }

    func orderPage(_: Request, context: RequestContext) async throws -> Response {
        try await order(context)
    }

    /// The order's page, with what somebody typed of its hand-over and what was wrong with that.
    func order(
        _ context: RequestContext,
        _ typed: TypedHandOver? = nil,
        _ problems: [Problem] = []
    ) async throws -> Response {
        let record = try await orderRecord(context)
        let day = Day(record.order.issuedAt)
        let reader = ArrivalPart.Reader(
            rights: context.identity?.rights ?? [],
            isDirector: try await store(for: context).directs(record.order.content.site.code, since: day),
            isToken: context.identity?.isToken == true
        )
        return try show(
            OrderPage(record, reader, typed, problems, try texts(of: context)),
            at: Link.order("\(record.id)").path,
            status: problems.isEmpty ? .ok : .unprocessableContent,
            for: context
        )
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

    func apiOrdersFile(_ format: TableFormat) -> Route.Handler {
        { request, context in
            let (filter, store) = (try OrderFilter(request), self.store(for: context))
            return try await self.file(Registers.orders, as: format, request, context) { take in
                try await store.everyOrder(filter, take)
            }
        }
    }

    func apiOrder(_: Request, context: RequestContext) async throws -> Response {
        .json(try await orderRecord(context).json)
    }

    func apiIssueOrder(request: Request, context: RequestContext) async throws -> Response {
        .json(try await issue(try await request.json()["id"]?.string, context).json)
    }

    func orderRecord(_ context: RequestContext) async throws -> OrderRecord {
        let id = try context.order
        guard let record = try await store(for: context).order(id) else { throw StoreError.noOrder("\(id)") }
        return record
    }

    private func issue(_ id: String?, _ context: RequestContext) async throws -> OrderRecord {
        guard let id = id.flatMap({ InspectionID($0) }) else { throw Problems([.badOrderID]) }
        return try await store(for: context)
            .issueOrder(id, site: context.part("code"), item: context.part("item"))
    }
}

extension OrderRecord {
    /// The sealed document, who issued it, and how it arrived. The document on one line, as it stands here, has the digest.
    package var json: Node {
        .object([
            ("id", .string("\(id)")), ("document", order.node), ("digest", .string(digest)),
            ("issuedBy", .string(issuedBy)), ("arrival", arrival?.json),
        ])
    }
}

extension OrderFilter {
    /// Reads `colour`, `state` and `q` of the address; of the last, a hundred characters.
    init(_ request: Request) throws {
        var problems: [Problem] = []
        let colour: GapStanding.Colour? = request.word("colour", &problems)
        let state: ArrivalState? = request.word("state", &problems)
        guard problems.isEmpty else { throw Refusal.invalid(problems) }
        self.init(colour: colour, state: state, words: (request.queryValue("q") ?? "").trimmed.cut(to: 100))
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
