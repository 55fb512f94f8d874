import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
package import Store
package import StrictJSON

/// Planning for programs.
extension Service {
    func apiSchedule(request: Request, context: RequestContext) async throws -> Response {
        let page = try await store(for: context)
            .schedule(try ScheduleFilter(request), at: try request.place, now: now())
        return json(
            page.node("sites", of: .planning, request, \.json),
            leavingOut: page.unreadable,
            for: context
        )
    }

    func apiCadences(_: Request, context: RequestContext) async throws -> Response {
        let cadences = try await store(for: context).cadences()
        return json(
            .object([("cadences", .array(cadences.elements.map(\.json)))]),
            leavingOut: cadences.unreadable,
            for: context
        )
    }

    /// 201 when it was set, 200 when it was so already.
    func apiSetCadence(request: Request, context: RequestContext) async throws -> Response {
        let isNew = try await store(for: context).setCadence(try await request.json(), now: now())
        return .json(.object([("outcome", isNew ? "set" : "already")]), status: isNew ? .created : .ok)
    }

    func apiPlan(_: Request, context: RequestContext) async throws -> Response {
        .json(try await store(for: context).plan(now: now()).json)
    }

    func apiArrears(request: Request, context: RequestContext) async throws -> Response {
        let arrears = try await store(for: context).arrears(patience: try request.patience, now: now())
        return json(arrears.json, leavingOut: arrears.unreadable, for: context)
    }

    func apiDraws(_: Request, context: RequestContext) async throws -> Response {
        let draws = try await store(for: context).draws()
        return json(
            .object([("draws", .array(draws.elements.map { $0.json(nil) }))]),
            leavingOut: draws.unreadable,
            for: context
        )
    }

    /// 201 when it was drawn, 200 when the same was drawn before.
    func apiCommitDraw(request: Request, context: RequestContext) async throws -> Response {
        let isNew = try await store(for: context).commitDraw(try await request.json(), now: now())
        return .json(.object([("outcome", isNew ? "drawn" : "already")]), status: isNew ? .created : .ok)
    }

    func apiDraw(_: Request, context: RequestContext) async throws -> Response {
        let (record, opened) = try await store(for: context).draw(try context.draw)
        return .json(record.json(opened))
    }

    func apiDiscardDraw(request: Request, context: RequestContext) async throws -> Response {
        let reason = try await request.json()["reason"]?.string ?? ""
        try await store(for: context).discardDraw(try context.draw, reason: reason)
        return try await apiDraw(request, context: context)
    }
}

extension ScheduledSite {
    package var json: Node {
        .object([
            ("site", .string(code)), ("kind", .string(kind.rawValue)), ("name", name.json),
            ("days", interval.map { .number($0.days) }),
            ("daysBelow", interval.map { .number($0.daysBelow) }),
            ("lastVisit", due.lastVisit?.json), ("inspection", due.inspection.map { .string("\($0)") }),
            ("belowMinimum", .bool(due.isBelow)), ("dueOn", due.dueOn?.json), ("daysLate", .number(daysLate)),
        ])
    }
}

extension CadenceRecord {
    package var json: Node {
        .object([
            ("kind", .string(cadence.kind.rawValue)), ("days", .number(cadence.interval.days)),
            ("daysBelow", .number(cadence.interval.daysBelow)), ("from", cadence.validFrom.json),
            ("reason", .string(reason)), ("setAt", setAt.json), ("setBy", .string(setBy)),
            ("entry", .number(cadence.entry)),
        ])
    }
}

extension InspectorPlan {
    package var json: Node {
        .object([
            ("asOf", asOf.json),
            (
                "drawn",
                .array(
                    drawn.map {
                        .object([
                            ("draw", .string("\($0.draw)")), ("site", .string($0.site)),
                            ("siteName", $0.siteName.json),
                            ("inspectors", .array($0.inspectors.map(Node.string))),
                            ("absent", .array($0.absent.map(Node.string))),
                        ])
                    }
                )
            ),
            (
                "due",
                .array(
                    due.map {
                        .object([
                            ("site", .string($0.site)), ("siteName", $0.siteName.json),
                            ("lastVisit", $0.lastVisit?.json), ("belowMinimum", .bool($0.isBelow)),
                            ("dueOn", $0.dueOn.json), ("daysLate", .number($0.daysLate)),
                        ])
                    }
                )
            ),
            ("dueTotal", .number(dueTotal)),
            (
                "verifications",
                .array(
                    verifications.map {
                        .object([
                            ("site", .string($0.site)), ("siteName", $0.siteName.json),
                            ("item", .string($0.item)),
                            ("since", $0.since.json),
                        ])
                    }
                )
            ),
            ("verificationTotal", .number(verificationTotal)),
        ])
    }
}

extension Arrears {
    package var json: Node {
        .object([
            ("asOf", asOf.json), ("patience", .number(patience)),
            (
                "parts",
                .array(
                    parts.map {
                        .object([
                            ("kind", .string($0.kind.rawValue)), ("total", .number($0.total)),
                            ("lines", .array($0.lines.map(\.json))),
                        ])
                    }
                )
            ),
        ])
    }
}

extension Arrears.Line {
    package var json: Node {
        .object([
            ("site", site.map(Node.string)), ("siteName", siteName?.json), ("item", item.map(Node.string)),
            ("inspection", inspection.map { .string("\($0)") }), ("week", week.map { .string("\($0)") }),
            ("draw", draw.map { .string("\($0)") }), ("order", order.map { .string("\($0)") }),
            ("standard", standard?.json), ("since", since?.json),
        ])
    }
}

extension DrawRecord {
    /// The draw, with what is known of it once it is open. `frame` on one line, as it stands here, has the digest.
    package func json(_ opened: OpenedDraw?) -> Node {
        .object([
            ("frame", frame.node), ("frameDigest", .string(frameDigest)), ("seedDigest", .string(seedDigest)),
            ("drawnAt", drawnAt.json), ("drawnBy", .string(drawnBy)), ("entry", .number(entry)),
            (
                "discard",
                discard.map {
                    .object([("at", $0.at.json), ("by", .string($0.by)), ("reason", .string($0.reason))])
                }
            ),
            ("opened", opened?.json),
        ])
    }
}

extension OpenedDraw {
    fileprivate var json: Node {
        .object([
            ("seed", .string(seed)), ("root", root.map(Node.string)), ("seedFits", .bool(seedFits)),
            ("resultFits", resultFits.map(Node.bool)),
            (
                "visits",
                .array(
                    given.map { visit in
                        .object([
                            ("site", .string(visit.drawn.site)), ("day", visit.drawn.day.json),
                            ("inspectors", .array(visit.drawn.inspectors.map(Node.string))),
                            ("inspection", visit.inspection.map { .string("\($0)") }),
                        ])
                    }
                )
            ),
        ])
    }
}
