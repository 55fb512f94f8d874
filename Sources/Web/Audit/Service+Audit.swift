import Compliance
import HTTPTypes
import Hummingbird
import AuditLog
import Store
import StrictJSON

/// The record, for those who may read it; that they read it is on record too.
extension Service {
    @Sendable func auditPage(request: Request, visit: Visit) async throws -> Response {
        let (texts, filter) = (try texts(of: visit), try EntryFilter(request))
        let content = AuditPage(
            try await entries(request, visit, limit: 100),
            filter,
            notice: try await sealingNotice(texts),
            texts
        )
        return try page("audit", content, title: texts("audit.title"), at: request.uri.string, for: visit)
    }

    @Sendable func auditEntryPage(request: Request, visit: Visit) async throws -> Response {
        let (texts, store, number) = (try texts(of: visit), store(for: visit), try visit.entryNumber)
        try await store.note("read", "audit/\(number)")
        let entry = try await store.entry(number)
        let proof: EntryProof?
        do { proof = try await store.proof(ofEntry: number) } catch StoreError.notSealed { proof = nil }
        let content = AuditEntryPage(entry, proof, texts)
        let title = texts("audit.entry", "\(number)")
        return try page("audit-entry", content, title: title, at: request.uri.string, for: visit)
    }

    @Sendable func auditTable(request: Request, visit: Visit) async throws -> Response {
        let (store, filter) = (store(for: visit), try EntryFilter(request))
        try await store.note("export", "audit", reason: filter.said)
        var entries: [ListedEntry] = []
        var before = try request.entriesBefore
        repeat {
            let page = try await store.entries(filter, before: before, limit: 1000)
            entries += page.entries
            before = page.next
        } while before != nil && entries.count < AuditTable.most
        var response = Response.text(AuditTable.write(entries), type: "text/csv; charset=utf-8")
        response.headers[.contentDisposition] = "attachment; filename=\"audit.csv\""
        return response
    }

    @Sendable func apiAudit(request: Request, visit: Visit) async throws -> Response {
        .json(try await entries(request, visit, limit: 100).json)
    }

    @Sendable func apiAuditProof(_: Request, visit: Visit) async throws -> Response {
        let (store, number) = (store(for: visit), try visit.entryNumber)
        try await store.note("read", "audit/\(number)")
        return .json(try await store.proof(ofEntry: number).json(nil))
    }

    @Sendable func apiAuditHeads(_: Request, visit: Visit) async throws -> Response {
        let store = store(for: visit)
        try await store.note("read", "audit/heads")
        return .json(.object([("heads", .array(try await store.heads(limit: 100).map(\.json)))]))
    }

    private func entries(_ request: Request, _ visit: Visit, limit: Int) async throws -> EntryPage {
        let (store, filter) = (store(for: visit), try EntryFilter(request))
        try await store.note("read", "audit", reason: filter.said)
        return try await store.entries(filter, before: try request.entriesBefore, limit: limit)
    }
}

extension EntryFilter {
    /// Reads `actor`, `verb`, `object`, `from` and `to` of the address.
    init(_ request: Request) throws {
        var problems: [Problem] = []
        func words(_ name: String) -> String? {
            let text = (request.queryValue(name) ?? "").trimmed.cut(to: 300)
            return text.isEmpty ? nil : text
        }
        func day(_ name: String) -> Day? {
            guard let text = words(name) else { return nil }
            if let day = Day(text) { return day }
            let message = Text(
                zh: "参数 \(name) 应为日期,如 2021-08-18,现为“\(text)”。",
                en: "\(name) must be a day such as 2021-08-18; it is '\(text)'."
            )
            problems.append(Problem("badDay", at: "?\(name)", message))
            return nil
        }
        self.init(
            actor: words("actor"),
            verb: words("verb"),
            object: words("object"),
            from: day("from"),
            to: day("to")
        )
        if let verb, !Store.verbs.contains(verb) {
            let message = Text(
                zh: "参数 verb 应为 \(Store.verbs.joined(separator: ", ")) 之一,现为“\(verb)”。",
                en: "verb must be one of \(Store.verbs.joined(separator: ", ")); it is '\(verb)'."
            )
            problems.append(Problem("unknownWord", at: "?verb", message))
        }
        guard problems.isEmpty else { throw Refusal.invalid(problems) }
    }

    /// How the record says what was asked for; nil for everything.
    fileprivate var said: String? {
        let query = query(before: nil)
        return query.isEmpty ? nil : query.cut(to: 2000)
    }
}

extension Request {
    /// The number before which entries are asked for.
    fileprivate var entriesBefore: Int? {
        get throws {
            guard let text = queryValue("before"), !text.isEmpty else { return nil }
            if let number = Int(text) { return number }
            let message = Text(
                zh: "参数 before 应为整数,现为“\(text)”。",
                en: "before must be a whole number; it is '\(text)'."
            )
            throw Refusal.invalid([Problem("badNumber", at: "?before", message)])
        }
    }
}

extension Visit {
    /// The entry that the path names.
    fileprivate var entryNumber: Int {
        get throws {
            let text = part("number")
            guard let number = Int(text) else {
                throw Refusal.notFound("没有第“\(text)”号记录。", "There is no entry '\(text)'.")
            }
            return number
        }
    }
}
