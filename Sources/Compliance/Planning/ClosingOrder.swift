package import StrictJSON

/// A standing order (定时封存指令): an administrator says at which hour the clock closes the week that ended last, and whom
/// it is sent to. It holds until the next one is given, until it is ended, or until whoever gave it is no administrator any
/// more; nothing of it is ever changed.
package struct ClosingOrder: Sendable, Hashable {
    /// In the county, from 1.
    package let number: Int
    package let hour: Hour
    /// Whom closed weeks are sent to; nobody: whoever reads weeks.
    package let accounts: [String]
    package let givenAt: Instant
    /// The account of an administrator.
    package let givenBy: String
    /// nil where nobody ended it; one that was followed by another was not ended.
    package let end: End?
    /// When whoever gave it was no administrator in use any more: then it lapsed for good. nil where that never was.
    package let lapsedAt: Instant?

    package struct End: Sendable, Hashable {
        package let at: Instant
        package let by: String

        package init(at: Instant, by: String) { (self.at, self.by) = (at, by) }
    }

    /// A minute of a day of the week after the one that is closed, Asia/Shanghai.
    package struct Hour: Sendable, Hashable {
        /// 1 Monday to 7 Sunday.
        package let weekday: Int
        /// 0 to 1439.
        package let minute: Int

        package init(weekday: Int, minute: Int) { (self.weekday, self.minute) = (weekday, minute) }

        /// `08:30`.
        package var time: String { DayMinute.word(minute) }

        package static let weekdays = [
            Text(zh: "周一", en: "Monday"), Text(zh: "周二", en: "Tuesday"), Text(zh: "周三", en: "Wednesday"),
            Text(zh: "周四", en: "Thursday"), Text(zh: "周五", en: "Friday"), Text(zh: "周六", en: "Saturday"),
            Text(zh: "周日", en: "Sunday"),
        ]

        /// `周一 08:30`.
        package var title: Text {
            let day = Self.weekdays[min(max(weekday, 1), 7) - 1]
            return Text(zh: "\(day.zh) \(time)", en: "\(day.en) \(time)")
        }

        /// When that week is closed.
        package func moment(after week: ISOWeek) -> Instant {
            Instant(startOf: week.next.monday + (weekday - 1)).adding(seconds: minute * 60)
        }
    }

    package init(
        number: Int,
        hour: Hour,
        accounts: [String],
        givenAt: Instant,
        givenBy: String,
        end: End? = nil,
        lapsedAt: Instant? = nil
    ) {
        self.number = number
        self.hour = hour
        self.accounts = accounts
        self.givenAt = givenAt
        self.givenBy = givenBy
        self.end = end
        self.lapsedAt = lapsedAt
    }

    /// The week that it closes at a moment: of those whose hour came after it was given, the last. nil where that is none, so
    /// that nothing is closed that was left open before; nor is a week whose hour was missed until the next one's.
    /// `closing_week` in `sql/acts/closing_order.sql` says the same.
    package func week(at moment: Instant) -> ISOWeek? {
        let last = lastHour(at: moment)
        return hour.moment(after: last) > givenAt ? last : nil
    }

    /// The next week that it closes, and when.
    package func next(after moment: Instant) -> (week: ISOWeek, at: Instant) {
        let week = lastHour(at: max(moment, givenAt)).next
        return (week, hour.moment(after: week))
    }

    /// The last week whose hour has come.
    private func lastHour(at moment: Instant) -> ISOWeek {
        let week = ISOWeek(of: Day(moment)).previous
        return hour.moment(after: week) <= moment ? week : week.previous
    }

    /// That it has lapsed and why, without a name: it goes to group robots too.
    package var lapsed: Text {
        Text(
            zh: "第 \(number) 号定时封存指令已经失效：下达指令的人不再是在用的管理员，时钟没有封存。",
            en:
                "Standing order No. \(number) has lapsed: whoever gave it is no administrator in use any more. The clock closed nothing."
        )
    }

    /// Of all that there are, the one in force, lapsed or not: the last, where it was not ended.
    package static func inForce(_ all: [ClosingOrder]) -> ClosingOrder? {
        all.max { $0.number < $1.number }.flatMap { $0.end == nil ? $0 : nil }
    }

    /// Whom a week that was closed at that moment is sent to, by the order in force then; empty: whoever reads weeks.
    package static func list(at moment: Instant, _ all: [ClosingOrder]) -> [String] {
        guard let last = all.filter({ $0.givenAt <= moment }).max(by: { $0.number < $1.number }),
            last.end.map({ $0.at > moment }) ?? true, last.lapsedAt.map({ $0 > moment }) ?? true
        else { return [] }
        return last.accounts
    }
}

/// A standing order as it is given, checked: all that is wrong with it is said at once.
package struct ClosingOrderForm: Sendable, Hashable {
    package let hour: ClosingOrder.Hour
    package let accounts: [String]

    /// The form of it; the weekday as it was typed.
    package static func node(weekday: String, time: String, accounts: [String]) -> Node {
        .object([
            ("weekday", CadenceForm.typed(weekday)), ("time", .string(time)),
            ("accounts", .array(accounts.map(Node.string))),
        ])
    }

    /// Reads `weekday` (1 Monday to 7 Sunday), `time` (`08:30`) and `accounts`, of which all read weeks; none need be named.
    package init(_ node: Node, readers: Set<String>) throws(Problems) {
        let collector = ProblemCollector()
        let fields = Field(node, collector).fields("weekday", "time", "accounts")
        let weekday = fields.require("weekday").number(1...7, decimals: 0).integer ?? 1
        let time = fields.require("time")
        let typed = time.string() ?? ""
        let minute = DayMinute.read(typed)
        if minute == nil, time.node?.string != nil {
            time.note("badTime", zh: "时刻应写作 08:30。", en: "A time is written like 08:30.")
        }
        hour = ClosingOrder.Hour(weekday: weekday, minute: minute ?? 0)
        var named: Set<String> = []
        for field in fields["accounts"]?.list(0...200) ?? [] {
            guard let name = field.string() else { continue }
            if !readers.contains(name) {
                field.note(
                    "noReader",
                    zh: "“\(name.shown)”不是能看周报的在用账号。",
                    en: "'\(name.shown)' is no account in use that reads weeks."
                )
            }
            named.insert(name)
        }
        accounts = named.sorted()
        try collector.throwIfAny()
    }
}
