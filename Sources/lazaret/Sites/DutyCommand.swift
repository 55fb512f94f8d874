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
        discussion: """
            A register file says who takes a duty over, and when it falls vacant. What was
            said and was not so is corrected here, with a reason: old and new both stay on
            record.

              lazaret duty start T-03 director 李庄镇卫生院院长 --from 2021-08-16
              lazaret duty end T-03 director --last 2021-08-15
              lazaret duty correct T-03 director --name 王壹 --reason 姓名有误
              lazaret duty withdraw T-03 director --holder 孙乙 --reinstate --reason 任命取消

            What that does to weeks, runs and flags is said first, and asked about where
            it does anything; scripts say --yes, and --dry-run only says it.

            The term is the only one of the duty, or the one that --holder and --since
            name; 'lazaret show site T-03' lists them.
            """,
        subcommands: [DutyStart.self, DutyEnd.self, DutyCorrect.self, DutyWithdraw.self]
    )
}

/// The site and the duty that all of them take.
struct DutyArguments: ParsableArguments {
    @Argument(help: ArgumentHelp("The site's code.", valueName: "site"))
    var site: String

    @Argument(
        help: ArgumentHelp(
            "director, partyHead, governmentHead, deputyInCharge, countyLeader, expert, health, finance, "
                + "police, fire or medical.",
            valueName: "duty"
        ),
        transform: Responsible.argument
    )
    var duty: Responsible
}

/// Which term is meant where the duty has several.
struct TermOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The holder, as the term has it.", valueName: "name"))
    var holder: String?

    @Option(
        help: ArgumentHelp("The term's first day, as it stands.", valueName: "day"),
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

    @Argument(help: ArgumentHelp("How pages call the holder: by the post.", valueName: "name"))
    var person: String

    @Option(help: ArgumentHelp("The first day.", valueName: "day"), transform: Day.argument)
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

    @Option(help: ArgumentHelp("The last day.", valueName: "day"), transform: Day.argument)
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

    @Option(help: ArgumentHelp("The holder, as it should be.", valueName: "name"))
    var name: String?

    @Option(help: ArgumentHelp("The first day, as it should be.", valueName: "day"), transform: Day.argument)
    var from: Day?

    @Option(help: ArgumentHelp("The last day, as it should be.", valueName: "day"), transform: Day.argument)
    var last: Day?

    @ArgumentParser.Flag(help: "The term has no last day.")
    var open = false

    @Option(help: ArgumentHelp("Why; it stays on record.", valueName: "text"))
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

    @ArgumentParser.Flag(help: "Whoever ended the day before it goes on.")
    var reinstate = false

    @Option(help: ArgumentHelp("Why; it stays on record.", valueName: "text"))
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
