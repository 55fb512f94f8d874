import ArgumentParser
import Compliance
import Store
import StrictJSON
import Web

/// Who holds which duty at a site, one term at a time.
struct DutyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "duty",
        abstract: Wording.both("Start, end, correct or withdraw a term of duty.", "任期的开始、结束、更正与撤销。"),
        discussion: Wording.about(
            """
            名册文件说明谁接任，何时暂缺。说过而不属实的，在这里更正，须写理由：
            改前改后都留在记录里。

            先说明这对各周、连续不达标和名单有什么影响，有影响的要确认；脚本里加
            --yes，--dry-run 只说明。

            所指的是该职务唯一的任期，或 --holder 和 --since 指明的那一段；
            'lazaret show site T-03' 列出各段任期。
            """,
            """
            A register file says who takes a duty over, and when it falls vacant. What was
            said and was not so is corrected here, with a reason: old and new both stay on
            record.

            What that does to weeks, runs and flags is said first, and asked about where
            it does anything; scripts say --yes, and --dry-run only says it.

            The term is the only one of the duty, or the one that --holder and --since
            name; 'lazaret show site T-03' lists them.
            """,
            examples: """
                lazaret duty start T-03 director 李庄镇卫生院院长 --from 2021-08-16
                lazaret duty end T-03 director --last 2021-08-15
                lazaret duty correct T-03 director --name 王壹 --reason 姓名有误
                lazaret duty withdraw T-03 director --holder 孙乙 --reinstate --reason 任命取消
                """
        ),
        subcommands: [DutyStart.self, DutyEnd.self, DutyCorrect.self, DutyWithdraw.self]
    )
}

/// The site and the duty that all of them take.
struct DutyArguments: ParsableArguments {
    @Argument(help: .both("The site's code.", "点位编号。", value: "site"))
    var site: String

    @Argument(
        help: .duties,
        transform: Responsible.argument
    )
    var duty: Responsible
}

/// Which term is meant where the duty has several.
struct TermOptions: ParsableArguments {
    @Option(help: .both("The holder, as the term has it.", "任期上记的任职者。", value: "name"))
    var holder: String?

    @Option(
        help: .both("The term's first day, as it stands.", "任期现在记录的首日。", value: "day"),
        transform: Day.argument
    )
    var since: Day?

    func choice(_ duty: Responsible) -> TermChoice { .only(duty, person: holder, since: since) }
}

extension DutyArguments {
    /// Says what it does to what is past, does it, and says what stands of the duty then.
    func run(
        _ act: DutyAct,
        why: String? = nil,
        _ confirmation: Confirmation,
        _ options: CountyOptions
    ) async throws {
        let figures: SiteFigures? = try await options.withStore { store in
            let preview = try await store.judge(act, at: site, why: why)
            guard try confirmation.allows(preview.effects.words, options) else { return nil }
            try await store.change(act, at: site, why: why, edition: preview.edition)
            return try await store.site(site)
        }
        guard let figures else { return }
        let terms = figures.postings.filter { $0.duty == duty }
        let text =
            terms.isEmpty
            ? Wording.text("\(site)：\(duty.title.zh)没有任期。", "\(site): nobody holds that duty.")
            : Terminal.table(terms.map(SiteText.row))
        try options.say(
            .object([("site", .string(site)), ("postings", .array(terms.map(\.json)))]),
            or: text,
            else: .doneAllTheSame
        )
    }
}

struct DutyStart: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "start",
        abstract: Wording.both(
            "Somebody takes a duty over; whoever held it alone ends the day before.",
            "接任。"
        )
    )

    @OptionGroup var arguments: DutyArguments

    @Argument(help: .both("How pages call the holder: by the post.", "任职者在页面上的称呼，写岗位。", value: "name"))
    var person: String

    @Option(help: .both("The first day.", "首日。", value: "day"), transform: Day.argument)
    var from: Day

    @OptionGroup var confirmation: Confirmation

    @OptionGroup var options: CountyOptions

    func run() async throws {
        try await arguments.run(.start(arguments.duty, person: person, from: from), confirmation, options)
    }
}

struct DutyEnd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "end",
        abstract: Wording.both("A term ends, and nobody follows: the duty is vacant.", "离任，暂缺。")
    )

    @OptionGroup var arguments: DutyArguments

    @Option(help: .both("The last day.", "末日。", value: "day"), transform: Day.argument)
    var last: Day

    @OptionGroup var term: TermOptions

    @OptionGroup var confirmation: Confirmation

    @OptionGroup var options: CountyOptions

    func run() async throws {
        try await arguments.run(.end(term.choice(arguments.duty), last: last), confirmation, options)
    }
}

struct DutyCorrect: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "correct",
        abstract: Wording.both("Correct what was said of a term.", "更正任期。")
    )

    @OptionGroup var arguments: DutyArguments

    @OptionGroup var term: TermOptions

    @Option(help: .both("The holder, as it should be.", "更正后的任职者。", value: "name"))
    var name: String?

    @Option(help: .both("The first day, as it should be.", "更正后的首日。", value: "day"), transform: Day.argument)
    var from: Day?

    @Option(help: .both("The last day, as it should be.", "更正后的末日。", value: "day"), transform: Day.argument)
    var last: Day?

    @ArgumentParser.Flag(help: .both("The term has no last day.", "任期没有末日。"))
    var open = false

    @Option(help: .both("Why; it stays on record.", "理由，会记录在案。", value: "text"))
    var reason: String

    @OptionGroup var confirmation: Confirmation

    @OptionGroup var options: CountyOptions

    func validate() throws {
        if open && last != nil { throw ValidationError("--open and --last exclude each other. 二者只能选一。") }
        if name == nil && from == nil && last == nil && !open {
            throw ValidationError("Say what is to be corrected: --name, --from, --last or --open. 请说明更正什么。")
        }
    }

    func run() async throws {
        let correction = TermCorrection(
            person: name,
            from: from,
            last: open ? .open : last.map { .on($0) }
        )
        try await arguments.run(
            .correct(term.choice(arguments.duty), correction),
            why: reason,
            confirmation,
            options
        )
    }
}

struct DutyWithdraw: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw",
        abstract: Wording.both("There never was such a term.", "撤销任期。")
    )

    @OptionGroup var arguments: DutyArguments

    @OptionGroup var term: TermOptions

    @ArgumentParser.Flag(help: .both("Whoever ended the day before it goes on.", "前一天离任的人继续任职。"))
    var reinstate = false

    @Option(help: .both("Why; it stays on record.", "理由，会记录在案。", value: "text"))
    var reason: String

    @OptionGroup var confirmation: Confirmation

    @OptionGroup var options: CountyOptions

    func run() async throws {
        try await arguments.run(
            .withdraw(term.choice(arguments.duty), reinstating: reinstate),
            why: reason,
            confirmation,
            options
        )
    }
}

extension Responsible {
    fileprivate static func argument(_ text: String) throws -> Responsible {
        guard let duty = Responsible(rawValue: text) else {
            throw ValidationError("There is no duty '\(text.shown)'. 没有这种职责。")
        }
        return duty
    }
}

extension Day {
    /// A day as an argument says it.
    static func argument(_ text: String) throws -> Day {
        guard let day = Day(text) else {
            throw ValidationError("'\(text.shown)' is no day; write it as 2021-08-16. 日期写法如 2021-08-16。")
        }
        return day
    }
}
