import ArgumentParser
import Compliance
import StrictJSON

/// Scores answers against a checklist file; needs no database.
struct ScoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "score",
        abstract: Wording.both("Score answers against a checklist, without a database.", "不用数据库，直接打分。"),
        discussion: Wording.about(
            """
            答卷是一份 JSON 或 YAML：

              visitDate: 2021-08-18
              facts: {residents: 34, central_air: "no"}
              answers: {A-01: yes, E-03: 3, C-04: {notApplicable: 无中央空调}}

            也可以是一份完整的检查；写了 --facts 和 --visit-date 的，可以只有答案。
            名为 .ndjson 或 .jsonl 的（或加 --ndjson）每行一份，读到一行就答复一条
            JSON：

              {"line":1,"id":"…","score":"86.5","grade":{…},…}
              {"line":2,"errors":[{"code":"outOfRange","pointer":"/answers/E-03",…}]}

            输入输出的各栏见 docs/checklists.md。全部打了分，退出码为 0；有被拒绝
            的，为 1。
            """,
            """
            ANSWERS is a JSON or YAML document:

              visitDate: 2021-08-18
              facts: {residents: 34, central_air: "no"}
              answers: {A-01: yes, E-03: 3, C-04: {notApplicable: 无中央空调}}

            or a whole filing; or, with --facts and --visit-date given, the map of
            answers alone. A file named .ndjson or .jsonl (or --ndjson) holds one such
            document a line and is answered with one JSON result a line, as it is read:

              {"line":1,"id":"…","score":"86.5","grade":{…},…}
              {"line":2,"errors":[{"code":"outOfRange","pointer":"/answers/E-03",…}]}

            Every field of input and output is described in docs/checklists.md. The exit
            code is 0 when everything was scored, 1 when something was refused.
            """,
            examples: """
                lazaret score --checklist checklists/zone.yaml --answers visit.yaml
                lazaret score --checklist form.yaml --answers - --ndjson < visits.ndjson
                """
        )
    )

    @Option(help: .both("The checklist to score against.", "按哪份检查表打分。", value: "file"))
    var checklist: String

    @Option(
        help: .both(
            "The baseline, or a county override; by default the baseline beside the checklist in force on its date.",
            "基准，或县级加严文件；不写则用检查表旁边、当日施行的基准。",
            value: "file"
        )
    )
    var baseline: String?

    @Option(
        help: .both(
            "Site facts, a map of name to value; a document's own facts win.",
            "点位情况，名称对应数值；答卷自带的优先。",
            value: "file"
        )
    )
    var facts: String?

    @Option(help: .both("The answers; - for standard input.", "答卷；- 表示标准输入。", value: "file"))
    var answers: String

    @Option(
        help: .both("The day of the visit, for answers that do not say.", "检查日，答卷没有写时用。", value: "YYYY-MM-DD")
    )
    var visitDate: String?

    @ArgumentParser.Flag(
        help: .both("One document a line in, one JSON result a line out.", "每行一份答卷，每行答复一条 JSON。")
    )
    var ndjson = false

    @ArgumentParser.Flag(help: .both("Write JSON.", "以 JSON 答复。"))
    var json = false

    @ArgumentParser.Flag(
        help: .both("Open every figure down to item, answer, clause and parameter.", "把每个数字展开到检查项、答案、条款和参数。")
    )
    var explain = false

    @ArgumentParser.Flag(
        help: .both(
            "Say on standard error how long scoring alone took.",
            "在标准错误上说明打分本身用时。",
            visibility: .hidden
        )
    )
    var timing = false

    func validate() throws {
        if let visitDate, Day(visitDate) == nil {
            throw ValidationError("--visit-date must be a day of the calendar, like 2021-08-18.")
        }
    }

    func run() throws {
        let checklist = try StandardFiles.checklist(self.checklist)
        let baseline =
            try self.baseline.map { try StandardFiles.baseline($0) }
            ?? StandardFiles.baseline(for: checklist, beside: self.checklist, on: nil)
        let scorer = Scorer(
            standard: try StandardFiles.standard(checklist, baseline, file: self.checklist),
            facts: try facts.map { try DocumentFile.read($0) },
            visitDate: visitDate.flatMap { Day($0) },
            explains: explain
        )
        if ndjson || answers.hasSuffix(".ndjson") || answers.hasSuffix(".jsonl") {
            try scoreLines(scorer)
        } else {
            try scoreDocument(scorer)
        }
    }
}

extension ScoreCommand {
    /// Scores the one document that the file holds.
    private func scoreDocument(_ scorer: Scorer) throws {
        do {
            let scored = try scorer.score(DocumentFile.readByContent(answers))
            try Terminal.say(json ? JSON.writePretty(against(scorer.standard, scored.node)) : scored.text)
            if timing { ScoringTime(count: 1, scored.duration).say() }
        } catch let problems as Problems {
            guard json else { throw FileProblems(file: answers, problems: problems.all) }
            try Terminal.say(JSON.writePretty(.object([("errors", .array(problems.all.map(\.node)))])))
            throw ExitCode(1)
        }
    }

    /// The result, headed by what it was worked out against.
    private func against(_ standard: Standard, _ result: Node) -> Node {
        let (checklist, baseline) = (standard.checklist, standard.baseline)
        let head = [
            ("checklist", version(checklist.code, checklist.version, standard.checklistDigest)),
            ("baseline", version(baseline.code, baseline.version, standard.baselineDigest)),
        ]
        return Node(.object(head.map { Node.Member($0, $1) } + (result.object ?? [])))
    }

    private func version(_ code: String, _ version: String, _ digest: String) -> Node {
        .object([("code", .string(code)), ("version", .string(version)), ("digest", .string(digest))])
    }
}
