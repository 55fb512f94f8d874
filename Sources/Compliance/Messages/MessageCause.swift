/// Why somebody is told something: what time has made due, or what was done that they have to know of.
package enum MessageCause: String, Sendable, Hashable, CaseIterable {
    /// An order of the site is within the last third of its time.
    case orderNear = "order.near"
    case orderOverdue = "order.overdue"
    /// A version of the standard was issued to the site, and its director has not acknowledged it.
    case standardWaiting = "standard.waiting"
    /// The day on which a site had to be visited has passed.
    case siteUnvisited = "site.unvisited"
    /// What a site answered, or a visit found met, waits for an inspector.
    case verificationWaiting = "verification.waiting"
    /// An answer of a site was sent back.
    case submissionReturned = "submission.returned"
    /// What a visit names has not come after a day.
    case evidencePending = "evidence.pending"
    /// A rung of the ladder may be proposed.
    case rungPossible = "rung.possible"
    /// A week is over, and nobody has closed it.
    case weekUnclosed = "week.unclosed"
    /// A week was closed or revised.
    case weekClosed = "week.closed"

    package var title: Text {
        switch self {
        case .orderNear: Text(zh: "整改临近期限", en: "deadline near")
        case .orderOverdue: Text(zh: "整改超期", en: "overdue")
        case .standardWaiting: Text(zh: "标准待签收", en: "standard to acknowledge")
        case .siteUnvisited: Text(zh: "逾期未检查", en: "visit late")
        case .verificationWaiting: Text(zh: "待核验", en: "verification waits")
        case .submissionReturned: Text(zh: "整改被退回", en: "answer sent back")
        case .evidencePending: Text(zh: "照片未收齐", en: "photographs to come")
        case .rungPossible: Text(zh: "可以提出的问责步骤", en: "rung possible")
        case .weekUnclosed: Text(zh: "周报待封存", en: "week to close")
        case .weekClosed: Text(zh: "周报已封存", en: "week closed")
        }
    }
}

/// A message as it is composed: nobody was told yet.
package struct Message: Sendable, Hashable {
    package let cause: MessageCause
    /// What it is about, its cause first: of one thing a recipient is told once a day at most, whatever has become of it.
    package let thing: String
    /// What of the thing a recipient knows by it: of another stage they are told on the next day, of the same after a week.
    package let stage: String
    /// An account, or `webhook/ID`.
    package let recipient: String
    package let title: Text
    package let lines: [Text]
    /// Where to act: an address of this site.
    package let link: String

    /// The most lines of one message; the rest is counted.
    static let mostLines = 12
}
