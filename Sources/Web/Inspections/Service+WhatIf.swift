import Compliance
import HTTPServer
import HummingbirdCore
import Store
import StrictJSON

/// What inspections would come to under other versions; changes nothing.
extension Service {
    func apiWhatIf(request: Request, context: RequestContext) async throws -> Response {
        let answer = try await store(for: context)
            .whatIf(
                try context.inspection,
                checklist: request.queryValue("version"),
                baseline: request.queryValue("baseline")
            )
        return .json(answer.node)
    }

    /// The same for the latest inspection of every open site of a kind: whose grade would change.
    func apiWhatIfOfAll(request: Request, context: RequestContext) async throws -> Response {
        var problems: [Problem] = []
        guard let kind: SiteKind = request.word("kind", &problems) else {
            let message = Text(zh: "请用 kind 写明点位类别。", en: "Name the kind of site under 'kind'.")
            throw Refusal.invalid(problems.isEmpty ? [Problem("missing", at: "?kind", message)] : problems)
        }
        let answers = try await store(for: context)
            .whatIf(
                latestOf: kind,
                checklist: request.queryValue("version"),
                baseline: request.queryValue("baseline"),
                now: now()
            )
        let node = Node.object([
            ("kind", .string(kind.rawValue)),
            ("inspections", .number(answers.count)),
            ("gradeChanges", .number(answers.count { $0.whatIf.changesGrade })),
            ("results", .array(answers.map(\.node))),
        ])
        return json(node, leavingOut: answers.unreadable, for: context)
    }
}
