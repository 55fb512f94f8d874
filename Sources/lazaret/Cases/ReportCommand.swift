import ArgumentParser
import Compliance
import Store
import StrictJSON
import Web

/// Puts on record what cannot wait for a visit.
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: Wording.both("Report an infection inside a site.", "登记点位内感染。"),
        subcommands: [ReportInfection.self]
    )
}

/// Puts an infection inside a site on record, which opens its case.
struct ReportInfection: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "infection",
        abstract: Wording.both(
            "Report an infection inside a site; its case opens at once.",
            "登记点位内感染，立即启动问责程序。"
        ),
        discussion: Wording.about(
            "登记的是事实和依据，不指责任何人；列入哪些责任人由督查决定。",
            """
            It says what happened and by what that is known, and accuses nobody: whom the
            case names supervision decides where more than one held a duty.
            """,
            examples: """
                lazaret report infection T-03 --day 2021-08-17 \\
                  --source 县疾控中心检测报告第12号
                """
        )
    )

    @Argument(help: .both("The site, by its code.", "点位编号。", value: "site"))
    var site: String

    @Option(help: .both("The day of it, as 2021-08-17.", "发生日期，如 2021-08-17。", value: "day"))
    var day: String

    @Option(help: .both("By what it is known: report and number.", "依据：检测报告及编号。", value: "text"))
    var source: String

    @Option(
        help: .both("A UUID of version 7, to say the same again safely.", "第 7 版 UUID，供放心重复登记。", value: "id")
    )
    var id: String?

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let now = Instant.now
        func fresh() -> String {
            FreshID.text(at: now, random: (.random(in: 0 ... .max), .random(in: 0 ... .max)))
        }
        guard let infection = FactID(id ?? fresh()), let opened = FactID(fresh()) else {
            throw CommandError(zh: "--id 应为第 7 版 UUID。", en: "--id is a UUID of version 7.")
        }
        let led = try await options.withStore { store in
            try await store.reportInfection(
                infection,
                opening: opened,
                at: site,
                on: Day(day),
                source: source
            )
        }
        guard led.outcome == .done || led.outcome == .already else {
            throw Problems([.outcome(led.outcome)])
        }
        try options.say(
            .object([
                ("outcome", .string(led.outcome.rawValue)), ("id", .string("\(infection)")),
                ("case", .string("\(led.id)")),
            ]),
            or: led.outcome == .done
                ? Wording.text("已登记，问责案卷 \(led.id)。", "On record; its case is \(led.id).")
                : Wording.text("此前已登记，问责案卷 \(led.id)。", "On record already; its case is \(led.id)."),
            else: .doneAllTheSame
        )
    }
}
