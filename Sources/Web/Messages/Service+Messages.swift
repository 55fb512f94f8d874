import Compliance
import Foundation
import HTTPServer
import HTTPTypes
import HummingbirdCore
import Messengers
import Store
import StrictJSON

/// What people were told, as pages.
extension Service {
    func messagesPage(request: Request, context: RequestContext) async throws -> Response {
        let page = try await store(for: context).messages(at: try request.place)
        let inbox = MessagesPage(
            page,
            unread: context.identity?.unread ?? 0,
            Pager(page, of: .messages, request),
            try texts(of: context)
        )
        return try show(inbox, leavingOut: page.unreadable, at: Link.messages.path, for: context)
    }

    /// Notes that it was read, and goes where it leads.
    func receiveRead(request: Request, context: RequestContext) async throws -> Response {
        let then = FormFields(try await request.form()).one("then") ?? Link.messages.path
        try await store(for: context).readMessages(try context.messageID)
        return .seeOther(Link.isHere(then) ? then : Link.messages.path)
    }

    func receiveAllRead(_: Request, context: RequestContext) async throws -> Response {
        try await store(for: context).readMessages()
        return .seeOther(Link.messages.path)
    }

    func mailPage(request: Request, context: RequestContext) async throws -> Response {
        let route = try await store(for: context).messageRoute()
        let page = MailPage(route, notice: request.queryValue("done"), try texts(of: context))
        return try show(page, for: context)
    }

    func receiveMail(request: Request, context: RequestContext) async throws -> Response {
        let fields = FormFields(try await request.form())
        let language: Language = fields.one("language") == "en" ? .en : .zh
        do {
            let form = try MailForm(wantsMail: fields.one("wants") != nil, address: fields.one("address"))
            try await store(for: context)
                .set(MessageRoute(wantsMail: form.wantsMail, address: form.address, language: language))
            return .seeOther(Link.mail.path + "?done=kept")
        } catch let problems as Problems {
            let typed = MessageRoute(wantsMail: fields.one("wants") != nil, address: nil, language: language)
            let page = MailPage(
                typed,
                typed: fields.one("address")?.cut(to: 300),
                problems: problems.all,
                try texts(of: context)
            )
            return try show(page, at: Link.mail.path, status: .unprocessableContent, for: context)
        }
    }

    func deliveryPage(request: Request, context: RequestContext) async throws -> Response {
        try await delivery(context, notice: request.queryValue("done"))
    }

    func receiveQuietHours(request: Request, context: RequestContext) async throws -> Response {
        let fields = FormFields(try await request.form())
        let typed = TypedDelivery(from: fields.one("from"), to: fields.one("to"))
        do {
            let hours = try QuietHours(typedFrom: typed.from ?? "", to: typed.to ?? "")
            try await store(for: context).set(hours)
            return .seeOther(Link.delivery.path + "?done=quiet")
        } catch let problems as Problems {
            return try await delivery(context, typed, problems.all)
        }
    }

    func receiveWebhook(request: Request, context: RequestContext) async throws -> Response {
        let fields = FormFields(try await request.form())
        let typed = TypedDelivery(name: fields.one("name"), shape: fields.one("shape"))
        do {
            let form = try WebhookForm(
                name: fields.one("name"),
                shape: fields.one("shape"),
                address: fields.one("address"),
                secret: fields.one("secret"),
                within: reach
            )
            let webhook = Webhook(
                id: UUID(),
                name: form.name,
                shape: form.shape,
                shown: form.shown,
                isUsed: true
            )
            let isAdded = try await store(for: context)
                .add(webhook, address: form.address, secret: form.secret)
            return isAdded
                ? .seeOther(Link.delivery.path + "?done=added")
                : try await delivery(context, typed, [.manyWebhooks])
        } catch let problems as Problems {
            return try await delivery(context, typed, problems.all)
        }
    }

    func receiveEndOfWebhook(_: Request, context: RequestContext) async throws -> Response {
        guard try await store(for: context).giveUpWebhook(try context.messageID) else {
            throw Refusal.notFound("没有这个通道。", "There is no such channel.")
        }
        return .seeOther(Link.delivery.path + "?done=ended")
    }

    func receiveAgain(_: Request, context: RequestContext) async throws -> Response {
        guard try await store(for: context).sendAgain(try context.messageID) else {
            throw Refusal.notFound(
                "这条消息不能重新发送：可能已有人处理，或者通道已经停用。",
                "This cannot be sent again: somebody may have seen to it, or its channel was given up."
            )
        }
        return .seeOther(Link.delivery.path + "?done=again")
    }

    func receiveAside(_: Request, context: RequestContext) async throws -> Response {
        guard try await store(for: context).putAside(try context.messageID) else {
            throw Refusal.notFound(
                "这条消息不在没有送达的消息里，可能已有人处理。",
                "This is no dead letter; somebody may have seen to it."
            )
        }
        return .seeOther(Link.delivery.path + "?done=aside")
    }

    private func delivery(
        _ context: RequestContext,
        _ typed: TypedDelivery? = nil,
        _ problems: [Problem] = [],
        notice: String? = nil
    ) async throws -> Response {
        let standing = try await store(for: context).deliveryStanding()
        return try show(
            DeliveryPage(standing, typed, problems, notice: notice, try texts(of: context)),
            at: Link.delivery.path,
            status: problems.isEmpty ? .ok : .unprocessableContent,
            for: context
        )
    }
}

extension Problem {
    fileprivate static let manyWebhooks = Problem(
        "many",
        at: "/address",
        Text(zh: "最多同时使用十个通道；请先停用一个。", en: "Ten channels are used at most; give one up first.")
    )
}

extension RequestContext {
    /// The id that the path names; what is none names nothing that is there.
    fileprivate var messageID: UUID {
        get throws {
            guard let id = UUID(uuidString: part("id")) else {
                throw Refusal.notFound("没有这条消息。", "There is no such message.")
            }
            return id
        }
    }
}

/// The same for programs.
extension Service {
    func apiMessages(request: Request, context: RequestContext) async throws -> Response {
        let page = try await store(for: context).messages(at: try request.place)
        return json(
            page.node("messages", of: .messages, request, \.json),
            leavingOut: page.unreadable,
            for: context
        )
    }

    func apiRead(_: Request, context: RequestContext) async throws -> Response {
        let amount = try await store(for: context).readMessages(try context.messageID)
        return .json(.object([("read", .number(amount))]))
    }

    func apiReadAll(_: Request, context: RequestContext) async throws -> Response {
        .json(.object([("read", .number(try await store(for: context).readMessages()))]))
    }
}

extension ListedMessage {
    fileprivate var json: Node {
        .object([
            ("id", .string(id.uuidString.lowercased())), ("cause", cause.map { .string($0.rawValue) }),
            ("composedAt", composedAt.json), ("title", title.json), ("lines", .array(lines.map(\.json))),
            ("link", .string(link)), ("readAt", readAt?.json),
        ])
    }
}
