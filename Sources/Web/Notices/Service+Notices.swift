import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
import Store
import StrictJSON

/// Notices as pages: the register, one notice, and what its forms send.
extension Service {
    func noticesPage(request: Request, context: RequestContext) async throws -> Response {
        try await notices(request, context)
    }

    func receiveLetterhead(request: Request, context: RequestContext) async throws -> Response {
        let fields = FormFields(try await request.form())
        do {
            let letterhead = try Letterhead(
                short: fields.one("short") ?? "",
                office: fields.one("office") ?? "",
                english: fields.one("english"),
                redHead: fields.one("redHead")
            )
            try await store(for: context).set(letterhead)
            return .seeOther(Link.notices.path)
        } catch let problems as Problems {
            return try await notices(request, context, fields, problems.all)
        }
    }

    private func notices(
        _ request: Request,
        _ context: RequestContext,
        _ typed: FormFields? = nil,
        _ problems: [Problem] = []
    ) async throws -> Response {
        let (store, filter) = (store(for: context), try NoticeFilter(request))
        let page = try await store.notices(filter, at: try request.place)
        let letterhead = LetterheadForm(
            try await store.letterhead(),
            typed,
            problems,
            rights: context.identity?.rights ?? [],
            try texts(of: context)
        )
        let pager = Pager(page, of: .notices, request)
        return try show(
            NoticesPage(
                page,
                filter,
                pager,
                tables: FileLink.all(
                    Registers.notices,
                    of: .notices,
                    try request.asked,
                    try texts(of: context)
                ),
                letterhead,
                try texts(of: context)
            ),
            leavingOut: page.unreadable,
            at: Link.notices.path,
            status: problems.isEmpty ? .ok : .unprocessableContent,
            for: context
        )
    }

    func noticePage(_: Request, context: RequestContext) async throws -> Response {
        try await notice(context)
    }

    func receiveNotice(_: Request, context: RequestContext) async throws -> Response {
        let id = try context.inspection
        _ = try await store(for: context).issueNotice(of: id)
        return .seeOther(Link.notice("\(id)").path)
    }

    /// The notice's page, with what somebody typed of its hand-over and what was wrong with that.
    func notice(
        _ context: RequestContext,
        _ typed: TypedHandOver? = nil,
        _ problems: [Problem] = []
    ) async throws -> Response {
        let (store, id) = (store(for: context), try context.inspection)
        let record = try await store.inspection(id)
        let notice = try await store.notice(of: id)
        let next = notice == nil ? try await store.noticeContent(of: record) : nil
        let page = NoticePage(
            NoticePage.Standing(
                record: record,
                notice: notice,
                content: next?.content,
                closed: next?.closed ?? [:],
                hasLetterhead: notice != nil ? true : try await store.letterhead() != nil
            ),
            ArrivalPart.Reader(
                rights: context.identity?.rights ?? [],
                isDirector: try await store.directs(record.site.code, since: Day(record.finishedAt)),
                isToken: context.identity?.isToken == true
            ),
            typed,
            problems,
            try texts(of: context)
        )
        return try show(
            page,
            at: Link.notice("\(id)").path,
            status: problems.isEmpty ? .ok : .unprocessableContent,
            for: context
        )
    }
}

extension NoticeFilter {
    /// Reads `state`, `year` and `q` of the address; of the last, a hundred characters.
    init(_ request: Request) throws {
        var problems: [Problem] = []
        let state: ArrivalState? = request.word("state", &problems)
        var year: Int?
        if let text = request.queryValue("year"), !text.isEmpty {
            year = text.utf8.count == 4 ? Int(text) : nil
            if year == nil {
                problems.append(
                    Problem(
                        "badYear",
                        at: "/year",
                        Text(zh: "年份应写作 2021。", en: "A year is written like 2021.")
                    )
                )
            }
        }
        guard problems.isEmpty else { throw Refusal.invalid(problems) }
        self.init(state: state, year: year, words: (request.queryValue("q") ?? "").trimmed.cut(to: 100))
    }
}
