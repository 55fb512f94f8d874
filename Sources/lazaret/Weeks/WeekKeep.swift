import ArgumentParser
import Compliance
import Store
import Web

/// Makes the PDF of a closed week where closing could not, and keeps it.
struct WeekKeep: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keep",
        abstract: Wording.both("Keep a closed week's PDF that is not kept yet.", "补存已封存周报的 PDF。"),
        discussion: Wording.about(
            """
            封存时生成不了 PDF 的（缺程序或字体），先运行 scripts/install，再补存。
            每一版只存一次，已经存档的不变。
            """,
            """
            For a week at whose closing no PDF could be made: run scripts/install first.
            Each revision is kept once; what is kept stays as it is.
            """,
            examples: """
                lazaret week keep 2021-W33
                """
        )
    )

    @Argument(help: .both("The ISO week, Asia/Shanghai.", "ISO 周，北京时间。", value: "YYYY-Www"))
    var week: String

    @OptionGroup var chosen: RevisionOption

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let week = try WeeksCommand.read(week)
        let kept = try await options.withStore { store in
            try await WeekPapers.keep(
                try await store.requiredSealedWeek(week, revision: chosen.revision),
                in: store
            )
        }
        try options.say(kept.json, or: SealedWeekText.line(.success(kept)), else: .doneAllTheSame)
    }
}
