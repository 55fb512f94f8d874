import ArgumentParser
import Compliance
import StrictJSON

extension ScoreCommand {
    /// Scores the one document that the file holds.
    func scoreDocument(_ scorer: Scorer) throws {
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
