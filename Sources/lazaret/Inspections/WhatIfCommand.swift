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
        discussion: """
            Scores what was filed against another published version of its checklist,
            its baseline, or both, and changes nothing. With an id, that inspection;
            without, the latest of every open site of a kind. Where no version is named,
            what was scored by earlier rules of scoring is held against today's. Examples:

              lazaret what-if
              lazaret what-if --baseline 2022-07 --checklist 2022-07
              lazaret what-if --kind checkpoint --checklist 2022-07
              lazaret what-if 017b57b7-5e80-7000-8000-000000000001 --baseline 2022-07
            """
    )

    @Argument(help: ArgumentHelp("One inspection; the latest of every site otherwise.", valueName: "id"))
    var id: String?

    @Option(help: ArgumentHelp("The kind of site; township isolation otherwise.", valueName: "kind"))
    var kind: String = SiteKind.townshipIsolation.rawValue

    @Option(
        help: ArgumentHelp("The other version of the checklist; its own otherwise.", valueName: "version")
    )
    var checklist: String?

    @Option(help: ArgumentHelp("The other version of the baseline; its own otherwise.", valueName: "version"))
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
