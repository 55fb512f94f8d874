/// How many days lie between the rungs of the ladder at the least (`domain.md` §7): the county's own policy, editable and
/// shown as such; the province says nothing of it.
package struct LadderPolicy: Sendable, Hashable {
    /// Days after the reminder.
    package let circular: Int
    /// Days after the circular.
    package let interview: Int
    /// Days after the interview.
    package let proposal: Int
    /// Days that the named person has for a statement, from when it was asked for.
    package let statement: Int

    /// What holds where the county has set nothing.
    package static let standing = LadderPolicy(circular: 1, interview: 1, proposal: 3, statement: 3)

    package init(circular: Int, interview: Int, proposal: Int, statement: Int) {
        self.circular = circular
        self.interview = interview
        self.proposal = proposal
        self.statement = statement
    }
}

/// A rung of the ladder, in order; none is skipped.
package enum Rung: String, Sendable, Hashable, CaseIterable {
    case reminder, circular, interview, proposal

    package var title: Text {
        switch self {
        case .reminder: Text(zh: "提醒", en: "reminder")
        case .circular: Text(zh: "通报", en: "circular")
        case .interview: Text(zh: "约谈", en: "interview")
        case .proposal: Text(zh: "问责建议", en: "proposal")
        }
    }

    /// What its document is headed.
    package var paperTitle: Text {
        switch self {
        case .reminder: Text(zh: "提醒函", en: "Letter of reminder")
        case .circular: Text(zh: "通报", en: "Circular")
        case .interview: Text(zh: "约谈通知书", en: "Call to an interview")
        case .proposal: Text(zh: "问责建议书", en: "Proposal of accountability")
        }
    }

    /// Who takes it: the commission's administrator before there is a case, supervision in one.
    package var isOfCase: Bool { self == .interview || self == .proposal }
}
