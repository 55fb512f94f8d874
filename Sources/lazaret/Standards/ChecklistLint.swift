import ArgumentParser
import ChecklistFiles
import Compliance
import StrictJSON

/// Says everything that is wrong with checklists, baselines and county overrides.
struct ChecklistLint: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: Wording.both("Every problem of the files at once, with line and item.", "一次列出文件的全部问题。"),
        discussion: Wording.about(
            """
            每个问题一行，写作 'FILE:LINE:COLUMN: item CODE: message'。检查表的公式，
            按旁边当日施行的基准核对，或按 --baseline 指明的。

            读不成一句话的公式也会指出，建议用文字说明。

            没有问题，退出码为 0，否则为 1；建议不算问题。
            """,
            """
            Each problem is one line, FILE:LINE:COLUMN: item CODE: message. A checklist's
            formulas are checked against the baseline beside it that is in force on its
            date, or the one that --baseline names.

            A formula that makes no readable sentence is named too, with advice to say it
            in words.

            The exit code is 0 when nothing is wrong, 1 otherwise; advice is not wrong.
            """
        )
    )

    @Argument(
        help: .both(
            "Checklists and their amendments, baselines and county overrides, YAML or JSON.",
            "检查表及其修订、基准、县级加严文件，YAML 或 JSON。",
            value: "file"
        )
    )
    var files: [String]

    @Option(help: .both("The baseline to check formulas against.", "按哪份基准核对公式。", value: "file"))
    var baseline: String?

    @Flag(help: .both("Write JSON.", "以 JSON 答复。"))
    var json = false

    func run() throws {
        // A file that is named twice is looked at once, and what two looks find is one problem.
        let found = files.withoutRepeats
            .map { FileProblems(file: $0, problems: problems(of: $0).withoutRepeats) }
            .filter { !$0.problems.isEmpty }
        let isSound = found.allSatisfy { $0.problems.allSatisfy { $0.code == Problem.needsWords } }
        if json {
            try Terminal.say(JSON.writePretty(.array(found.flatMap(\.nodes))))
        } else {
            for file in found { try Terminal.say(file.description) }
            if isSound {
                try Terminal.say(
                    Text(zh: "\(files.count) 个文件，没有问题。", en: "\(files.count) files, nothing wrong.")[.ofShell]
                )
            }
        }
        guard isSound else { throw ExitCode.failure }
    }

    private func problems(of path: String) -> [Problem] {
        do {
            let node = try DocumentFile.read(path)
            switch StandardFiles.Kind(node) {
            case .checklist, .amendment:
                return try problems(ofChecklist: StandardFiles.checklistDocument(node, path), path)
            case .baseline: _ = try Baseline(node)
            case .countyOverride: _ = try StandardFiles.tightened(by: CountyOverride(node), beside: path)
            case nil:
                return [
                    Problem(
                        "unknownKind",
                        at: "",
                        mark: node.mark,
                        Text(
                            zh: "文件应以 checklist、amends、baseline 或 tightens 开头，说明它是什么。",
                            en:
                                "The file must say what it is: begin with checklist, amends, baseline or tightens."
                        )
                    )
                ]
            }
            return []
        } catch let problems as Problems {
            return problems.all
        } catch let problems as FileProblems {
            return problems.problems
        } catch {
            let error = error as? CommandError ?? CommandError(zh: "\(error)", en: "\(error)")
            return [Problem("unreadable", at: "", error.message)]
        }
    }

    /// Without its baseline a checklist is still read, and the missing baseline is one more problem.
    private func problems(ofChecklist node: Node, _ path: String) throws -> [Problem] {
        do {
            let found =
                try baseline.map { try StandardFiles.baseline($0) }
                ?? StandardFiles.baseline(forChecklist: node, beside: path)
            let problems = Standard.problems(of: node, with: found)
            return problems.isEmpty ? Standard.advice(on: try Checklist(node), with: found) : problems
        } catch let error as CommandError {
            let missing = Problem("noBaseline", at: "/baseline", error.message)
            return Standard.problems(of: node, with: nil) + [missing]
        } catch let problems as FileProblems {
            let text = Text(
                zh: "基准 \(problems.file) 有 \(problems.problems.count) 处问题，公式未检查。",
                en:
                    "The baseline \(problems.file) has \(problems.problems.count) problems; formulas were not checked."
            )
            return Standard.problems(of: node, with: nil) + [Problem("badBaseline", at: "/baseline", text)]
        }
    }
}

extension FileProblems {
    fileprivate var nodes: [Node] {
        problems.map { problem in
            .object([
                ("file", .string(file)),
                ("line", problem.mark.line > 0 ? .number(Int(problem.mark.line)) : .null),
                ("column", problem.mark.line > 0 ? .number(Int(problem.mark.column)) : .null),
                ("pointer", .string(problem.pointer)),
                ("item", problem.item.map { .string($0) } ?? .null),
                ("code", .string(problem.code)),
                ("zh", .string(problem.message.zh)),
                ("en", .string(problem.message.en)),
            ])
        }
    }
}
