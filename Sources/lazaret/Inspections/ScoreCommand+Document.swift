import ArgumentParser
import Compliance
import StrictJSON

extension ScoreCommand {
    /// Scores the one document that the file holds.
    func scoreOne(_ scorer: Scorer) throws {
        do {
            let scored = try scorer.score(document())
            try Terminal.say(json ? JSON.writePretty(against(scorer.standard, scored.node)) : scored.text)
            if timing { ScoringTime(count: 1, scored.duration).say() }
        } catch let problems as Problems {
            guard json else { throw FileProblems(file: answers, problems: problems.all) }
            try Terminal.say(JSON.writePretty(.object([("errors", .array(problems.all.map(\.node)))])))
            throw ExitCode(1)
        }
    }

    /// Strict JSON where the name says so or the text begins like an object, YAML otherwise.
    private func document() throws -> Node {
        let bytes = try FileBytes.read(answers)
        let isJSON = answers.hasSuffix(".json") || bytes.first { !$0.isBlank } == UInt8(ascii: "{")
        return try isJSON ? JSON.readDocument(bytes) : StandardFiles.yaml(bytes, answers)
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

/// How long scoring took, for whoever measures it.
struct ScoringTime {
    private(set) var count = 0
    private(set) var total = Duration.zero

    init() {}

    init(count: Int, _ total: Duration) {
        (self.count, self.total) = (count, total)
    }

    mutating func add(_ duration: Duration) {
        count += 1
        total += duration
    }

    func say() {
        let microseconds = total / Duration.microseconds(1)
        let each = microseconds / Double(max(1, count))
        Terminal.note("scored \(count) in \(Int(microseconds)) µs, \(Int(each.rounded())) µs each")
    }
}

extension UInt8 {
    /// Whether it is a space, a tab or the end of a line.
    var isBlank: Bool { [0x20, 0x09, 0x0A, 0x0D].contains(self) }
}
