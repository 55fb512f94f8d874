import Compliance
import HTTPServer
import HummingbirdCore
import Papers
package import Store
package import StrictJSON

extension Service {
    /// Answers with the report of a closed week as a file of that format, or with the share of one duty or department.
    func apiWeekPaper(_ format: PaperFormat) -> Route.Handler {
        { request, context in
            let store = self.store(for: context)
            let sealed = try await store.requiredSealedWeek(
                try context.week(now: self.now()),
                revision: try request.revision()
            )
            if let responsible = try request.responsible(for: format) {
                let share = Manuscript(share: responsible, of: sealed.report)
                return .file(try await PaperMaker.make(share, as: format, in: context.language))
            }
            let paper = try await WeekPapers.paper(of: sealed, as: format, in: context.language, from: store)
            return .file(paper)
        }
    }

    /// Makes the PDF of a closed week and keeps it, from its page.
    func receiveWeekPaper(request: Request, context: RequestContext) async throws -> Response {
        let (week, revision) = (try context.week(now: now()), try request.revision())
        let store = store(for: context)
        let sealed = try await store.requiredSealedWeek(week, revision: revision)
        try await WeekPapers.keep(sealed, in: store)
        return .seeOther(Link.week(week).path + "?revision=\(sealed.report.revision)")
    }

    func apiKeepWeekPaper(request: Request, context: RequestContext) async throws -> Response {
        let store = store(for: context)
        let sealed = try await store.requiredSealedWeek(
            try context.week(now: now()),
            revision: try request.revision()
        )
        return .json(try await WeekPapers.keep(sealed, in: store).json)
    }
}

extension Request {
    /// Whose share is asked for; nil for all of the report, which is what JSON always is.
    fileprivate func responsible(for format: PaperFormat) throws -> Responsible? {
        guard let text = queryValue("responsible") else { return nil }
        guard let responsible = Responsible(rawValue: text), format != .json else {
            let all = Responsible.allCases.map(\.rawValue).joined(separator: ", ")
            throw Refusal.malformed(
                "responsible 应为 \(all) 之一；JSON 是整份周报，不分责任方。",
                "responsible is one of \(all); JSON is the whole report and has no shares."
            )
        }
        return responsible
    }
}

extension WeekPaper {
    /// What is kept: its digest (SHA-256, lower-case hex), bytes, moment, account, entry.
    package var json: Node {
        .object([
            ("digest", .string(digest)), ("size", .number(size)), ("keptAt", keptAt.json),
            ("keptBy", .string(keptBy)), ("entry", .number(entry)),
        ])
    }
}
