import AuditLog
import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
import Store
import StrictJSON

extension Subject {
    /// The audit log.
    static let audit = Subject(
        "audit",
        navigation: [NavigationLink(.audit, "audit.navigation", right: .audit)],
        pages: [AuditPage.self, AuditEntryPage.self]
    ) { service in
        [
            Route(.get, "/audit", .right(.audit), service.auditPage),
            Route(.get, "/audit/{number}", .right(.audit), service.auditEntryPage),
            Route(.get, "/audit.csv", .right(.audit), service.auditTable),
            Route(.get, "/api/v1/audit", .right(.audit), service.apiAudit),
            Route(.get, "/api/v1/audit/heads", .right(.audit), service.apiAuditHeads),
            Route(.get, "/api/v1/audit/{number}/proof", .right(.audit), service.apiAuditProof),
        ]
    }
}

extension Link {
    static let audit = Link("/audit")
    static func auditEntry(_ number: Int) -> Link { Link("/audit/\(number)") }
    static func auditProof(_ number: Int) -> Link { Link("/audit/\(number)/proof") }
    static let auditHeads = Link("/audit/heads")
    /// The entries as a table for spreadsheets.
    static let auditTable = Link("/audit.csv")
}

/// The record, for those who may read it; that they read it is on record too.
extension Service {
    func auditPage(request: Request, context: RequestContext) async throws -> Response {
        let (texts, store, filter) = (try texts(of: context), store(for: context), try EntryFilter(request))
        let entries = try await entries(request, context)
        let content = AuditPage(
            entries,
            filter,
            Pager(entries, of: .audit, request),
            chain: try await store.latestHeads(),
            notice: try await sealingNotice(texts),
            rights: context.identity?.rights ?? [],
            texts
        )
        return try show(content, leavingOut: entries.unreadable, for: context)
    }

    func auditEntryPage(_: Request, context: RequestContext) async throws -> Response {
        let (texts, store, number) = (try texts(of: context), store(for: context), try context.entryNumber)
        try await store.note("read", "audit/\(number)")
        let content = AuditEntryPage(
            try await store.entry(number),
            try await store.standing(ofEntry: number),
            keys: sealing.keys,
            rights: context.identity?.rights ?? [],
            texts
        )
        return try show(content, for: context)
    }

    func auditTable(request: Request, context: RequestContext) async throws -> Response {
        let (texts, store, filter) = (try texts(of: context), store(for: context), try EntryFilter(request))
        try await store.note("export", "audit", reason: filter.said)
        var entries: [ListedEntry] = []
        var before: Int?
        repeat {
            let page = try await store.entries(filter, before: before, limit: 1000)
            // A table that goes out of the house says nothing of what it lacks.
            if let row = page.unreadable.all.first { throw row }
            entries += page.entries
            before = page.next
        } while before != nil && entries.count < AuditTable.most
        var response = Response.text(AuditTable.write(entries, texts), type: "text/csv; charset=utf-8")
        response.headers[.contentDisposition] = "attachment; filename=\"audit.csv\""
        return response
    }

    func apiAudit(request: Request, context: RequestContext) async throws -> Response {
        let entries = try await entries(request, context)
        return json(
            entries.node("entries", of: .audit, request, \.json),
            leavingOut: entries.unreadable,
            for: context
        )
    }

    func apiAuditProof(_: Request, context: RequestContext) async throws -> Response {
        let (store, number) = (store(for: context), try context.entryNumber)
        try await store.note("read", "audit/\(number)")
        return .json(try await store.proof(ofEntry: number).json(sealing.keys))
    }

    func apiAuditHeads(request: Request, context: RequestContext) async throws -> Response {
        let store = store(for: context)
        try await store.note("read", "audit/heads")
        let heads = try await store.heads(at: try request.place)
        return json(
            heads.node("heads", of: .auditHeads, request, \.json),
            leavingOut: heads.unreadable,
            for: context
        )
    }

    /// What the page has to say of the sealing; nil where all is well.
    private func sealingNotice(_ texts: Texts) async throws -> String? {
        let state = try await store.sealingState()
        if let waits = state.waits, state.isStopped(isExpected: sealing.isExpected) {
            return StoreError.sealingStopped(seconds: Int(waits.components.seconds), why: sealing.why)
                .message[texts.language]
        }
        return sealing.why.map { texts("audit.notSealed", $0[texts.language]) }
    }

    private func entries(_ request: Request, _ context: RequestContext) async throws -> ListPage<ListedEntry>
    {
        let (store, filter, place) = (store(for: context), try EntryFilter(request), try request.place)
        try await store.note("read", "audit", reason: filter.said)
        return try await store.entries(filter, at: place)
    }
}
