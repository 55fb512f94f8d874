import ArgumentParser
import Compliance
import Store
import StrictJSON
import Web

/// Shows a week: as it was sealed where it is closed, else its figures as they stand.
struct WeekCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: Wording.both("The week: coverage, ranking, failing items, flags.", "本周情况。"),
        discussion: Wording.about(
            """
            检查覆盖、乡镇隔离点排名、县集中隔离点、一票否决项差距、最常不符合的检
            查项、持续不达标的点位及依据、趋势。可查 2000 至 2199 年的各周。
            已定稿的周按封存的样子显示；--json 写出封存的字节。
            """,
            """
            Coverage, the ranking of township sites, county sites apart, critical
            gaps, the items that failed most often, the sites that stay below the
            minimum with the evidence, and the trend. Weeks of the years 2000 to 2199.
            A closed week is shown as it was sealed; --json writes the sealed bytes.
            """,
            examples: """
                lazaret week
                lazaret week show 2021-W33 --revision 1
                lazaret week 2021-W33 --live --json
                """
        )
    )

    @Argument(
        help: .both(
            "The ISO week, Asia/Shanghai; this one otherwise.",
            "ISO 周，北京时间；不写则为本周。",
            value: "YYYY-Www"
        )
    )
    var week: String?

    @OptionGroup var chosen: RevisionOption

    @ArgumentParser.Flag(
        help: .both("The figures as they stand now, though the week is closed.", "虽已定稿，仍看现在的实时数字。")
    )
    var live = false

    @OptionGroup var options: CountyOptions

    func validate() throws {
        guard chosen.revision == nil || !live else {
            throw ValidationError(
                Wording.text("--live 与 --revision 不能同用。", "--live and --revision exclude each other.")
            )
        }
    }

    func run() async throws {
        let now = Instant.now
        let week = try self.week.map(WeeksCommand.read) ?? ISOWeek(of: Day(now))
        if !live, let sealed = try await sealed(week) {
            let text = SealedWeekText(sealed).whole
            return try Terminal.say(options.json ? sealed.document : text)
        }
        let figures = try await options.withStore { try await $0.weekFigures(week, now: now) }
        try options.say(figures.json, or: WeekText(figures).whole, leavingOut: figures.unreadable)
    }

    /// nil where the week is not closed; a revision that is asked for has to be there.
    private func sealed(_ week: ISOWeek) async throws -> SealedWeek? {
        try await options.withStore { store in
            guard let revision = chosen.revision else { return try await store.sealedWeek(week) }
            return try await store.requiredSealedWeek(week, revision: revision)
        }
    }
}
