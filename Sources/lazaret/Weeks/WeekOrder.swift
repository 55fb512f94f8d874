import ArgumentParser
import Compliance
import Store
import StrictJSON
import Web

/// The standing order by which the clock closes weeks.
struct WeekOrder: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "order",
        abstract: Wording.both("Have the clock close weeks by a standing order.", "定时封存：查看、下达、终止指令。"),
        subcommands: [WeekOrderShow.self, WeekOrderGive.self, WeekOrderEnd.self],
        defaultSubcommand: WeekOrderShow.self
    )
}

/// Shows the order in force and those before.
struct WeekOrderShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: Wording.both("The standing orders, and what is closed next.", "各号指令，以及下次封存。")
    )

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let now = Instant.now
        let orders = try await options.withStore { try await $0.closingOrders() }
        try options.say(orders.json(now: now), or: Self.text(orders, now))
    }

    private static func text(_ orders: [ClosingOrder], _ now: Instant) -> String {
        guard let last = ClosingOrder.inForce(orders) else {
            return ([StoreError.noClosingOrder.message[.ofShell]] + orders.map(line)).joined(separator: "\n")
        }
        let (week, at) = last.next(after: now)
        let next =
            last.lapsedAt == nil
            ? Wording.text("下次：\(at.shanghai) 封存 \(week)。", "Next: \(week) is closed on \(at.shanghai).")
            : last.lapsed[.ofShell]
        return ([next] + orders.map(line)).joined(separator: "\n")
    }

    private static func line(_ order: ClosingOrder) -> String {
        let list = order.accounts.isEmpty ? "–" : order.accounts.joined(separator: ", ")
        let end =
            order.end.map { end in
                let by = Text.account(end.by)
                return Wording.text("；\(by.zh) 终止", "; ended by \(by.en)")
            } ?? ""
        return
            "\(order.number)  \(order.hour.title[.ofShell])  \(order.givenBy) \(order.givenAt.shanghai)  \(list)\(end)"
    }
}

/// Gives an order.
struct WeekOrderGive: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "give",
        abstract: Wording.both("Give an order, in place of the one in force.", "下达指令，取代原来的。"),
        discussion: Wording.about(
            """
            指令以一名管理员本人的名义下达，所以要用 LAZARET_TOKEN 写明他的令牌。每周
            到了这个时刻，时钟封存刚结束的一周，送到名单上的人；不写名单则送所有能看
            周报的人。以前没有封存的周不补封。
            """,
            """
            It is an administrator's own: LAZARET_TOKEN is a token of theirs. At that
            hour of every week the clock closes the week that has just ended, and sends
            it to those named; to whoever reads weeks where nobody is. A week that was
            left open before is not closed by it.
            """,
            examples: "lazaret week order give --weekday 1 --time 09:00 --to leader --to auditor"
        )
    )

    @Option(help: .both("1 Monday to 7 Sunday.", "周一为 1，周日为 7。", value: "number"))
    var weekday: String

    @Option(help: .both("The time, Asia/Shanghai.", "时刻，北京时间。", value: "hh:mm"))
    var time: String

    @Option(
        name: .customLong("to"),
        help: .both("An account that it is sent to; several times.", "送达的账号，可写多次。", value: "account")
    )
    var accounts: [String] = []

    @OptionGroup var options: CountyOptions

    func run() async throws {
        guard try Settings().token != nil else {
            throw CommandError(
                zh: "指令要以一名管理员本人的名义下达：请用 LAZARET_TOKEN 写明他的令牌。",
                en: "An order is an administrator's own: name a token of theirs by LAZARET_TOKEN.",
                code: .notAllowed
            )
        }
        let form = ClosingOrderForm.node(weekday: weekday, time: time, accounts: accounts)
        let (number, isNew) = try await options.withStore { try await $0.giveClosingOrder(form) }
        try options.say(
            .object([("number", .number(number))]),
            or: isNew
                ? Wording.text("已下达第 \(number) 号指令。", "Standing order No. \(number) is given.")
                : Wording.text("第 \(number) 号指令就是这样，没有写入。", "Standing order No. \(number) says the same."),
            else: .doneAllTheSame
        )
    }
}

/// Ends the order in force.
struct WeekOrderEnd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "end",
        abstract: Wording.both("End the order in force: people close weeks.", "终止指令，改由人封存。")
    )

    @OptionGroup var options: CountyOptions

    func run() async throws {
        try await options.withStore { try await $0.endClosingOrder() }
        try options.say(
            .object([("outcome", "ended")]),
            or: Wording.text("已终止。", "Ended."),
            else: .doneAllTheSame
        )
    }
}
