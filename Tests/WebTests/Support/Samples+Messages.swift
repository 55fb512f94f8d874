import Foundation

@testable import Compliance
@testable import Store
@testable import HTTPServer
@testable import Web

extension Samples {
    private static let message = UUID(uuid: (1, 2, 3, 4, 5, 6, 0x47, 8, 0x89, 10, 11, 12, 13, 14, 15, 16))

    /// One that is new and one that was read.
    func messagesPage(_ texts: Texts) -> MessagesPage {
        let messages = [nil, Self.now]
            .map { readAt in
                ListedMessage(
                    id: Self.message,
                    cause: .orderOverdue,
                    composedAt: Self.now,
                    title: text("柳河乡隔离点：2 项整改已超期", "Liuhe site: 2 overdue"),
                    lines: [text("A-04 分区", "A-04 zones"), text("另有 3 项。", "3 more.")],
                    link: "/gaps?site=T-1",
                    readAt: readAt
                )
            }
        return MessagesPage(
            ListPage(Listing(messages, leavingOut: UnreadableRows()), total: 2),
            unread: 1,
            pager,
            texts
        )
    }

    func mailPage(_ texts: Texts) -> MailPage {
        MailPage(
            MessageRoute(wantsMail: true, address: nil, language: .en),
            typed: twist("wang@example.org"),
            problems: problems,
            texts
        )
    }

    /// With a dead letter to an account, one to a webhook, and trouble at the last turn.
    func deliveryPage(_ texts: Texts) -> DeliveryPage {
        func letter(_ recipient: String) -> DeadLetter {
            DeadLetter(
                id: Self.message,
                cause: .weekUnclosed,
                recipient: recipient,
                composedAt: Self.now,
                tries: 20,
                lastAt: Self.now,
                words: text("没有这个邮箱", "no such mailbox")
            )
        }
        var turn = ClockTurn(at: Self.now)
        (turn.told, turn.delivered, turn.failed) = (3, 2, 1)
        turn.trouble = text("数据库没有应答", "the database does not answer")
        return DeliveryPage(
            DeliveryStanding(
                webhooks: [
                    Webhook(
                        id: Self.message,
                        name: twist("值班群"),
                        shape: .wecom,
                        shown: twist("https://robots.example.org/…"),
                        isUsed: true
                    )
                ],
                quietHours: .standing,
                dead: [letter(twist("wang")), letter("webhook/\(Self.message.uuidString.lowercased())")],
                lastTurn: turn
            ),
            TypedDelivery(name: twist("值班群"), shape: "wecom"),
            problems,
            texts
        )
    }
}
