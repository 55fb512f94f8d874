import Compliance
import StrictJSON

/// Scores answers: by the standard they are held against, and what stands in for what they do not say.
struct Scorer {
    let standard: Standard
    /// Facts of every document that does not give its own.
    let facts: Node?
    /// The day of the visit of every document that does not say.
    let visitDate: Day?
    /// Whether every figure is to be opened.
    let explains: Bool

    /// One document scored.
    struct Scored {
        let standard: Standard
        let result: Result
        /// The conditions that it was not held against.
        let passedOver: [Judgement]
        /// nil where none was asked for.
        let explanation: Explanation?
        /// How long the scoring itself took, the reading left out.
        let duration: Duration
    }

    /// Scores the document; throws everything wrong with it at once.
    func score(_ node: Node) throws(Problems) -> Scored {
        let document = try SheetDocument(node, for: standard, facts: facts, visitDate: visitDate)
        let sheet = document.sheet
        let clock = ContinuousClock()
        let start = clock.now
        let result = standard.score(sheet)
        return Scored(
            standard: standard,
            result: result,
            passedOver: document.passedOver,
            explanation: explains ? standard.explain(result, sheet) : nil,
            duration: clock.now - start
        )
    }
}

extension Scorer.Scored {
    /// The result field by field, with the explanation where one was asked for.
    var node: Node {
        var report = result.report(standard).object ?? []
        if !passedOver.isEmpty {
            report.append(Node.Member("passedOver", .array(passedOver.map(\.node))))
        }
        return Node(.object(report + (explanation.map { [Node.Member("explanation", $0.node)] } ?? [])))
    }

    /// The same for a person.
    var text: String {
        let notes = passedOver.map { "\n" + $0.passedOver[.ofShell] }
        let text = ResultText(result, standard).whole + (notes.isEmpty ? "" : "\n" + notes.joined())
        return explanation.map { text + "\n\n" + $0.text(in: .ofShell) } ?? text
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
