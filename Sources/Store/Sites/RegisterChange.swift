package import Compliance

/// What taking entries of a register would do, before anything is written.
package struct RegisterChange: Sendable, Hashable {
    /// Of the register that it was judged on.
    package let edition: Int
    /// On which it was judged: what a row says from today on is said from then on.
    package let day: Day
    /// Sites that are new or change, in the order of the entries.
    package let sites: [SiteChange]
    /// Townships that are new, by code.
    package let townships: [TownshipChange]
    package let unchanged: Int
    /// What has to be confirmed first, by whoever answers for it.
    package let questions: [Question]
    /// What it does to weeks that are over, and to who is named for which days.
    package let effects: RegisterEffects
}

/// What would change of one site.
package struct SiteChange: Sendable, Hashable {
    /// Of the entry.
    package let index: Int
    package let code: String
    package let isNew: Bool
    package let fields: [FieldChange]
}

/// One field before and after; nil where it holds nothing.
package struct FieldChange: Sendable, Hashable {
    package let field: RegisterField
    package let before: String?
    package let after: String?
}

/// What would change of a township's name; it is new where there was none.
package struct TownshipChange: Sendable, Hashable {
    package let code: String
    package let before: Text?
    package let after: Text
}

/// What is not refused, but asked: it is taken once somebody confirmed it.
package struct Question: Sendable, Hashable {
    /// A digest of what is asked: the same for the same doubt, another where what is at stake changed.
    package let id: String
    package let problem: Problem
}
