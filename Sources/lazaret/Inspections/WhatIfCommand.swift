import ArgumentParser
import Compliance
import Store
import StrictJSON
import Web

/// Holds stored answers against other versions.
struct WhatIfCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "what-if",
        abstract: Wording.both("Whose grade would change under another version?", "换一个版本，谁的结论会变？"),
        discussion: Wording.about(
            """
            把已提交的内容换成其检查表、基准（或两者）的另一已发布版本来打分，什么
            都不改。写了编号的只算那次检查；不写则算某类点位各自最近一次检查。没有
            指明版本的，把按旧评分规则得出的结论与现行规则相比。
            """,
            """
            Scores what was filed against another published version of its checklist,
            its baseline, or both, and changes nothing. With an id, that inspection;
            without, the latest of every open site of a kind. Where no version is named,
            what was scored by earlier rules of scoring is held against today's.
            """,
            examples: """
                lazaret what-if
                lazaret what-if --baseline 2022-07 --checklist 2022-07
                lazaret what-if --kind checkpoint --checklist 2022-07
                lazaret what-if 017b57b7-5e80-7000-8000-000000000001 --baseline 2022-07
                """
        )
    )

    @Argument(
        help: .both("One inspection; the latest of every site otherwise.", "某次检查；不写则取每个点位最近一次。", value: "id")
    )
    var id: String?

    @Option(help: .both("The kind of site; township isolation otherwise.", "点位类型；不写则为乡镇隔离点。", value: "kind"))
    var kind: String = SiteKind.townshipIsolation.rawValue

    @Option(
        help: .both(
            "The other version of the checklist; its own otherwise.",
            "改用的检查表版本；不写则用原版本。",
            value: "version"
        )
    )
    var checklist: String?

    @Option(
        help: .both(
            "The other version of the baseline; its own otherwise.",
            "改用的基准版本；不写则用原版本。",
            value: "version"
        )
    )
    var baseline: String?

    @OptionGroup var options: CountyOptions

    func validate() throws {
        guard SiteKind(rawValue: kind) != nil else {
            let kinds = SiteKind.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("--kind must be one of \(kinds).")
        }
    }

    func run() async throws {
        if let id {
            guard let inspection = InspectionID(id) else { throw StoreError.noInspection(id) }
            let answer = try await options.withStore { [checklist, baseline] store in
                try await store.whatIf(inspection, checklist: checklist, baseline: baseline)
            }
            try options.say(answer.node, or: WhatIfText(answer.whatIf).whole)
        } else {
            let kind = SiteKind(rawValue: kind) ?? .townshipIsolation
            let answers = try await options.withStore { [checklist, baseline] store in
                try await store.whatIf(latestOf: kind, checklist: checklist, baseline: baseline, now: .now)
            }
            try options.say(
                .array(answers.map(\.node)),
                or: WhatIfText.table(answers.map { ($0.site, $0.whatIf) }),
                leavingOut: answers.unreadable
            )
        }
    }
}
