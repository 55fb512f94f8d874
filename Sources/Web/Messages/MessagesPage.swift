import Compliance
import Foundation
import HTTPServer
import Store
import StrictJSON

/// What the reader was told, the newest first.
struct MessagesPage: Page {
    static let template = "messages"

    let found: String
    let lines: [Line]
    let hasLines: Bool
    let hasUnread: Bool
    let pager: Pager?
    let readAddress = Link.allRead.path
    let mailAddress = Link.mail.path

    /// A message; what opens it notes that it was read.
    struct Line: Sendable {
        let title: String
        let cause: String
        let composed: String
        let words: [String]
        let isUnread: Bool
        let readAddress: String
        let then: String

        init(_ message: ListedMessage, _ texts: Texts) {
            title = texts(message.title)
            cause = message.cause.map { texts($0.title) } ?? ""
            composed = message.composedAt.shanghai
            words = message.lines.map { texts($0) }
            isUnread = message.readAt == nil
            readAddress = Link.read(message.id.uuidString.lowercased()).path
            then = message.link
        }
    }

    init(_ page: ListPage<ListedMessage>, unread: Int, _ pager: Pager?, _ texts: Texts) {
        found = texts("messages.found", "\(page.total)")
        lines = page.elements.map { Line($0, texts) }
        hasLines = !lines.isEmpty
        hasUnread = unread > 0
        self.pager = pager
    }

    func windowTitle(_ texts: Texts) -> String { texts("messages.title") }
}

/// Where the reader's mail goes.
struct MailPage: Page {
    static let template = "mail"

    let sendAddress = Link.mail.path
    let inboxAddress = Link.messages.path
    let wantsMail: Bool
    let mailbox: String
    let languages: [Option]
    /// That it was kept.
    let notice: String?
    /// All of them are of the address.
    let problems: [String]
    let hasProblems: Bool

    init(
        _ route: MessageRoute,
        typed: String? = nil,
        problems: [Problem] = [],
        notice: String? = nil,
        _ texts: Texts
    ) {
        self.notice = notice == "kept" ? texts("mail.kept") : nil
        wantsMail = route.wantsMail
        mailbox = typed ?? route.address ?? ""
        languages = Language.allCases.map {
            Option(
                value: $0.rawValue,
                wording: $0 == .zh ? texts("mail.chinese") : texts("mail.english"),
                isChosen: $0 == route.language
            )
        }
        self.problems = problems.map { texts($0.message) }
        hasProblems = !problems.isEmpty
    }

    func windowTitle(_ texts: Texts) -> String { texts("mail.title") }
}
