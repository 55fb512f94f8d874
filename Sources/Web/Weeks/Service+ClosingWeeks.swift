import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
package import Papers
package import Store
package import StrictJSON

extension Service {
    /// A closed week as it was sealed, that revision or the last; one that is not closed as it stands.
    func weekPage(request: Request, context: RequestContext) async throws -> Response {
        let week = try context.week(now: now())
        let (store, revision) = (store(for: context), try request.revision())
        guard let sealed = try await store.sealedWeek(week, revision: revision) else {
            if revision != nil { throw StoreError.weekNotClosed(week, revision: revision) }
            return try await liveWeek(week, [], context)
        }
        let texts = try texts(of: context)
        let figures = WeekFigures(sealed.report)
        let kept = try await store.weekPaper(week, revision: sealed.report.revision)
        let mayKeep = context.identity?.rights.contains(.manage) == true
        let papers = WeekPaperLines(sealed.report, kept, mayKeep: mayKeep, texts)
        let readers = WeekReaderLines(
            sealed.report,
            try await store.readers(of: sealed),
            reader: context.identity,
            texts
        )
        let lines = SealedWeekLines(
            sealed,
            try await store.revisions(of: week),
            papers,
            readers,
            figures,
            texts
        )
        return try show(
            WeekPage(figures, now: now(), sealed: lines, reader: context.identity, texts),
            for: context
        )
    }

    /// A week as it stands now, whether it is closed or not.
    func liveWeekPage(_: Request, context: RequestContext) async throws -> Response {
        try await liveWeek(try context.week(now: now()), [], context)
    }

    private func liveWeek(
        _ week: ISOWeek,
        _ problems: [Problem],
        _ context: RequestContext,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let (texts, now, store) = (try texts(of: context), now(), store(for: context))
        let isOver = now >= week.instants.upperBound
        guard isOver else {
            let figures = try await store.weekFigures(week, now: now)
            let page = WeekPage(figures, now: now, reader: context.identity, texts)
            return try show(page, leavingOut: figures.unreadable, for: context)
        }
        let draft = try await store.weekDraft(week, now: now)
        let mayClose = context.identity?.rights.contains(.manage) == true
        let orders = draft.sealed == nil ? try await store.closingOrders() : []
        let live = LiveWeekLines(
            week,
            draft,
            byClock: ClosingOrder.inForce(orders).flatMap { texts.closing(of: week, by: $0, now: now) },
            mayClose: mayClose,
            problems: problems,
            texts
        )
        return try show(
            WeekPage(draft.figures, now: now, live: live, reader: context.identity, texts),
            leavingOut: draft.figures.unreadable,
            at: draft.sealed == nil ? Link.week(week).path : Link.liveWeek(week).path,
            status: status,
            for: context
        )
    }

    func receiveClose(_: Request, context: RequestContext) async throws -> Response {
        let week = try context.week(now: now())
        let store = store(for: context)
        // Where there is no PDF of it, its page says so.
        _ = try await WeekPapers.keepIfPossible(try await store.closeWeek(week), in: store)
        return .seeOther(Link.week(week).path)
    }

    func receiveRevision(request: Request, context: RequestContext) async throws -> Response {
        let fields = FormFields(try await request.form())
        let week = try context.week(now: now())
        do {
            let store = store(for: context)
            let sealed = try await store.reviseWeek(week, reason: fields.one("reason") ?? "")
            _ = try await WeekPapers.keepIfPossible(sealed, in: store)
            return .seeOther(Link.week(week).path)
        } catch let problems as Problems where now() >= week.instants.upperBound {
            return try await liveWeek(week, problems.all, context, status: .unprocessableContent)
        }
    }

    /// The sealed bytes themselves, with their digest for a tag.
    func apiWeekReport(request: Request, context: RequestContext) async throws -> Response {
        let sealed = try await store(for: context)
            .requiredSealedWeek(try context.week(now: now()), revision: try request.revision())
        return .text(sealed.document, type: "application/json; charset=utf-8")
            .tagged(sealed.revision.digest, .askAgainAlone)
    }

    func apiCloseWeek(_: Request, context: RequestContext) async throws -> Response {
        let store = store(for: context)
        let sealed = try await store.closeWeek(try context.week(now: now()))
        let paper = try await WeekPapers.keepIfPossible(sealed, in: store)
        return .json(sealed.receipt(paper), status: .created)
    }

    func apiReviseWeek(request: Request, context: RequestContext) async throws -> Response {
        let body = try await request.json()
        let store = store(for: context)
        let sealed =
            try await store
            .reviseWeek(try context.week(now: now()), reason: body["reason"]?.string ?? "")
        let paper = try await WeekPapers.keepIfPossible(sealed, in: store)
        return .json(sealed.receipt(paper), status: .created)
    }
}

extension Request {
    /// The revision that is asked for; nil for the last.
    func revision() throws -> Int? {
        guard let text = queryValue("revision") else { return nil }
        guard let number = Int(text), (1...1_000_000).contains(number) else {
            throw Refusal.malformed("revision 应为版次，从 1 起。", "revision is the number of a revision, from 1.")
        }
        return number
    }
}

extension SealedWeek {
    /// What was sealed, and under which digest and entry; and which PDF is kept of it, or why none.
    package func receipt(_ paper: Swift.Result<WeekPaper, PaperRefusal>) -> Node {
        let (kept, why): (WeekPaper?, PaperRefusal?) =
            switch paper {
            case .success(let paper): (paper, nil)
            case .failure(let refusal): (nil, refusal)
            }
        return .object([
            ("week", .string("\(report.week)")), ("revision", .number(report.revision)),
            ("digest", .string(revision.digest)), ("cutOff", report.cutOff.json),
            ("previous", report.previous.map { .string($0.digest) }), ("entry", .number(revision.entry)),
            ("closedAt", revision.closedAt.json), ("closedBy", .string(revision.closedBy)),
            ("closingOrder", revision.closingOrder.map { .number($0) }),
            ("changes", .number(report.changes.count)),
            ("paper", kept?.json), ("noPaper", why?.message.json),
        ])
    }
}
