import ArgumentParser
import Compliance
import Store
import StrictJSON
import Web

/// Answers for a gap, for the site itself or on a paper's behalf.
struct SubmitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "submit",
        abstract: Wording.both("Say what was done about a gap.", "报送整改情况。"),
        discussion: """
            The operator does so for a signed paper, and says whose it is with --behalf;
            with a token, its account answers for the own site. An inspector verifies it,
            never at the shell. Sent again with the same --id nothing is written twice.
            Example:

              lazaret submit T-03 A-04 --words 已加装门锁 --behalf 院长签字的整改报告
            """
    )

    @Argument(help: ArgumentHelp("The site.", valueName: "code"))
    var site: String

    @Argument(help: ArgumentHelp("The item.", valueName: "item"))
    var item: String

    @Option(help: ArgumentHelp("What was done.", valueName: "text"))
    var words: String

    @Option(help: ArgumentHelp("Whose paper it is; of the operator alone.", valueName: "text"))
    var behalf: String?

    @Option(help: ArgumentHelp("A UUID of version 7, made anew where none is given.", valueName: "id"))
    var id: String?

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let id =
            self.id ?? FreshID.text(at: .now, random: (.random(in: 0 ... .max), .random(in: 0 ... .max)))
        let (record, outcome) = try await options.withStore { store in
            let record = try await store.gap(site, item)
            let form = try SubmissionForm(
                id: id,
                inspection: record.run?.findings.last?.inspection.description ?? "",
                words: words,
                evidence: []
            )
            let outcome = try await store.submit(form, site: record.site.code, item: item, onBehalf: behalf)
            return (record, outcome)
        }
        try options.say(
            .object([("outcome", outcome == .done ? "done" : "already"), ("id", .string(id))]),
            or: Wording.text(
                "已报送 \(record.site.code) \(item)，待检查员核验。",
                "Sent for \(record.site.code) \(item); an inspector has to verify it."
            ),
            else: .doneAllTheSame
        )
    }
}
