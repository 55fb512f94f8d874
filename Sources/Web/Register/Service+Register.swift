import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
import Store
import StrictJSON

extension Service {
    func siteRegisterPage(request: Request, context: RequestContext) async throws -> Response {
        try await siteRegister(.init(notice: request.queryValue("done")), context)
    }

    /// Does something to a term of duty, a period or a description: first it is shown what that comes to, and done once
    /// that was confirmed.
    func receiveChange(request: Request, context: RequestContext) async throws -> Response {
        let fields = FormFields(try await request.form())
        let (code, store) = (context.part("code"), store(for: context))
        do {
            let why = fields.one("reason")
            let edition = fields.one("edition").flatMap { Int($0) }
            if let act = try SiteAct(fields) {
                return try await receive(act, at: code, why ?? "", edition, fields, context)
            }
            let act = try DutyAct(fields)
            if let edition {
                try await store.change(act, at: code, why: why, edition: edition)
                return .seeOther(Link.siteRegister(code).path + "?done=duty")
            }
            let preview = try await store.judge(act, at: code, why: why)
            let site = try await store.siteTimeline(code).site
            return try show(
                RegisterConfirmPage(preview, of: site, fields, try texts(of: context)),
                at: Link.siteRegister(code).path,
                for: context
            )
        } catch let problems as Problems {
            return try await siteRegister(
                .init(problems: problems.all),
                context,
                status: .unprocessableContent
            )
        }
    }

    private func receive(
        _ act: SiteAct,
        at code: String,
        _ why: String,
        _ edition: Int?,
        _ fields: FormFields,
        _ context: RequestContext
    ) async throws -> Response {
        let (store, address) = (store(for: context), Link.siteRegister(code).path)
        if let edition {
            try await store.change(act, at: code, why: why, edition: edition)
            return .seeOther(address + "?done=site")
        }
        let preview = try await store.judge(act, at: code, why: why)
        let site = try await store.siteTimeline(code).site
        let page = RegisterConfirmPage(preview, of: site, fields, try texts(of: context))
        return try show(page, at: address, for: context)
    }

    private func siteRegister(
        _ state: SiteRegisterPage.State,
        _ context: RequestContext,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let history = try await store(for: context).siteTimeline(context.part("code"))
        let page = SiteRegisterPage(
            history,
            state,
            mayChange: context.identity?.rights.contains(.manage) == true,
            today: Day(now()),
            try texts(of: context)
        )
        return try show(page, at: Link.siteRegister(history.site.code).path, status: status, for: context)
    }

    func townshipsPage(request: Request, context: RequestContext) async throws -> Response {
        try await townships(.init(notice: request.queryValue("done")), context)
    }

    func receiveTownshipName(request: Request, context: RequestContext) async throws -> Response {
        let fields = FormFields(try await request.form())
        let name = fields.one("name") ?? ""
        let (code, store) = (context.part("code"), store(for: context))
        do {
            let name = Text(zh: name, en: fields.one("english") ?? name)
            let (from, why) = (try fields.neededDay("from"), fields.one("reason") ?? "")
            if let edition = fields.one("edition").flatMap({ Int($0) }) {
                try await store.renameTownship(code, to: name, from: from, why: why, edition: edition)
                return .seeOther(Link.townships.path + "?done=renamed")
            }
            let preview = try await store.judgeRenaming(code, to: name, from: from, why: why)
            let page = RegisterConfirmPage(preview, fields, try texts(of: context))
            return try show(page, at: Link.townships.path, for: context)
        } catch let problems as Problems {
            return try await townships(.init(problems: problems.all), context, status: .unprocessableContent)
        }
    }

    private func townships(
        _ state: TownshipsPage.State,
        _ context: RequestContext,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let page = TownshipsPage(
            try await store(for: context).townships(),
            state,
            mayChange: context.identity?.rights.contains(.manage) == true,
            today: Day(now()),
            try texts(of: context)
        )
        return try show(page, at: Link.townships.path, status: status, for: context)
    }

    func withdrawalPage(_: Request, context: RequestContext) async throws -> Response {
        try await withdrawal([], context)
    }

    func receiveWithdrawal(request: Request, context: RequestContext) async throws -> Response {
        let fields = FormFields(try await request.form())
        let id = try context.inspection
        do {
            try await store(for: context).withdraw(id, reason: fields.one("reason") ?? "")
            return .seeOther(Link.inspection("\(id)").path)
        } catch let problems as Problems {
            return try await withdrawal(problems.all, context, status: .unprocessableContent)
        }
    }

    private func withdrawal(
        _ problems: [Problem],
        _ context: RequestContext,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let (store, id) = (store(for: context), try context.inspection)
        let record = try await store.inspection(id)
        let effects = try await store.judgeWithdrawal(of: id)
        let page = WithdrawalPage(record, effects, problems, try texts(of: context))
        return try show(page, at: Link.withdrawal("\(record.filing.id)").path, status: status, for: context)
    }
}

extension FormFields {
    /// The day in the field; nil where it is blank.
    func day(_ name: String) throws(Problems) -> Day? {
        guard let text = one(name) else { return nil }
        guard let day = Day(text) else {
            throw Problems([
                Problem(
                    "badDate",
                    at: "/\(name)",
                    Text(
                        zh: "“\(text.shown)”不是日期，应写作 2021-08-01。",
                        en: "'\(text.shown)' is not a date; write 2021-08-01."
                    )
                )
            ])
        }
        return day
    }

    func neededDay(_ name: String) throws(Problems) -> Day {
        guard let day = try day(name) else {
            throw Problems([Problem("missing", at: "/\(name)", Text(zh: "请写明日期。", en: "Say the day."))])
        }
        return day
    }
}

extension DutyAct {
    /// Reads what a form of a site's page sent.
    init(_ fields: FormFields) throws {
        let term = TermChoice.id(fields.one("term") ?? "")
        switch fields.one("action") {
        case "start":
            guard let duty = Responsible(rawValue: fields.one("duty") ?? "") else {
                throw Problems([Problem("missing", at: "/duty", Text(zh: "请选择职责。", en: "Choose the duty."))])
            }
            self = .start(duty, person: fields.one("person") ?? "", from: try fields.neededDay("from"))
        case "end": self = .end(term, last: try fields.neededDay("last"))
        case "correct":
            self = .correct(
                term,
                TermCorrection(
                    person: fields.one("person"),
                    from: try fields.day("from"),
                    last: try fields.day("last").map { .on($0) } ?? .open
                )
            )
        case "withdraw": self = .withdraw(term, reinstating: fields.one("reinstate") != nil)
        default:
            throw Problems([
                Problem("missing", at: "/action", Text(zh: "没有这种操作。", en: "There is no such action."))
            ])
        }
    }
}
