import ArgumentParser
import Compliance
import Store
import StrictJSON
import Web

/// The county's own days between the rungs of the ladder.
struct LadderCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ladder",
        abstract: Wording.both("Set the days between the steps, or list them.", "问责步骤的间隔天数：设定、查看。"),
        subcommands: [LadderSet.self, LadderList.self]
    )
}

/// Sets the days between the rungs.
struct LadderSet: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: Wording.both("Set the days between the steps.", "设定问责步骤的间隔天数。"),
        discussion: Wording.about(
            """
            间隔是本县自己的规定，立即生效；已经进行的步骤不受影响。每项 1 至 90 天，四项
            都要写。
            """,
            """
            They are the county's own policy and count at once; steps that were taken stay.
            1 to 90 days each, all four are said.
            """,
            examples: """
                lazaret ladder set --circular 2 --interview 1 --proposal 3 --statement 5 \\
                  --reason 县防指会议
                """
        )
    )

    @Option(help: .both("Days from the reminder to the circular.", "提醒后至通报的天数。", value: "days"))
    var circular: String

    @Option(help: .both("Days from the circular to the interview.", "通报后至约谈的天数。", value: "days"))
    var interview: String

    @Option(help: .both("Days from the interview to the proposal.", "约谈后至建议的天数。", value: "days"))
    var proposal: String

    @Option(
        help: .both("Days that somebody has for a statement.", "告知后留给申辩的天数。", value: "days")
    )
    var statement: String

    @Option(help: .both("Why.", "理由。", value: "text"))
    var reason: String

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let form = try LadderForm(
            LadderForm.node(
                circular: circular,
                interview: interview,
                proposal: proposal,
                statement: statement,
                reason: reason
            )
        )
        let isNew = try await options.withStore { try await $0.set(form.policy, why: form.reason) }
        try options.say(
            .object([("outcome", isNew ? "set" : "already")]),
            or: isNew
                ? Wording.text("已设定。", "Set.")
                : Wording.text("已经是这样，没有写入。", "It is so already."),
            else: .doneAllTheSame
        )
    }
}

/// Lists what was set.
struct LadderList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: Wording.both("The days as they were ever set, the last first.", "历次设定的间隔天数。")
    )

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let records = try await options.withStore { try await $0.ladderPolicies() }
        let lines = records.map { record in
            [
                record.setAt.shanghai, "\(record.policy.circular)", "\(record.policy.interview)",
                "\(record.policy.proposal)", "\(record.policy.statement)", record.reason,
            ]
        }
        let standing = LadderPolicy.standing
        try options.say(
            .object([("set", .array(records.map(\.json)))]),
            or: lines.isEmpty
                ? Wording.text(
                    "没有设定过；通报、约谈、建议、申辩依次为 \(standing.circular)、\(standing.interview)、\(standing.proposal)、\(standing.statement) 天。",
                    "Nobody set any: circular \(standing.circular), interview \(standing.interview), proposal \(standing.proposal), statement \(standing.statement) days."
                )
                : Terminal.table(lines)
        )
    }
}
