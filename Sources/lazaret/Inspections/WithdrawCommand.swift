import ArgumentParser
import Compliance
import Store
import StrictJSON

/// Withdraws a visit that was filed by mistake.
struct WithdrawCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw",
        abstract: Wording.both(
            "Withdraw a visit filed by mistake: it stays on record, and counts nowhere.",
            "撤销误报的检查。"
        ),
        discussion: Wording.about(
            """
            用于报错点位或试填的检查。确有其事而内容有误的，应当更正。撤销之后不能
            恢复：先说明这对各周、列表和名单有什么影响，再确认；脚本里加 --yes。
            """,
            """
            For a visit filed at the wrong site, or a trial. What was wrong in a visit that
            took place is corrected instead. It cannot be undone: what it does to weeks,
            lists and flags is said first, and asked; scripts say --yes.
            """,
            examples: "lazaret withdraw 018f0000-0000-7000-8000-000000000001 --reason 点位选错"
        )
    )

    @Argument(help: .both("The inspection.", "检查的编号。", value: "id"))
    var id: String

    @Option(help: .both("Why; it stays on record.", "理由，会记录在案。", value: "text"))
    var reason: String

    @OptionGroup var confirmation: Confirmation

    @OptionGroup var options: CountyOptions

    func run() async throws {
        guard let inspection = InspectionID(id) else { throw StoreError.noInspection(id) }
        let isDone = try await options.withStore { store in
            let effects = try await store.judgeWithdrawal(of: inspection)
            guard try confirmation.allows(effects, always: true, options) else { return false }
            try await store.withdraw(inspection, reason: reason)
            return true
        }
        guard isDone else { return }
        try options.say(
            .object([("withdrawn", .string(inspection.description)), ("reason", .string(reason))]),
            or: Wording.text("已撤销 \(inspection)。", "Withdrawn: \(inspection)."),
            else: .doneAllTheSame
        )
    }
}
