import ArgumentParser
import Compliance
import Foundation
import StrictJSON
import Web

/// Saying what a change does to what is past before it is done, and asking whoever sits at a terminal.
struct Confirmation: ParsableArguments {
    @ArgumentParser.Flag(help: .both("Say what it does, and write nothing.", "只说明影响，不写入。"))
    var dryRun = false

    @ArgumentParser.Flag(help: .both("Do it without asking.", "不再询问，直接写入。"))
    var yes = false

    func validate() throws {
        if dryRun && yes { throw ValidationError("--dry-run and --yes exclude each other. 二者只能选一。") }
    }

    /// Says the effects, and whether to go on. Where nothing of the past changes, nobody is asked; `always` is for what
    /// cannot be undone. Without a terminal nobody waits for an answer: it is refused, and nothing is written.
    func allows(
        _ effects: [Text],
        under heading: Text = Text(zh: "对以往的影响：", en: "What it does to what is past:"),
        always: Bool = false,
        _ options: CountyOptions
    ) throws -> Bool {
        let (lines, heading) = (effects.map { $0[.ofShell] }, heading[.ofShell])
        if dryRun {
            let none = Wording.text(
                "以往各周的点位数、不达标名单和以往各日的负责人都不变；没有写入。",
                "No past week counts or flags other sites, and no past day has another director; nothing is written."
            )
            try options.say(
                .object([("dryRun", true), ("effects", .array(effects.map(\.json)))]),
                or: lines.isEmpty ? none : ([heading] + lines).joined(separator: "\n")
            )
            return false
        }
        if !lines.isEmpty { Terminal.note(([heading] + lines).joined(separator: "\n")) }
        guard always || !lines.isEmpty, !yes else { return true }
        guard Terminal.isAttended else {
            throw CommandError(
                zh: "没有写入：先看清影响，再加 --yes 确认。",
                en: "Nothing is written: see what it does, and confirm with --yes.",
                code: .refused
            )
        }
        Terminal.draw(Wording.text("写入吗？输入 yes 确认：", "Write it? Type yes: "))
        guard ["yes", "y", "是"].contains((readLine() ?? "").trimmed.lowercased()) else {
            throw CommandError(zh: "没有写入。", en: "Nothing is written.", code: .refused)
        }
        return true
    }
}
