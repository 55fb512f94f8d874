import ArgumentParser
import Compliance
import Foundation
import StrictJSON

/// Scores answers against a checklist file; needs no database.
struct Score: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Score answers against a checklist, without a database. 不用数据库,直接打分。",
        discussion: """
            ANSWERS is a JSON or YAML document:
              visitDate: 2021-08-18
              facts: {residents: 34, central_air: "no"}
              answers: {A-01: yes, E-03: 3, C-04: {notApplicable: 无中央空调}}
            or, with --facts and --visit-date given, the map of answers alone. A file named .ndjson (or --ndjson)
            holds one such document a line and is answered with one JSON result a line, as it is read.
            Every field of input and output is described in docs/checklists.md.

            The exit code is 0 when everything was scored, 1 when something was refused.
            """
    )

    @Option(help: ArgumentHelp("The checklist to score against.", valueName: "file"))
    var checklist: String

    @Option(
        help: ArgumentHelp(
            "The baseline; by default the one beside the checklist in force on its date.",
            valueName: "file"
        )
    )
    var baseline: String?

    @Option(
        help: ArgumentHelp(
            "Site facts, a map of name to value; a document's own facts win.",
            valueName: "file"
        )
    )
    var facts: String?

    @Option(help: ArgumentHelp("The answers; - for standard input.", valueName: "file"))
    var answers: String

    @Option(help: ArgumentHelp("The day of the visit, for answers that do not say.", valueName: "YYYY-MM-DD"))
    var visitDate: String?

    @Flag(help: "One document a line in, one JSON result a line out.")
    var ndjson = false

    @Flag(help: "Write JSON.")
    var json = false

    @Flag(help: "Open every figure down to item, answer, clause and parameter.")
    var explain = false

    @Flag(help: ArgumentHelp("Say on standard error how long scoring alone took.", visibility: .hidden))
    var timing = false

    func run() throws {
        let checklist = try StandardFiles.checklist(self.checklist)
        let baseline =
            try self.baseline.map { try StandardFiles.baseline($0) }
            ?? StandardFiles.baseline(for: checklist, beside: self.checklist, on: nil)
        let standard = try StandardFiles.standard(checklist, baseline, file: self.checklist)
        let given = SheetDefaults(
            facts: try facts.map { try StandardFiles.document($0) },
            visitDate: try visitDate.map(Self.day)
        )
        if ndjson || answers.hasSuffix(".ndjson") || answers.hasSuffix(".jsonl") {
            try scoreLines(standard, given)
        } else {
            try scoreOne(standard, given)
        }
    }
}
