import ArgumentParser
import Compliance
import Store
import StrictJSON
import Web

/// Guidance on the standard: on record, and withdrawn.
struct GuideCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "guide",
        abstract: Wording.both("Record guidance given at a site, or withdraw it.", "记录或撤销对点位的指导。"),
        subcommands: [GuideRecord.self, GuideWithdraw.self]
    )
}

/// Puts guidance on record, from paper too.
struct GuideRecord: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: Wording.both("Record guidance given at a site.", "记录一次指导。"),
        discussion: """
            It is on the version in force that day, and counts only where that was issued to
            the site before. Visits of the kind 'guidance' count by themselves. Example:

              lazaret guide record T-03 --at 2021-08-18T09:00:00+08:00 \\
                --shown 分区图与最低要求 --attended 卫生院院长、护士长
            """
    )

    @Argument(help: ArgumentHelp("The site, by its code.", valueName: "site"))
    var site: String

    @Option(help: ArgumentHelp("When it was given, with the offset from UTC.", valueName: "time"))
    var at: String

    @Option(help: ArgumentHelp("What was shown and explained.", valueName: "text"))
    var shown: String

    @Option(help: ArgumentHelp("Who was there, by duty.", valueName: "text"))
    var attended: String

    @Option(help: ArgumentHelp("The account that gave it; whoever records it otherwise.", valueName: "name"))
    var by: String?

    @Option(help: ArgumentHelp("A UUID of version 7, to say the same again safely.", valueName: "id"))
    var id: String?

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let now = Instant.now
        let id = id ?? FreshID.text(at: now, random: (.random(in: 0 ... .max), .random(in: 0 ... .max)))
        let form: Node = .object([
            ("id", .string(id)), ("site", .string(site)), ("givenAt", .string(at)),
            ("givenBy", by.map(Node.string)), ("shown", .string(shown)), ("attended", .string(attended)),
        ])
        let isNew = try await options.withStore { store in try await store.record(guidance: form, now: now) }
        try options.say(
            .object([("id", .string(id)), ("outcome", isNew ? "recorded" : "already")]),
            or: isNew
                ? Wording.text("已记录 \(id)。", "Recorded: \(id).")
                : Wording.text("此前已记录 \(id)。", "On record already: \(id)."),
            else: .doneAllTheSame
        )
    }
}

/// Withdraws guidance that was recorded by mistake.
struct GuideWithdraw: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw",
        abstract: Wording.both(
            "Withdraw guidance recorded by mistake: it stays on record, and counts nowhere.",
            "撤销误记的指导。"
        )
    )

    @Argument(help: ArgumentHelp("The guidance.", valueName: "id"))
    var id: String

    @Option(help: ArgumentHelp("Why; it stays on record.", valueName: "text"))
    var reason: String

    @OptionGroup var options: CountyOptions

    func run() async throws {
        guard let guidance = InspectionID(id) else { throw StoreError.noGuidance(id) }
        try await options.withStore { store in try await store.withdraw(guidance: guidance, reason: reason) }
        try options.say(
            .object([("withdrawn", .string(guidance.description)), ("reason", .string(reason))]),
            or: Wording.text("已撤销 \(guidance)。", "Withdrawn: \(guidance)."),
            else: .doneAllTheSame
        )
    }
}
