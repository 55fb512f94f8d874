import Compliance
import HTTPServer
import Store
import StrictJSON

/// The standing order by which the clock closes weeks: how it stands, a form for another, and those before.
struct ClosingOrderPage: Page {
    static let template = "closing-order"

    /// The order in force; nil where none is.
    let standing: Standing?
    let sendAddress = Link.closingOrder.path
    let weeksAddress = Link.weeks.path
    let weekdays: [Option]
    let time: String
    let readers: [Option]
    let problems: [String]
    let hasProblems: Bool
    let past: [PastLine]
    let hasPast: Bool

    /// The order in force, and what it comes to.
    struct Standing: Sendable {
        let what: String
        let given: String
        let list: String
        /// What it closes next, and when; or that it has lapsed.
        let then: String
        let isLapsed: Bool
        let endAddress = Link.endOfClosingOrder.path
    }

    /// An order that is not in force any more.
    struct PastLine: Sendable {
        let number: String
        let hour: String
        let given: String
        let became: String
    }

    /// What was typed of an order that was not taken.
    struct Typed: Sendable {
        let weekday: String
        let time: String
        let accounts: [String]

        init(_ fields: FormFields) {
            weekday = fields.one("weekday") ?? ""
            time = fields.one("time") ?? ""
            accounts = Array(fields.all("account").prefix(1000))
        }

        var node: Node { ClosingOrderForm.node(weekday: weekday, time: time, accounts: accounts) }
    }

    init(
        _ orders: [ClosingOrder],
        readers all: [WeekReader],
        typed: Typed? = nil,
        problems: [Problem] = [],
        now: Instant,
        _ texts: Texts
    ) {
        let order = ClosingOrder.inForce(orders)
        standing = order.map { Standing($0, now: now, texts) }
        let weekday = typed?.weekday ?? "\(order?.hour.weekday ?? 1)"
        weekdays = ClosingOrder.Hour.weekdays.enumerated()
            .map { place, day in
                Option(value: "\(place + 1)", wording: texts(day), isChosen: weekday == "\(place + 1)")
            }
        time = typed?.time.cut(to: 10) ?? order?.hour.time ?? "09:00"
        let chosen = Set(typed?.accounts ?? order?.accounts ?? [])
        readers = all.map { reader in
            Option(
                value: reader.account,
                wording: texts("week.reader", reader.display, reader.account),
                isChosen: chosen.contains(reader.account)
            )
        }
        self.problems = problems.map { texts($0.message) }
        hasProblems = !problems.isEmpty
        past = orders.filter { $0.number != order?.number }.map { PastLine($0, orders, texts) }
        hasPast = !past.isEmpty
    }

    func windowTitle(_ texts: Texts) -> String { texts("closing.title") }
}

extension ClosingOrderPage.Standing {
    init(_ order: ClosingOrder, now: Instant, _ texts: Texts) {
        what = texts("closing.what", "\(order.number)", texts(order.hour.title))
        given = texts("closing.given", order.givenBy, order.givenAt.shanghai)
        list =
            order.accounts.isEmpty
            ? texts("closing.toReaders") : texts("closing.toList", texts.list(order.accounts))
        let (week, at) = order.next(after: now)
        isLapsed = order.lapsedAt != nil
        then =
            order.lapsedAt.map { texts("closing.lapsed", order.givenBy, $0.shanghai) }
            ?? texts("closing.next", texts(week.words), at.shanghai)
    }
}

extension ClosingOrderPage.PastLine {
    init(_ order: ClosingOrder, _ all: [ClosingOrder], _ texts: Texts) {
        number = "\(order.number)"
        hour = texts(order.hour.title)
        given = texts("closing.given", order.givenBy, order.givenAt.shanghai)
        let next = all.first { $0.number == order.number + 1 }
        became =
            order.end.map { texts("closing.ended", texts.account($0.by), $0.at.shanghai) }
            ?? texts("closing.followed", next?.givenAt.shanghai ?? "–")
    }
}

extension Texts {
    /// When the clock closes a week that is over and open, by the order in force, or why it does not; nil where the order is
    /// not about it.
    func closing(of week: ISOWeek, by order: ClosingOrder, now: Instant) -> String? {
        if order.lapsedAt != nil { return self("closing.lapsedWeek", "\(order.number)", order.givenBy) }
        let number = "\(order.number)"
        if order.week(at: now) == week { return self("closing.now", number) }
        let next = order.next(after: now)
        return next.week == week ? self("closing.soon", number, next.at.shanghai) : nil
    }
}
