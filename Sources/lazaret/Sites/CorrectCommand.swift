import ArgumentParser
import Compliance
import Store
import StrictJSON
import Web

/// What stands of a site's past and was not so.
struct CorrectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "correct",
        abstract: Wording.both(
            "Correct a site's periods of operation, or what it was called and was.",
            "更正点位的运行期、名称和情况。"
        ),
        discussion: Wording.about(
            """
            名册文件管今后：启用、关闭、迁址、更名。名册对以往的说法有误的，在这里
            更正，须写理由，哪一段运行期、哪一天都可以：改前改后都留在记录里。

            '-' 表示没有：--closed - 即没有关闭。先说明这对各周、连续不达标和名单有
            什么影响，有影响的要确认；脚本里加 --yes，--dry-run 只说明。
            """,
            """
            A register file opens, closes, moves and renames a site from now on. What it
            says of the past and was not so is corrected here, with a reason, any period
            and any day: old and new both stay on record.

            '-' says that there is none: --closed - is not closed. What that does to weeks,
            runs and flags is said first, and asked about where it does anything; scripts
            say --yes, and --dry-run only says it.
            """,
            examples: """
                lazaret correct period T-03 2021-08-01 --closed 2021-08-20 --reason 日期有误
                lazaret correct site T-03 --since 2021-09-01 --capacity 40 --reason 数错
                """
        ),
        subcommands: [CorrectPeriod.self, CorrectSite.self]
    )
}

struct CorrectPeriod: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "period",
        abstract: Wording.both("Correct, add or withdraw a period of operation.", "更正、补记或撤销运行期。")
    )

    @Argument(help: .both("The site's code.", "点位编号。", value: "site"))
    var site: String

    @Argument(
        help: .both(
            "The period's first day, as it stands; of one that is added, as it was.",
            "运行期现在记录的首日；补记的，写实际首日。",
            value: "day"
        ),
        transform: Day.argument
    )
    var opened: Day

    @Option(
        help: .both("The first day, as it should be.", "更正后的首日。", value: "day"),
        transform: Day.argument
    )
    var from: Day?

    @Option(
        help: .both("The last day, as it should be; '-' where it lasts.", "更正后的末日；仍在运行写 '-'。", value: "day"),
        transform: Said.day
    )
    var closed: Said<Day>?

    @Option(
        help: .both("The code that it goes on from; '-' for none.", "由哪个编号延续而来；没有写 '-'。", value: "code"),
        transform: Said.text
    )
    var predecessor: Said<String>?

    @OptionGroup var correction: Correction

    @OptionGroup var confirmation: Confirmation

    @OptionGroup var options: CountyOptions

    func validate() throws {
        try correction.validate(says: from != nil || closed != nil || predecessor != nil)
    }

    func run() async throws {
        let act: SiteAct =
            if correction.withdraw {
                .withdrawPeriod(opened)
            } else if correction.add {
                .addPeriod(opened, closedOn: closed?.value, predecessor: predecessor?.value)
            } else {
                .correctPeriod(
                    opened,
                    PeriodCorrection(openedOn: from, closedOn: closed, predecessor: predecessor)
                )
            }
        try await correction.run(act, at: site, confirmation, options)
    }
}

struct CorrectSite: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "site",
        abstract: Wording.both("Correct what a site was called and was from a day on.", "更正点位某日起的名称和情况。")
    )

    @Argument(help: .both("The site's code.", "点位编号。", value: "site"))
    var site: String

    @Option(
        help: .both(
            "From when it is on record so; left out, from the beginning.",
            "记录里从哪天起是这样；不写则从头算起。",
            value: "day"
        ),
        transform: Day.argument
    )
    var since: Day?

    @Option(help: .both("From when it should be.", "更正为从哪天起。", value: "day"), transform: Day.argument)
    var from: Day?

    @Option(help: .both("The name.", "名称。", value: "name"))
    var name: String?

    @Option(help: .both("The name in English.", "英文名称。", value: "name"))
    var english: String?

    @Option(help: .both("The township, by its code.", "所属乡镇的编号。", value: "code"), transform: Said.text)
    var township: Said<String>?

    @Option(help: .both("The address; '-' for none.", "地址；没有写 '-'。", value: "text"), transform: Said.text)
    var address: Said<String>?

    @Option(
        help: .both("How many people; '-' for none.", "容纳人数；没有写 '-'。", value: "number"),
        transform: Said.number
    )
    var capacity: Said<Int>?

    @Option(
        help: .both(
            "Degrees of WGS-84, together with the longitude; '-' for none.",
            "纬度，WGS-84 的度数，与经度一起写；没有写 '-'。",
            value: "degrees"
        ),
        transform: { try Said.degrees($0, .latitude) }
    )
    var latitude: Said<String>?

    @Option(
        help: .both("Degrees of WGS-84.", "经度，WGS-84 的度数。", value: "degrees"),
        transform: { try Said.degrees($0, .longitude) }
    )
    var longitude: Said<String>?

    @OptionGroup var correction: Correction

    @OptionGroup var confirmation: Confirmation

    @OptionGroup var options: CountyOptions

    private var description: DescriptionCorrection {
        var place: Said<SitePlace>?
        if let latitude, let longitude {
            place = .nothing
            if let north = latitude.value, let east = longitude.value {
                place = .value(SitePlace(latitude: north, longitude: east))
            }
        }
        return DescriptionCorrection(
            since: from,
            name: name,
            english: english,
            township: township,
            address: address,
            capacity: capacity,
            place: place
        )
    }

    func validate() throws {
        if (latitude?.value == nil) != (longitude?.value == nil) || (latitude == nil) != (longitude == nil) {
            throw ValidationError("--latitude and --longitude go together. 经度和纬度要一起写。")
        }
        if since == nil, correction.add || correction.withdraw {
            throw ValidationError("Say --since. 请写明 --since。")
        }
        if since == nil, from != nil {
            throw ValidationError("What is so from the beginning has no --from. 最初的一份没有 --from。")
        }
        try correction.validate(says: description != DescriptionCorrection())
    }

    func run() async throws {
        let act: SiteAct =
            switch (since, correction.withdraw, correction.add) {
            case (let since?, true, _): .withdrawDescription(since)
            case (let since?, _, true): .addDescription(since, description)
            default: .correctDescription(since, description)
            }
        try await correction.run(act, at: site, confirmation, options)
    }
}

/// What both take, and what they answer.
struct Correction: ParsableArguments {
    @ArgumentParser.Flag(help: .both("It was left out.", "原来漏记，现在补记。"))
    var add = false

    @ArgumentParser.Flag(help: .both("It never was.", "从来没有过，予以撤销。"))
    var withdraw = false

    @Option(help: .both("Why; it stays on record.", "理由，会记录在案。", value: "text"))
    var reason: String

    func validate(says anything: Bool) throws {
        if add && withdraw { throw ValidationError("--add and --withdraw exclude each other. 二者只能选一。") }
        if !anything && !add && !withdraw {
            throw ValidationError("Say what is to be corrected. 请说明更正什么。")
        }
    }

    func run(
        _ act: SiteAct,
        at code: String,
        _ confirmation: Confirmation,
        _ options: CountyOptions
    ) async throws {
        let figures: SiteFigures? = try await options.withStore { store in
            let preview = try await store.judge(act, at: code, why: reason)
            guard try confirmation.allows(preview.words, options) else { return nil }
            try await store.change(act, at: code, why: reason, edition: preview.edition)
            return try await store.site(code)
        }
        guard let figures else { return }
        try options.say(figures.json, or: SiteText(figures).head, else: .doneAllTheSame)
    }
}

extension SitePreview {
    /// Visits that would lie in no period, and the effects.
    fileprivate var words: [Text] {
        guard !stranded.isEmpty else { return effects.words }
        let days = stranded.prefix(5).map { "\(Day($0.finishedAt))" }.joined(separator: ", ")
        let text = Text(
            zh: "在案的 \(stranded.count) 次检查将不在任何运行期内：\(days)",
            en: "Visits on record that would lie in no period of operation: \(stranded.count) (\(days))"
        )
        return [text] + effects.words
    }
}

extension Said where Value == String {
    fileprivate static func text(_ text: String) -> Self { text == "-" ? .nothing : .value(text) }

    fileprivate static func degrees(_ text: String, _ axis: SitePlace.Axis) throws -> Self {
        if text == "-" { return .nothing }
        guard let degrees = SitePlace.degrees(text, axis) else {
            throw ValidationError("'\(text.shown)' is no degrees of WGS-84. 应为十进制度数，如 34.412345。")
        }
        return .value(degrees)
    }
}

extension Said where Value == Day {
    fileprivate static func day(_ text: String) throws -> Self {
        text == "-" ? .nothing : .value(try Day.argument(text))
    }
}

extension Said where Value == Int {
    fileprivate static func number(_ text: String) throws -> Self {
        if text == "-" { return .nothing }
        guard text.utf8.count <= 7, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let number = Int(text)
        else { throw ValidationError("'\(text.shown)' is no number of people. 容量应为整数。") }
        return .value(number)
    }
}
