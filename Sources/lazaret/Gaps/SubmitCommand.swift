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
        discussion: Wording.about(
            """
            操作员凭签字的纸质报告代报，并用 --behalf 写明是谁的；用令牌时，由该账号为自己
            的点位报送。核验由检查员进行，不能在命令行核验。用同一个 --id 再报一次，不会
            重复记录。
            """,
            """
            The operator does so for a signed paper, and says whose it is with --behalf;
            with a token, its account answers for the own site. An inspector verifies it,
            never at the shell. Sent again with the same --id nothing is written twice.
            """,
            examples: "lazaret submit T-03 A-04 --words 已加装门锁 --behalf 院长签字的整改报告"
        )
    )

    @Argument(help: .both("The site.", "点位。", value: "code"))
    var site: String

    @Argument(help: .both("The item.", "检查项。", value: "item"))
    var item: String

    @Option(help: .both("What was done.", "做了什么。", value: "text"))
    var words: String

    @Option(
        help: .both("Whose paper it is; of the operator alone.", "是谁的纸质报告；只由操作员填写。", value: "text")
    )
    var behalf: String?

    @Option(
        help: .both("A UUID of version 7, made anew where none is given.", "第 7 版 UUID；不写则新生成。", value: "id")
    )
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
