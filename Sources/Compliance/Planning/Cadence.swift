package import StrictJSON

/// How many days may lie between two visits to the sites of a kind, from a day on. It is the county's own policy, and shown
/// as such: no provincial text with a figure could be read.
package struct Cadence: Sendable, Hashable {
    package let kind: SiteKind
    package let interval: Interval
    package let validFrom: Day
    /// Of two of one kind and day the later entry counts.
    package let entry: Int

    /// Days from one visit to the day on which the next is due.
    package struct Interval: Sendable, Hashable {
        /// 1 to 366.
        package let days: Int
        /// Where the last grade was below the minimum: 1 to `days`.
        package let daysBelow: Int

        package init(days: Int, daysBelow: Int) {
            self.days = days
            self.daysBelow = daysBelow
        }
    }

    package init(kind: SiteKind, interval: Interval, validFrom: Day, entry: Int) {
        self.kind = kind
        self.interval = interval
        self.validFrom = validFrom
        self.entry = entry
    }

    /// What holds for the kind where nobody has set anything: isolation sites once a week, by the coverage of the weekly
    /// report (`domain.md` §8), and three days after a grade below the minimum, when the deadlines of major gaps end (§6).
    /// nil for the others: nobody owes a visit there at fixed times.
    package static func unset(for kind: SiteKind) -> Interval? {
        switch kind {
        case .countyIsolation, .townshipIsolation: Interval(days: 7, daysBelow: 3)
        case .homeIsolation, .checkpoint, .zone: nil
        }
    }

    /// What counts for the kind on a day: of those that have begun the one with the latest day, of one day the last set.
    package static func interval(for kind: SiteKind, on day: Day, _ all: [Cadence]) -> Interval? {
        all.filter { $0.kind == kind && $0.validFrom <= day }
            .max { ($0.validFrom, $0.entry) < ($1.validFrom, $1.entry) }?
            .interval ?? unset(for: kind)
    }
}

/// That sites of a kind are to be visited so often, checked: all that is wrong with it is said at once.
package struct CadenceForm: Sendable, Hashable {
    package let kind: SiteKind
    package let interval: Cadence.Interval
    package let validFrom: Day
    package let reason: String

    /// The form of it; numbers as they were typed.
    package static func node(
        kind: String,
        days: String,
        daysBelow: String,
        from: String,
        reason: String
    ) -> Node {
        .object([
            ("kind", .string(kind)), ("days", typed(days)), ("daysBelow", typed(daysBelow)),
            ("from", .string(from)),
            ("reason", .string(reason)),
        ])
    }

    /// A number where it is one, and otherwise what was typed, which is then said to be none.
    static func typed(_ text: String) -> Node {
        Int(text.trimmed).map { .number($0) } ?? .string(text)
    }

    /// Reads `kind`, `days`, `daysBelow`, `from` and `reason`; `from` is today or later.
    package init(_ node: Node, today: Day) throws(Problems) {
        let collector = ProblemCollector()
        let fields = Field(node, collector).fields("kind", "days", "daysBelow", "from", "reason")
        kind = fields.require("kind").oneOf(SiteKind.self)
        let days = fields.require("days").number(1...366, decimals: 0).integer ?? 1
        let below = fields.require("daysBelow")
        let daysBelow = below.number(1...366, decimals: 0).integer ?? 1
        if collector.all.isEmpty, daysBelow > days {
            below.note(
                "tooMany",
                zh: "不达标的点位应当更早复查：天数不多于 \(days)。",
                en: "A site below the minimum is due sooner: \(days) days at most."
            )
        }
        interval = Cadence.Interval(days: days, daysBelow: daysBelow)
        let from = fields.require("from")
        validFrom = from.day()
        if from.node?.string.flatMap({ Day($0) }) != nil, validFrom < today || validFrom > today + 366 {
            from.note(
                "outOfRange",
                zh: "生效日应在今天（\(today)）到一年之内：欠下的检查不能事后改变。",
                en:
                    "It begins today (\(today)) or within a year: what was owed is not put otherwise afterwards."
            )
        }
        reason = fields.require("reason").prose()
        try collector.throwIfAny()
    }
}
