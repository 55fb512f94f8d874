import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
import Papers
package import Store
package import StrictJSON

extension NoticeRecord {
    /// The sealed document and what became of it. The document on one line, as it stands here, has the digest.
    package var json: Node {
        .object([
            ("document", notice.node), ("digest", .string(digest)), ("issuedBy", .string(issuedBy)),
            ("arrival", arrival?.json), ("revisedBy", revisedBy.map { .string("\($0)") }),
            ("withdrawn", .bool(isWithdrawn)),
        ])
    }
}

/// Notices for programs.
extension Service {
    func apiNotices(request: Request, context: RequestContext) async throws -> Response {
        let page = try await store(for: context).notices(try NoticeFilter(request), at: try request.place)
        return json(
            page.node("notices", of: .notices, request, \.json),
            leavingOut: page.unreadable,
            for: context
        )
    }

    func apiNoticesFile(_ format: TableFormat) -> Route.Handler {
        { request, context in
            let (filter, store) = (try NoticeFilter(request), self.store(for: context))
            return try await self.file(Registers.notices, as: format, request, context) { take in
                try await store.everyNotice(filter, take)
            }
        }
    }

    func apiNotice(_: Request, context: RequestContext) async throws -> Response {
        let id = try context.inspection
        guard let record = try await store(for: context).notice(of: id) else {
            throw StoreError.noNotice("\(id)")
        }
        return .json(record.json)
    }

    func apiIssueNotice(_: Request, context: RequestContext) async throws -> Response {
        .json(try await store(for: context).issueNotice(of: try context.inspection).json)
    }
}
