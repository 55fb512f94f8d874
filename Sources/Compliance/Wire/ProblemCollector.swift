import StrictJSON

/// Collects everything wrong with one document while it is read.
final class ProblemCollector {
    private(set) var all: [Problem] = []
    /// How many more there were than are of use.
    private(set) var unsaid = 0
    private var suggestionsLeft = 50
    /// Whether the document is one that was accepted before. Then it is read as it stands: what is asked of new
    /// documents (`Field.noteUnlessStored`) may have been less then, and evidence must stay readable for ever.
    let areOfStored: Bool

    init(stored: Bool = false, unsaid: Int = 0) {
        areOfStored = stored
        self.unsaid = unsaid
    }

    var count: Int { all.count + unsaid }

    /// Whether more is only counted.
    var isFull: Bool { all.count >= Problems.most }

    /// Notes the problem, or only counts it where there are enough of them.
    func add(_ problem: Problem) {
        if isFull { unsaid += 1 } else { all.append(problem) }
    }

    /// The words to look for a misspelt one's meaning among; none once that was done for more words of a document
    /// than anybody misspells.
    func suggestions(_ known: @autoclosure () -> [String]) -> [String] {
        guard suggestionsLeft > 0 else { return [] }
        suggestionsLeft -= 1
        return known()
    }

    /// What was noted, in the order of the text; problems without a place come last.
    var inOrder: [Problem] { all.inOrderOfText }

    /// Throws what was noted, if anything was.
    func throwIfAny() throws(Problems) {
        guard all.isEmpty else { throw Problems(inOrder, unsaid: unsaid) }
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
