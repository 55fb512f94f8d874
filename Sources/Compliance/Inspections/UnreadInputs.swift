import StrictJSON

/// What of a visit's facts and answers could not be read: it stands for nothing that is held against anything, and what
/// rests on it waits until it is put right. All else is judged, so that everything is said at once.
struct UnreadInputs {
    private let facts: Set<String>
    private let answers: Set<String>
    /// Whether the document says on which day the visit was.
    private let hasDay: Bool

    /// `problems` are all that were noted of the document whose facts and answers stand under `/facts` and `/answers`.
    init(_ problems: [Problem], hasDay: Bool) {
        func names(in part: String) -> Set<String> {
            Set(problems.compactMap { Self.name(in: part, $0.pointer) })
        }
        (facts, answers) = (names(in: "facts"), names(in: "answers"))
        self.hasDay = hasDay
    }

    private var isEmpty: Bool { facts.isEmpty && answers.isEmpty && hasDay }

    /// The name whose value the problem leaves unread; `""` where that is the whole part, nil where it is none of it.
    private static func name(in part: String, _ pointer: String) -> String? {
        let parts = pointer.split(at: "/").map(String.init)
        guard parts.first == part else { return nil }
        // What stands beside a finding leaves it as it is.
        if parts.count > 2, ["note", "evidence", "fixedOnSpot"].contains(parts[2]) { return nil }
        return parts.count > 1 ? parts[1] : ""
    }

    /// The sheet without it.
    func leftOut(of sheet: AnswerSheet) -> AnswerSheet {
        guard !isEmpty else { return sheet }
        return AnswerSheet(
            answers: sheet.answers.filter { !Self.contains(answers, $0.key) },
            facts: sheet.facts.filter { !Self.contains(facts, $0.key) },
            visitDate: sheet.visitDate
        )
    }

    private static func contains(_ unread: Set<String>, _ name: String) -> Bool {
        unread.contains(name) || unread.contains("")
    }

    /// Whether what one of the names stands for rests on it: itself, or by whether its item applies.
    func isNeeded(for names: [ItemName], in standard: Standard) -> Bool {
        guard !isEmpty else { return false }
        var (waiting, seen) = (names, Set<ItemName>())
        while let name = waiting.popLast() {
            guard seen.insert(name).inserted else { continue }
            switch name {
            case .fact(let place):
                if Self.contains(facts, standard.checklist.facts[place].name) { return true }
            case .item(let place):
                if Self.contains(answers, standard.rules[place].code) { return true }
                waiting += standard.rules[place].applies?.resolved.names ?? []
            case .visitDate: if !hasDay { return true }
            case .register, .unknown: break
            }
        }
        return false
    }
}
