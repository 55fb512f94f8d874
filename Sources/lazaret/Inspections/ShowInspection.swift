import ArgumentParser
import Compliance
import Store
import StrictJSON
import Web

/// Shows one inspection: floor, score, grade, and the gaps with what each would change.
struct ShowInspection: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspection",
        abstract: Wording.both("One inspection: floor, score, grade and gaps.", "一次检查的底线、得分、等次和差距。"),
        discussion: Wording.about(
            "加 --json 则给出所存的全部：提交了什么，按什么打分，每个检查项结果如何。",
            """
            With --json, everything that is kept of it: what was filed, against what,
            and what came of each item.
            """,
            examples: "lazaret show inspection 017b57b7-5e80-7000-8000-000000000001"
        )
    )

    @Argument(help: .both("The inspection's id.", "检查的编号。", value: "id"))
    var id: String

    @OptionGroup var options: CountyOptions

    func run() async throws {
        guard let id = InspectionID(id) else { throw StoreError.noInspection(id) }
        let record = try await options.withStore { try await $0.inspection(id) }
        try options.say(record.json, or: InspectionText(record).whole, leavingOut: record.unreadable)
    }
}
