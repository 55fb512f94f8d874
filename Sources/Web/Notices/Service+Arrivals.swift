import AuditLog
import Compliance
import HTTPServer
import HummingbirdCore
import Store
import StrictJSON

/// How papers reach directors: acknowledged, or handed over with a photograph of the signed paper, which its readers may see.
extension Service {
    func receiveAcknowledgement(_: Request, context: RequestContext) async throws -> Response {
        try await acknowledge(.notice(try context.inspection), context)
    }

    func receiveOrderAcknowledgement(_: Request, context: RequestContext) async throws -> Response {
        try await acknowledge(.order(try context.order), context)
    }

    private func acknowledge(_ paper: ServedPaper, _ context: RequestContext) async throws -> Response {
        try await store(for: context).acknowledge(paper)
        return .seeOther(Link.paper(paper).path)
    }

    func receiveHandOver(request: Request, context: RequestContext) async throws -> Response {
        try await handOver(.notice(try context.inspection), request, context)
    }

    func receiveOrderHandOver(request: Request, context: RequestContext) async throws -> Response {
        try await handOver(.order(try context.order), request, context)
    }

    /// Takes the form with the photograph. What is wrong with either is said on the page, where what was typed, and the
    /// photograph that has come, still stand.
    private func handOver(
        _ paper: ServedPaper,
        _ request: Request,
        _ context: RequestContext
    ) async throws -> Response {
        let form = try await formWithFile(request, context) { _ in }
        var typed = TypedHandOver(form.fields, photograph: form.digest)
        do {
            if let refusal = form.refusal { throw Problems([.ofPhotograph(refusal)]) }
            let handOver = try HandOver(
                reachedAt: Instant(beijing: typed.reachedAt),
                receivedBy: typed.receivedBy,
                witness: typed.witness,
                photograph: typed.photograph
            )
            let store = store(for: context)
            try await store.handOver(paper, handOver)
            try await look(at: PhotographPlace(paper), in: store)
            return .seeOther(Link.paper(paper).path)
        } catch let problems as Problems {
            // What was only named has not come, and is chosen.
            if problems.all.contains(where: { $0.pointer == "/photograph" }) { typed.photograph = "" }
            return try await show(paper, typed, problems.all, context)
        }
    }

    func receiveNoticePhotograph(request: Request, context: RequestContext) async throws -> Response {
        try await photograph(of: .notice(try context.inspection), request, context)
    }

    func receiveOrderPhotograph(request: Request, context: RequestContext) async throws -> Response {
        try await photograph(of: .order(try context.order), request, context)
    }

    /// Takes the photograph that a hand-over of releases before named and that has not come: of whoever recorded that, and no
    /// other file.
    private func photograph(
        of paper: ServedPaper,
        _ request: Request,
        _ context: RequestContext
    ) async throws -> Response {
        let store = store(for: context)
        do {
            try await takeFile(request, context) { _ in
                guard let arrival = try await store.arrival(of: paper), arrival.isOwn,
                    arrival.isPhotographPending, let digest = arrival.photograph.flatMap({ Hash(hex: $0) })
                else { throw Refusal.notToBeSent }
                return digest
            }
            try await look(at: PhotographPlace(paper), in: store)
            return .seeOther(Link.paper(paper).path)
        } catch let refusal as EvidenceRefusal {
            return try await show(paper, nil, [.ofPhotograph(refusal)], context)
        }
    }

    /// Makes the copy at once, so that a photograph that cannot be shown is known to be one.
    private func look(at place: PhotographPlace, in store: Store) async throws {
        _ = try await remark(on: place, in: store)
    }

    private func show(
        _ paper: ServedPaper,
        _ typed: TypedHandOver?,
        _ problems: [Problem],
        _ context: RequestContext
    ) async throws -> Response {
        switch paper {
        case .notice: try await notice(context, typed, problems)
        case .order: try await order(context, typed, problems)
        }
    }

    func noticePhotograph(_: Request, context: RequestContext) async throws -> Response {
        try await savedFile(at: PhotographPlace(.notice(try context.inspection)), context)
    }

    func noticePhotographCopy(_: Request, context: RequestContext) async throws -> Response {
        try await shownCopy(at: PhotographPlace(.notice(try context.inspection)), isSmall: false, context)
    }

    func orderPhotograph(_: Request, context: RequestContext) async throws -> Response {
        try await savedFile(at: PhotographPlace(.order(try context.order)), context)
    }

    func orderPhotographCopy(_: Request, context: RequestContext) async throws -> Response {
        try await shownCopy(at: PhotographPlace(.order(try context.order)), isSmall: false, context)
    }

    func apiAcknowledgeNotice(request: Request, context: RequestContext) async throws -> Response {
        try await store(for: context).acknowledge(.notice(try context.inspection))
        return try await apiNotice(request, context: context)
    }

    func apiAcknowledgeOrder(request: Request, context: RequestContext) async throws -> Response {
        try await store(for: context).acknowledge(.order(try context.order))
        return try await apiOrder(request, context: context)
    }

    func apiHandOverNotice(request: Request, context: RequestContext) async throws -> Response {
        let handOver = try await HandOver(request)
        try await store(for: context).handOver(.notice(try context.inspection), handOver)
        return try await apiNotice(request, context: context)
    }

    func apiHandOverOrder(request: Request, context: RequestContext) async throws -> Response {
        let handOver = try await HandOver(request)
        try await store(for: context).handOver(.order(try context.order), handOver)
        return try await apiOrder(request, context: context)
    }
}

extension TypedHandOver {
    /// What the form's fields say; of a photograph that came with it the digest.
    fileprivate init(_ fields: FormFields, photograph: Hash?) {
        self.init(
            reachedAt: fields.one("reachedAt") ?? "",
            receivedBy: fields.one("receivedBy") ?? "",
            witness: fields.one("witness") ?? "",
            photograph: photograph?.hex ?? fields.one("photograph") ?? ""
        )
    }
}

extension HandOver {
    /// Reads the body of a program's request.
    fileprivate init(_ request: Request) async throws {
        let body = try await request.json()
        try self.init(
            reachedAt: body["reachedAt"]?.string.flatMap { Instant($0) },
            receivedBy: body["receivedBy"]?.string,
            witness: body["witness"]?.string,
            photograph: body["photograph"]?.string
        )
    }
}

extension Arrival {
    var json: Node {
        .object([
            ("how", .string(how.rawValue)), ("reachedAt", reachedAt.json),
            ("receivedBy", .string(receivedBy)), ("witness", witness.map(Node.string)),
            ("photograph", photograph.map(Node.string)),
            ("photographPending", photograph.map { _ in .bool(isPhotographPending) }),
            ("photographUnreadable", unreadable.map(Node.string)), ("recordedAt", recordedAt.json),
            ("recordedBy", .string(recordedBy)),
        ])
    }
}

extension RequestContext {
    /// The order that the path names; throws where it names none.
    var order: InspectionID {
        get throws {
            guard let id = InspectionID(part("id")) else { throw StoreError.noOrder(part("id")) }
            return id
        }
    }
}

extension Problem {
    fileprivate static func ofPhotograph(_ refusal: EvidenceRefusal) -> Problem {
        Problem("file", at: "/file", refusal.message)
    }
}
