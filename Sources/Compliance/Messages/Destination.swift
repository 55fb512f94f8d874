import StrictJSON

/// Where a message goes. A robot's key is part of its address, and mail addresses are a person's: nothing of it is described.
package enum Destination: Sendable, Equatable, Withheld {
    case mail(String)
    /// An address that takes HTTP POST, in the shape that its receiver reads, signed by what both sides know.
    case webhook(address: String, shape: WebhookShape, secret: String?)
}

/// What the body of a webhook looks like, and how it is signed.
package enum WebhookShape: String, Sendable, Hashable, CaseIterable {
    /// JSON, signed as the Standard Webhooks specification says.
    case standard
    /// A group robot of WeCom (企业微信群机器人); its key is part of the address.
    case wecom
    /// A group robot of DingTalk (钉钉群机器人), signed by time and secret where it has one.
    case dingtalk
}

/// What came of one attempt.
package enum DeliveryOutcome: Sendable, Equatable {
    case delivered
    /// It may succeed later: no connection, 4xx of SMTP, 5xx or 429 of HTTP; with the wait that the receiver asked for, in
    /// seconds.
    case later(Text, wait: Int?)
    /// It never will: an address that is none, 5xx of SMTP, 4xx of HTTP, 410.
    case refused(Text)
}
