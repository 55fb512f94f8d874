import Compliance
import StrictJSON

/// A problem with a link to its field.
struct ProblemLine: Sendable {
    let anchor: String
    let wording: String
}

/// The problems of a filing by the field they belong to, in the words of the form.
struct FormProblems: Sendable {
    /// For the summary at the top: each names its field.
    let lines: [ProblemLine]
    private let byAnchor: [String: [String]]

    init(_ problems: [Problem], _ checklist: Checklist, _ texts: Texts) {
        let labels = problems.isEmpty ? [:] : Self.labels(checklist, texts)
        var lines: [ProblemLine] = []
        var byAnchor: [String: [String]] = [:]
        for problem in problems {
            let anchor = Self.anchor(of: problem.pointer)
            let label = labels[anchor]
            let isBlank = ["missing", "missingFact", "blank", "tooFew"].contains(problem.code)
            let blank = isBlank ? label.map { texts("form.fillIn", $0) } : nil
            let wording = blank ?? texts(problem.message)
            byAnchor[anchor, default: []].append(wording)
            let named = blank == nil ? label.map { texts("form.problemAt", $0, wording) } : nil
            lines.append(ProblemLine(anchor: anchor, wording: named ?? wording))
        }
        self.lines = lines
        self.byAnchor = byAnchor
    }

    /// What the form calls its fields, by their ids.
    private static func labels(_ checklist: Checklist, _ texts: Texts) -> [String: String] {
        let heads = [
            "inspector-1": "form.inspector1", "inspector-2": "form.inspector2", "escort": "form.escort",
            "startedAt": "form.started", "finishedAt": "form.finished", "revises-reason": "form.why",
            "revises-by": "form.corrector",
        ]
        var labels = heads.mapValues { texts($0) }
        for fact in checklist.facts { labels["fact-\(fact.name)"] = texts(fact.title) }
        for item in checklist.items { labels["item-\(item.code)"] = item.code }
        return labels
    }

    func at(_ anchor: String) -> [String] { byAnchor[anchor] ?? [] }

    /// The id of the field that shows what the pointer points to.
    static func anchor(of pointer: String) -> String {
        let parts = pointer.split(at: "/").map(name)
        return switch (parts.first, parts.count) {
        case ("answers", 2...): "item-\(parts[1])"
        case ("facts", 2...): "fact-\(parts[1])"
        case ("revises", 2...): "revises-\(parts[1])"
        case ("confirmations", 2...): "confirm-\(parts[1])"
        case ("inspectors", 2...) where parts[1] == "1": "inspector-2"
        case ("inspectors", _): "inspector-1"
        case (let name?, _): name
        case (nil, _): "form"
        }
    }

    /// The name that a part of a JSON pointer spells (RFC 6901).
    private static func name(_ part: Substring) -> String {
        let pieces = part.split(at: "~", keepingEmpty: true)
        return pieces.dropFirst()
            .reduce(into: String(pieces[0])) { name, piece in
                let escaped = piece.begins(with: "1") ? "/" : piece.begins(with: "0") ? "~" : nil
                name += escaped.map { $0 + String(piece.unicodeScalars.dropFirst()) } ?? "~" + piece
            }
    }
}
