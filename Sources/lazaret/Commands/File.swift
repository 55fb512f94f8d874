import ArgumentParser
import Compliance
import Foundation
import Store
import StrictJSON

/// Files inspections.
struct File: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "File one inspection, or many. 提交检查。",
        discussion: """
            A document is one inspection, JSON or YAML. A file named .ndjson or .jsonl
            (or --ndjson) holds one a line and is answered with one JSON line each, in
            its order:

              {"line":1,"outcome":"filed","id":"…","score":"86.5","grade":{…},…}
              {"line":2,"outcome":"refused","problems":[{"pointer":"/answers/A-01",…}]}

            The fields of an inspection are described in docs/checklists.md. An answer
            comes after the commit: what was filed is kept. The same again is fine
            (outcome "repeated"), so a run that was interrupted can be repeated.

              lazaret file visit.yaml
              lazaret file --ndjson - < visits.ndjson

            The exit code is 1 when anything was refused.
            """
    )

    @Argument(help: ArgumentHelp("The inspection or inspections; - for standard input.", valueName: "file"))
    var file = "-"

    @ArgumentParser.Flag(help: "One inspection a line in, one JSON answer a line out.")
    var ndjson = false

    @Option(help: ArgumentHelp("How many sites are filed for at the same time.", valueName: "number"))
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
        let bytes = try FileBytes.read(file)
        let isJSON = file.hasSuffix(".json") || bytes.first { !$0.isSpace } == UInt8(ascii: "{")
        let node = try isJSON ? JSON.readOrComplain(bytes) : StandardFiles.yaml(bytes, file)
        let answer = try await Records.with(options) { store in
            await FilingAnswer(filing: node, line: nil, in: store)
        }
        options.say(answer.node, or: answer.text)
        if let failure = answer.failure { throw failure }
    }

    private func fileLines() async throws {
        var lines = try Lines(file, longest: JSON.Limits().bytes)
        let failure = try await Records.with(options) { [jobs, what = file] store in
            let progress = Progress(Text(zh: "正在提交 \(what)", en: "filing \(what)")[.ofShell])
            defer { progress.finish() }
            var count = 0
            var failure: ExitCode?
            while let batch = FilingBatch(next: &lines, after: count) {
                for answer in await batch.filed(in: store, jobs: jobs) {
                    Terminal.say(JSON.write(answer.node))
                    failure = failure.map { max($0, answer.failure) } ?? answer.failure
                }
                count = batch.last
                progress.update(count)
            }
            return failure
        }
        if let failure { throw failure }
    }

    /// The graver of the two: what can be tried again counts more than what was refused.
    private func max(_ one: ExitCode, _ other: ExitCode?) -> ExitCode {
        other.map { $0.rawValue > one.rawValue ? $0 : one } ?? one
    }
}

extension UInt8 {
    fileprivate var isSpace: Bool { [0x20, 0x09, 0x0A, 0x0D].contains(self) }
}
