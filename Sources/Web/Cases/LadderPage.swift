import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
package import Store
package import StrictJSON

/// The county's own days between the rungs of the ladder: what counts, what was ever set and why, and the form that sets them.
struct LadderPage: Page {
    static let template = "ladder"

    let standing: String
    let records: [Line]
    let hasRecords: Bool
    let form: Form?

    /// What was set at a moment.
    struct Line: Sendable {
        let when: String
        let by: String
        let circular: Int
        let interview: Int
        let proposal: Int
        let statement: Int
        let reason: String
    }

    struct Form: Sendable {
        let address: String
        let fields: [Field]
        let reason: String
        let problems: [String]
        let hasProblems: Bool
    }

    struct Field: Sendable {
        let name: String
        let label: String
        let value: String
    }

    init(
        _ policy: LadderPolicy,
        _ records: [LadderPolicyRecord],
        typed: FormFields?,
        problems: [Problem],
        maySet: Bool,
        _ texts: Texts
    ) {
        standing = texts(
            "cases.policy",
            "\(policy.circular)",
            "\(policy.interview)",
            "\(policy.proposal)",
            "\(policy.statement)"
        )
        self.records = records.map { record in
            Line(
                when: record.setAt.shanghai,
                by: texts.account(record.setBy),
                circular: record.policy.circular,
                interview: record.policy.interview,
                proposal: record.policy.proposal,
                statement: record.policy.statement,
                reason: record.reason
            )
        }
        hasRecords = !records.isEmpty
        let values = [
            ("circular", policy.circular), ("interview", policy.interview), ("proposal", policy.proposal),
            ("statement", policy.statement),
        ]
        form =
            maySet
            ? Form(
                address: Link.ladder.path,
                fields: values.map { name, days in
                    Field(
                        name: name,
                        label: texts("cases.days\(name.prefix(1).uppercased())\(name.dropFirst())"),
                        value: typed?.one(name) ?? "\(days)"
                    )
                },
                reason: typed?.one("reason") ?? "",
                problems: problems.map { texts($0.message) },
                hasProblems: !problems.isEmpty
            ) : nil
    }

    func windowTitle(_ texts: Texts) -> String { texts("cases.ladderTitle") }
}

extension Service {
    func ladderPage(_: Request, context: RequestContext) async throws -> Response {
        try await ladderShown(nil, [], context)
    }

    func receiveLadder(request: Request, context: RequestContext) async throws -> Response {
        let typed = FormFields(try await request.form())
        let node = LadderForm.node(
            circular: typed.one("circular") ?? "",
            interview: typed.one("interview") ?? "",
            proposal: typed.one("proposal") ?? "",
            statement: typed.one("statement") ?? "",
            reason: typed.one("reason") ?? ""
        )
        do {
            let form = try LadderForm(node)
            try await store(for: context).set(form.policy, why: form.reason)
            return .seeOther(Link.ladder.path)
        } catch let problems as Problems {
            return try await ladderShown(typed, problems.all, context)
        }
    }

    private func ladderShown(
        _ typed: FormFields?,
        _ problems: [Problem],
        _ context: RequestContext
    ) async throws -> Response {
        let store = store(for: context)
        let page = LadderPage(
            try await store.ladderPolicy().policy,
            try await store.ladderPolicies(),
            typed: typed,
            problems: problems,
            maySet: context.identity?.rights.contains(.manage) ?? false,
            try texts(of: context)
        )
        return try show(
            page,
            at: Link.ladder.path,
            status: problems.isEmpty ? .ok : .unprocessableContent,
            for: context
        )
    }

    func apiLadder(_: Request, context: RequestContext) async throws -> Response {
        let store = store(for: context)
        let policy = try await store.ladderPolicy().policy
        return .json(
            .object(
                policy.members + [("set", .array(try await store.ladderPolicies().map(\.json)))]
            )
        )
    }
}

extension LadderPolicy {
    /// Days between the rungs, by name.
    fileprivate var members: [(String, Node?)] {
        [
            ("circular", .number(circular)), ("interview", .number(interview)),
            ("proposal", .number(proposal)), ("statement", .number(statement)),
        ]
    }
}

extension LadderPolicyRecord {
    package var json: Node {
        .object(
            policy.members + [
                ("reason", .string(reason)), ("setAt", .string("\(setAt)")), ("setBy", .string(setBy)),
            ]
        )
    }
}
