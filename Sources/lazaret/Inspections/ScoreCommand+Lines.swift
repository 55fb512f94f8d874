import ArgumentParser
import Compliance
import StrictJSON

extension ScoreCommand {
    /// Scores one document a line, each answered before the next is read; a line that is wrong is answered in its
    /// place, and the run goes on.
    func scoreLines(_ scorer: Scorer) throws {
        var lines = try FileLines(answers, longest: JSON.Limits().bytes)
        let progress = Progress(Text(zh: "正在评分", en: "scoring")[.ofShell])
        var (number, hasErrors, timing) = (0, false, ScoringTime())
        while let line = lines.next() {
            number += 1
            progress.update(number)
            let answer: LineAnswer
            switch line {
            case .tooLong: answer = .tooLong
            case .unreadable(let reason):
                answer = LineAnswer(id: nil, errors: [Problem("unreadable", at: "", reason)])
            case .bytes(let bytes) where bytes.allSatisfy(\.isBlank): continue
            case .bytes(let bytes): answer = LineAnswer(bytes, scorer)
            }
            hasErrors = hasErrors || answer.duration == nil
            if let duration = answer.duration { timing.add(duration) }
            try Terminal.say(JSON.write(answer.node(line: number)))
        }
        progress.finish()
        if self.timing { timing.say() }
        if hasErrors { throw ExitCode(1) }
    }
}

/// What is said to one line.
private struct LineAnswer {
    private let id: Node?
    private let members: [Node.Member]
    /// How long scoring took; nil where the line was not scored.
    let duration: Duration?

    static let tooLong = LineAnswer(
        id: nil,
        errors: [
            Problem(
                "tooLarge",
                at: "",
                Text(zh: "这一行超过 1 MiB，没有读取。", en: "The line is longer than 1 MiB and was not read.")
            )
        ]
    )

    init(_ bytes: [UInt8], _ scorer: Scorer) {
        var id: Node?
        do {
            let node = try JSON.readDocument(bytes)
            id = SheetDocument.id(of: node)
            let scored = try scorer.score(node)
            self.init(id: id, scored.node.object ?? [], scored.duration)
        } catch {
            self.init(id: id, errors: error.all)
        }
    }

    init(id: Node?, errors: [Problem]) {
        self.init(id: id, [Node.Member("errors", .array(errors.map(\.node)))], nil)
    }

    private init(id: Node?, _ members: [Node.Member], _ duration: Duration?) {
        self.id = id
        self.members = members
        self.duration = duration
    }

    func node(line: Int) -> Node {
        let head = [Node.Member("line", .number(line))] + (id.map { [Node.Member("id", $0)] } ?? [])
        return Node(.object(head + members))
    }
}
