import ArgumentParser
import Compliance
import Store
import StrictJSON
import Web

/// The clock by hand.
struct ClockCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clock",
        abstract: Wording.both("Tell people what time has made due.", "告知到期的事。"),
        subcommands: [ClockOnce.self]
    )
}

/// One turn.
struct ClockOnce: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "once",
        abstract: Wording.both("One turn of the clock, as a server does it.", "让时钟走一次，与服务相同。"),
        discussion: Wording.about(
            """
            到了定时封存的时刻就封存上一周，把到期而没有告知过的事告知有关人员，再发出等待
            发送的消息，并说明做了什么。服务每分钟自己做一次；正在做时，这里什么也不做。
            """,
            """
            Closes the week whose hour has come by a standing order, tells what is due and
            was not told, then sends what waits, and says what it did. A server does the
            same every minute; while one is at it, nothing is done.
            """,
            examples: "lazaret clock once"
        )
    )

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let settings = try Settings()
        guard settings.token == nil else {
            throw CommandError(
                zh: "时钟不代表任何账号：请不要设 LAZARET_TOKEN。",
                en: "The clock acts for no account: leave LAZARET_TOKEN out.",
                code: .notAllowed
            )
        }
        let county = options.county ?? settings.county
        let found = try await CommandDatabase.with(settings) { database in
            try await database.prepare()
            return try await database.clockStore(of: county)
                .clockTurn(keepPaper: WeekPapers.keepByClock, by: WayOut(settings))
        }
        guard let turn = found else {
            try options.say(
                .object([("outcome", "busy")]),
                or: Wording.text("另一个服务正在做，这里什么也没有做。", "A server is at it; nothing was done here.")
            )
            return
        }
        try options.say(
            .object([
                ("outcome", "done"), ("closed", turn.closed.map { .string("\($0)") }),
                ("told", .number(turn.told)), ("delivered", .number(turn.delivered)),
                ("failed", .number(turn.failed)), ("trouble", turn.trouble.map { .string($0[.ofShell]) }),
            ]),
            or: (turn.closed.map { Wording.text("已封存 \($0)。", "Closed: \($0).") + "\n" } ?? "")
                + Wording.text(
                    "告知 \(turn.told) 条，送达 \(turn.delivered) 条，失败 \(turn.failed) 次。",
                    "Told \(turn.told), delivered \(turn.delivered), failed \(turn.failed)."
                ) + (turn.trouble.map { "\n" + $0[.ofShell] } ?? ""),
            else: .doneAllTheSame
        )
    }
}
