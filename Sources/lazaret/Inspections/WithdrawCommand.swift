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
        discussion: """
            For a visit filed at the wrong site, or a trial. What was wrong in a visit that
            took place is corrected instead. It cannot be undone: what it does to weeks,
            lists and flags is said first, and asked; scripts say --yes. Example:

              lazaret withdraw 018f0000-0000-7000-8000-000000000001 --reason 点位选错
            """
    )

    @Argument(help: ArgumentHelp("The inspection.", valueName: "id"))
    var id: String

    @Option(help: ArgumentHelp("Why; it stays on record.", valueName: "text"))
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
