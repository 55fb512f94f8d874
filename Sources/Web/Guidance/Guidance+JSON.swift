import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
package import Store
package import StrictJSON

extension Service {
    func apiGuidance(_: Request, context: RequestContext) async throws -> Response {
        let county = try await store(for: context).handedDown(now: now())
        let node: Node = .object([
            ("asOf", county.asOf.json), ("versions", .array(county.versions.map(\.json))),
            ("sites", .array(county.sites.map(\.json))),
        ])
        return json(node, leavingOut: county.unreadable, for: context)
    }

    func apiSiteGuidance(_: Request, context: RequestContext) async throws -> Response {
        let found = try await store(for: context).handedDown(to: context.part("code"), now: now())
        let node: Node = .object([
            ("asOf", found.asOf.json), ("site", found.now.site.json),
            ("standards", .array(found.now.standards.map(\.json))),
            ("issues", .array(found.issues.map(\.json))), ("guidance", .array(found.guidance.map(\.json))),
            ("visits", .array(found.visits.map(\.json))),
        ])
        return json(node, leavingOut: found.unreadable, for: context)
    }

    /// Issues a version to sites: of each, whether it is new there.
    func apiIssue(request: Request, context: RequestContext) async throws -> Response {
        let outcomes = try await store(for: context).issue(try await request.json(), now: now())
        let sites = outcomes.map { outcome in
            Node.object([("site", .string(outcome.site)), ("outcome", outcome.isNew ? "issued" : "already")])
        }
        return .json(.object([("sites", .array(sites))]))
    }

    /// Records guidance: 201 when it was written, 200 when the same had been before.
    func apiRecordGuidance(request: Request, context: RequestContext) async throws -> Response {
        let isNew = try await store(for: context).record(guidance: try await request.json(), now: now())
        return .json(.object([("outcome", isNew ? "recorded" : "already")]), status: isNew ? .created : .ok)
    }

    func apiAcknowledge(_: Request, context: RequestContext) async throws -> Response {
        try await store(for: context).acknowledge(Int(context.part("number")) ?? 0)
        return Response(status: .noContent)
    }
}

extension NamedVersion {
    package var json: Node {
        .object([
            ("standard", digests.node), ("siteKind", .string(siteKind.rawValue)),
            ("code", .string(checklist)),
            ("version", .string(version)), ("title", title.json), ("baseline", .string(baseline)),
            ("baselineVersion", .string(baselineVersion)), ("effectiveFrom", effectiveFrom.json),
        ])
    }
}

extension HandedSite {
    package var json: Node {
        .object([("site", .string(site.code)), ("standards", .array(standards.map(\.json)))])
    }
}

extension HandedStandard {
    package var json: Node {
        .object([
            ("standard", version.digests.node), ("issuance", issuance.map { .number($0.entry) }),
            ("issuedAt", state.issuedAt?.json), ("receipt", .string(state.receipt.word.rawValue)),
            ("receivedAt", state.receipt.moment?.json), ("guidedAt", state.guidedAt?.json),
            (
                "missing",
                .array(
                    state.missing.map { .object([("code", .string($0.rawValue)), ("text", $0.title.json)]) }
                )
            ),
        ])
    }
}

extension Issuance {
    package var json: Node {
        .object([
            ("number", .number(entry)), ("site", .string(site)), ("standard", version.node),
            ("issuedAt", issuedAt.json), ("issuedBy", .string(issuedBy)),
            (
                "receipt",
                receipt.map {
                    .object([
                        ("at", $0.at.json), ("by", .string($0.by)), ("duty", .string($0.duty.rawValue)),
                    ])
                }
            ),
        ])
    }
}

extension Guidance {
    package var json: Node {
        .object([
            ("id", .string("\(id)")), ("site", .string(site)), ("standard", version.node),
            ("givenAt", givenAt.json), ("recordedAt", recordedAt.json), ("givenBy", .string(givenBy)),
            ("shown", .string(shown)), ("attended", .string(attended)),
            (
                "withdrawal",
                withdrawal.map {
                    .object([("at", $0.at.json), ("by", .string($0.by)), ("reason", .string($0.reason))])
                }
            ),
        ])
    }
}
