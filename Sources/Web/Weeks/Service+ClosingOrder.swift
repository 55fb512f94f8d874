package import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
import Store
package import StrictJSON

/// Standing orders by which the clock closes weeks, and who has read a week.
extension Service {
    func closingOrderPage(_: Request, context: RequestContext) async throws -> Response {
        try await closingOrder(nil, [], context)
    }

    func receiveClosingOrder(request: Request, context: RequestContext) async throws -> Response {
        let typed = ClosingOrderPage.Typed(FormFields(try await request.form()))
        do {
            try await store(for: context).giveClosingOrder(typed.node)
            return .seeOther(Link.closingOrder.path)
        } catch let problems as Problems {
            return try await closingOrder(typed, problems.all, context)
        }
    }

    func receiveEndOfOrder(_: Request, context: RequestContext) async throws -> Response {
        try await store(for: context).endClosingOrder()
        return .seeOther(Link.closingOrder.path)
    }

    private func closingOrder(
        _ typed: ClosingOrderPage.Typed?,
        _ problems: [Problem],
        _ context: RequestContext
    ) async throws -> Response {
        let store = store(for: context)
        let page = ClosingOrderPage(
            try await store.closingOrders(),
            readers: try await store.weekReaders(),
            typed: typed,
            problems: problems,
            now: now(),
            try texts(of: context)
        )
        return try show(
            page,
            at: Link.closingOrder.path,
            status: problems.isEmpty ? .ok : .unprocessableContent,
            for: context
        )
    }

    func receiveWeekRead(request: Request, context: RequestContext) async throws -> Response {
        let week = try context.week(now: now())
        let revision = try await markRead(week, request, context).revision
        return .seeOther(Link.week(week).path + "?revision=\(revision)")
    }

    /// Marks the revision that is asked for, or the last.
    private func markRead(
        _ week: ISOWeek,
        _ request: Request,
        _ context: RequestContext
    ) async throws -> (revision: Int, isNew: Bool) {
        let store = store(for: context)
        let revision: Int
        if let asked = try request.revision() {
            revision = asked
        } else {
            revision = try await store.requiredSealedWeek(week).report.revision
        }
        return (revision, try await store.markWeekRead(week, revision: revision))
    }
}

/// The same for programs.
extension Service {
    func apiClosingOrders(_: Request, context: RequestContext) async throws -> Response {
        .json(try await store(for: context).closingOrders().json(now: now()))
    }

    /// 201 when it was given, 200 when the one in force says the same.
    func apiGiveClosingOrder(request: Request, context: RequestContext) async throws -> Response {
        let given = try await store(for: context).giveClosingOrder(try await request.json())
        return .json(
            .object([("number", .number(given.number))]),
            status: given.isNew ? .created : .ok
        )
    }

    func apiEndClosingOrder(_: Request, context: RequestContext) async throws -> Response {
        try await store(for: context).endClosingOrder()
        return .json(.object([("outcome", "ended")]))
    }

    func apiWeekReaders(request: Request, context: RequestContext) async throws -> Response {
        let store = store(for: context)
        let sealed = try await store.requiredSealedWeek(
            try context.week(now: now()),
            revision: try request.revision()
        )
        return .json(try await store.readers(of: sealed).json(sealed.report.revision))
    }

    /// 201 when it was marked, 200 when it had been.
    func apiWeekRead(request: Request, context: RequestContext) async throws -> Response {
        let marked = try await markRead(try context.week(now: now()), request, context)
        return .json(
            .object([("revision", .number(marked.revision))]),
            status: marked.isNew ? .created : .ok
        )
    }
}

extension [ClosingOrder] {
    /// The one in force with what it closes next, and all of them, the last first.
    package func json(now: Instant) -> Node {
        let order = ClosingOrder.inForce(self)
        let next = order.flatMap { $0.lapsedAt == nil ? $0.next(after: now) : nil }
        return .object([
            ("inForce", order.map { .number($0.number) }), ("nextWeek", next.map { .string("\($0.week)") }),
            ("nextAt", next?.at.json), ("orders", .array(map(\.json))),
        ])
    }
}

extension ClosingOrder {
    fileprivate var json: Node {
        .object([
            ("number", .number(number)), ("weekday", .number(hour.weekday)), ("time", .string(hour.time)),
            ("accounts", .array(accounts.map(Node.string))), ("givenAt", givenAt.json),
            ("givenBy", .string(givenBy)), ("endedAt", end?.at.json), ("endedBy", end.map { .string($0.by) }),
            ("lapsedAt", lapsedAt?.json),
        ])
    }
}

extension WeekReaders {
    /// Of that revision.
    fileprivate func json(_ revision: Int) -> Node {
        .object([
            ("revision", .number(revision)), ("list", .array(list.map(Node.string))),
            (
                "readers",
                .array(
                    all.map { reader in
                        .object([
                            ("account", .string(reader.account)), ("display", .string(reader.display)),
                            ("readAt", reader.readAt?.json),
                        ])
                    }
                )
            ),
        ])
    }
}
