import ArgumentParser
import Compliance
import Foundation
import Store
import StrictJSON

/// Files inspections.
struct FileCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "file",
        abstract: Wording.both("File one inspection, or many.", "提交检查。"),
        discussion: Wording.about(
            """
            一份文件是一次检查，JSON 或 YAML。名为 .ndjson 或 .jsonl 的（或加
            --ndjson）每行一次检查，按其顺序每行答复一条 JSON：

              {"line":1,"outcome":"filed","id":"…","score":"86.5","grade":{…},…}
              {"line":2,"outcome":"refused","problems":[{"pointer":"/answers/A-01",…}]}

            检查的各栏见 docs/checklists.md。提交入库之后才答复：答复了就已存好。
            同样内容再提交一次也无妨（outcome 为 "repeated"），中断了可以整个重来。
            ^C 和 SIGTERM 在办完手上的几行之后结束（退出码 130 或 143）。有任何一
            次被拒绝，退出码为 1。
            """,
            """
            A document is one inspection, JSON or YAML. A file named .ndjson or .jsonl
            (or --ndjson) holds one a line and is answered with one JSON line each, in
            its order:

              {"line":1,"outcome":"filed","id":"…","score":"86.5","grade":{…},…}
              {"line":2,"outcome":"refused","problems":[{"pointer":"/answers/A-01",…}]}

            The fields of an inspection are described in docs/checklists.md. An answer
            comes after the commit: what was filed is kept. The same again is fine
            (outcome "repeated"), so a run that was interrupted can be repeated. ^C and
            SIGTERM end it after the lines that are under way (exit code 130 or 143).
            The exit code is 1 when anything was refused.
            """,
            examples: """
                lazaret file visit.yaml
                lazaret file --ndjson - < visits.ndjson
                """
        )
    )

    @Argument(
        help: .both(
            "The inspection or inspections; - for standard input.",
            "检查文件，一次或多次；- 表示标准输入。",
            value: "file"
        )
    )
    var file = "-"

    @ArgumentParser.Flag(
        help: .both("One inspection a line in, one JSON answer a line out.", "每行一次检查，每行答复一条 JSON。")
    )
    var ndjson = false

    @Option(help: .both("How many sites are filed for at the same time.", "同时为几个点位提交。", value: "number"))
    var jobs = 8

    @OptionGroup var options: CountyOptions

    func validate() throws {
        guard (1...64).contains(jobs) else { throw ValidationError("--jobs must be from 1 to 64.") }
    }

    func run() async throws {
        if ndjson || file.hasSuffix(".ndjson") || file.hasSuffix(".jsonl") {
            try await fileLines()
        } else {
            try await fileOne()
        }
    }

    private func fileOne() async throws {
        let node = try DocumentFile.readByContent(file)
        let answer = try await options.withStore { store in
            await FilingAnswer(filing: node, line: nil, in: store)
        }
        try options.say(
            answer.node,
            or: answer.text,
            else: answer.failure == nil
                ? Text(
                    zh: "检查已经提交；原样再提交一次，会得到同样的结果。",
                    en: "It is filed: the same again is answered with the same."
                ) : nil
        )
        if let failure = answer.failure { throw failure }
    }

    private func fileLines() async throws {
        let failure = try await TerminationSignal.runStoppable { stop in
            var lines = try FileLines(file, longest: JSON.Limits().bytes) { stop.hasCome }
            return try await options.withStore { try await fileLines(&lines, in: $0, until: stop) }
        }
        if let failure { throw failure }
    }

    /// Answers each line as soon as it and those before it are decided.
    private func fileLines(
        _ lines: inout FileLines,
        in store: Store,
        until stop: TerminationSignal.StopRequest
    ) async throws -> ExitCode? {
        let progress = Progress(Text(zh: "正在提交 \(file)", en: "filing \(file)")[.ofShell])
        defer { progress.finish() }
        var count = 0
        var failure: ExitCode?
        while !stop.hasCome, let batch = FilingBatch(next: &lines, after: count) {
            try await batch.file(in: store, jobs: jobs, until: stop) { answer in
                try Terminal.say(JSON.write(answer.node), else: Self.unanswered)
                failure = failure.map { max($0, answer.failure) } ?? answer.failure
            }
            count = batch.last
            progress.update(count)
        }
        return failure
    }

    private static let unanswered = Text(
        zh: "没有得到回答的各行可能已经提交，也可能没有；原样再提交一次即可，不会重复记录。",
        en: "Lines without an answer may be filed or not: send them again, nothing is recorded twice."
    )

    /// The graver of the two: what can be tried again counts more than what was refused.
    private func max(_ one: ExitCode, _ other: ExitCode?) -> ExitCode {
        other.map { $0.rawValue > one.rawValue ? $0 : one } ?? one
    }
}
