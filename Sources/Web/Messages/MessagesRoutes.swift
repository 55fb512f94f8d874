import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
import Store
import StrictJSON

extension Subject {
    /// What people were told, each the own; and for administrators how it leaves the house.
    static let messages = Subject(
        "messages",
        navigation: [NavigationLink(.delivery, "delivery.navigation", right: .manage)],
        pages: [MessagesPage.self, MailPage.self, DeliveryPage.self]
    ) { service in
        [
            Route(.get, "/messages", .right(.read), service.messagesPage),
            Route(.post, "/messages/read", .right(.read), service.receiveAllRead),
            Route(.post, "/messages/{id}/read", .right(.read), service.receiveRead),
            Route(.get, "/messages/mail", .right(.read), service.mailPage),
            Route(.post, "/messages/mail", .right(.read), service.receiveMail),
            Route(.get, "/messages/delivery", .right(.manage), service.deliveryPage),
            Route(.post, "/messages/quiet-hours", .right(.manage), service.receiveQuietHours),
            Route(.post, "/messages/webhooks", .right(.manage), service.receiveWebhook),
            Route(.post, "/messages/webhooks/{id}/end", .right(.manage), service.receiveEndOfWebhook),
            Route(.post, "/messages/{id}/again", .right(.manage), service.receiveAgain),
            Route(.post, "/messages/{id}/aside", .right(.manage), service.receiveAside),
            Route(.get, "/api/v1/messages", .right(.read), service.apiMessages),
            Route(.post, "/api/v1/messages/read", .right(.read), service.apiReadAll),
            Route(.post, "/api/v1/messages/{id}/read", .right(.read), service.apiRead),
        ]
    }
}

extension Link {
    /// What the reader was told.
    static let messages = Link("/messages")
    /// Where the reader's mail goes.
    static let mail = Link("/messages/mail")
    /// How messages leave the house.
    static let delivery = Link("/messages/delivery")
    static let quietHours = Link("/messages/quiet-hours")
    static let webhooks = Link("/messages/webhooks")
    /// That a message was read; that all were.
    static func read(_ id: String) -> Link { Link("/messages/\(FormText.encode(id))/read") }
    static let allRead = Link("/messages/read")
    /// A dead letter that is sent again or put aside, a webhook that is given up.
    static func again(_ id: String) -> Link { Link("/messages/\(FormText.encode(id))/again") }
    static func aside(_ id: String) -> Link { Link("/messages/\(FormText.encode(id))/aside") }
    static func endOfWebhook(_ id: String) -> Link { Link("/messages/webhooks/\(FormText.encode(id))/end") }
}
