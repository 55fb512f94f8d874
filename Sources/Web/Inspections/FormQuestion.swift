import Compliance
import StrictJSON

/// Something doubtful that the form asks about, and the reason given.
struct FormQuestion: Sendable {
    let id: String
    let name: String
    let wording: String
    let reason: String
    let hasErrors: Bool

    /// What is asked now, and what was confirmed before.
    static func all(
        _ document: Node,
        _ problems: [Problem],
        _ standard: Standard,
        _ texts: Texts
    ) -> [FormQuestion] {
        let reasons = (document["confirmations"]?.object ?? []).map { ($0.name, $0.value.string ?? "") }
        let asked = problems.filter { $0.pointer.begins(with: "/confirmations/") }
            .map { problem in
                let code = problem.pointer.split(at: "/").last.map(String.init) ?? ""
                let reason = reasons.first { $0.0 == code }?.1 ?? ""
                return FormQuestion(code, texts(problem.message), reason, hasErrors: true)
            }
        let settled = reasons.filter { code, _ in !asked.contains { $0.id == "confirm-\(code)" } }
            .map { code, reason in
                let constraint = standard.checklist.constraints.first { $0.code == code }
                let known = code == Constraint.visitLength ? Constraint.lengthOfVisit : constraint?.message
                return FormQuestion(code, known.map { texts($0) } ?? code.shown, reason, hasErrors: false)
            }
        return asked + settled
    }

    private init(_ code: String, _ wording: String, _ reason: String, hasErrors: Bool) {
        id = "confirm-\(code)"
        name = "confirm.\(code)"
        self.wording = wording
        self.reason = reason
        self.hasErrors = hasErrors
    }
}
