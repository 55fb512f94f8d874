import StrictJSON

/// Collects everything wrong with one document while it is read.
final class Findings {
    private(set) var all: [Problem] = []
    /// Whether the document is one that was accepted before. Then it is read as it stands: what is asked of new
    /// documents (`Field.noteUnlessStored`) may have been less then, and evidence must stay readable for ever.
    let areOfStored: Bool

    init(stored: Bool = false) {
        areOfStored = stored
    }

    /// More than this many are of no use to a person, and a hostile document could make millions.
    static let most = 1_000

    var count: Int { all.count }

    /// Whether more is noted in vain, and need not be looked for.
    var isFull: Bool { all.count >= Self.most }

    func add(_ problem: Problem) {
        guard !isFull else { return }
        all.append(problem)
    }

    /// What was noted, in the order of the text; problems without a place come last.
    var inOrder: [Problem] { all.inOrderOfText }

    /// Throws what was noted, if anything was.
    func throwIfAny() throws(Problems) {
        guard all.isEmpty else { throw Problems(inOrder) }
    }
}

extension [Problem] {
    /// Sorted by line and column, those without a place last, and otherwise as they were.
    package var inOrderOfText: [Problem] {
        enumerated()
            .sorted { a, b in
                let (x, y) = (a.element.mark, b.element.mark)
                return (x.line == 0 ? .max : x.line, x.column, a.offset)
                    < (y.line == 0 ? .max : y.line, y.column, b.offset)
            }
            .map(\.element)
    }
}
