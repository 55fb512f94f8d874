import Compliance
package import Store
package import StrictJSON

extension GapStanding {
    fileprivate var members: [(String, Node?)] {
        [
            ("overdue", .bool(isOverdue)), ("colour", colour.map { .string($0.rawValue) }),
            ("days", .number(age)),
        ]
    }
}

extension ListedGap {
    package var json: Node {
        .object(
            [
                ("site", .string(site)), ("siteName", siteName.json), ("item", .string(item)),
                ("text", text.json),
                ("inspection", .string(inspection.description)),
                ("severity", .string(severity.rawValue)), ("responsible", .string(responsible.rawValue)),
                ("state", .string(state.rawValue)), ("since", since.json), ("repeats", .number(repeats)),
                ("deadline", deadline.json), ("endedAt", endedAt?.json),
            ] + standing.members
        )
    }
}

extension GapRecord {
    func json(now: Instant) -> Node {
        .object([
            ("site", site.json), ("item", .string(item.code)), ("text", item.text.json),
            ("proof", .array(item.evidence.map { .string($0.rawValue) })),
            ("goesOnAs", goesOnAs.map(Node.string)), ("earlierAs", earlierAs.map(Node.string)),
            ("runs", .array(runs.map { $0.json(now: now) })),
            ("visits", .array(visits.map(\.json))), ("submissions", .array(life.submissions.map(\.json))),
            ("verifications", .array(verifications.map(\.json))),
            ("deadlines", .array(life.changes.map(\.json))),
            (
                "files",
                .array(
                    life.submissions.flatMap { one in (files[one.id] ?? []).map { json($0, of: one.id) } }
                )
            ),
        ])
    }

    /// A file that an answer names; without type, size and address while it has not come.
    private func json(_ named: NamedEvidence, of submission: InspectionID) -> Node {
        var members: [(String, Node?)] = [
            ("submission", .string(submission.description)), ("index", .number(named.index)),
            ("sha256", .string(named.reference)), ("pending", .bool(named.isPending)),
        ]
        if case .here(let file) = named.state {
            let place = SubmissionPlace(submission: submission, item: named.item, index: named.index)
            members += [
                ("type", .string(file.kind.rawValue)), ("size", .number(file.size)),
                ("address", .string(Link.file(of: .gap(site.code, item.code), at: place).path)),
            ]
        }
        return .object(members)
    }
}

extension GapRun {
    fileprivate func json(now: Instant) -> Node {
        var submission: String?
        var visit: String?
        switch pending {
        case .submission(let id): submission = id.description
        case .visit(let id): visit = id.description
        case nil: break
        }
        let members: [(String, Node?)] = [
            ("run", .number(number)), ("state", .string(state.word.rawValue)),
            ("severity", .string(severity.rawValue)), ("responsible", .string(responsible.rawValue)),
            ("since", since.json), ("repeats", .number(repeats)), ("deadline", deadline.json),
            ("endedAt", endedAt?.json),
            ("inspection", findings.last.map { .string($0.inspection.description) }),
            ("submissionToVerify", submission.map(Node.string)), ("visitToConfirm", visit.map(Node.string)),
        ]
        return .object(members + standing(at: now).members)
    }
}

extension GapVisit {
    fileprivate var json: Node {
        .object([
            ("inspection", .string(inspection.description)), ("site", .string(site)),
            ("kind", .string(kind.rawValue)), ("finishedAt", finishedAt.json),
            ("finding", .string(finding.rawValue)),
        ])
    }
}

extension GapSubmission {
    fileprivate var json: Node {
        .object([
            ("id", .string(id.description)), ("inspection", .string(inspection.description)),
            ("words", .string(words)), ("evidence", .array(evidence.map(Node.string))), ("at", at.json),
            ("duty", .string(duty)), ("entry", .number(entry)),
        ])
    }
}

extension GapVerification {
    fileprivate var json: Node {
        var submission: String?
        var visit: String?
        switch of {
        case .submission(let id): submission = id.description
        case .visit(let id): visit = id.description
        }
        return .object([
            ("submission", submission.map(Node.string)), ("inspection", visit.map(Node.string)),
            ("verdict", .string(verdict.rawValue)), ("reason", reason.map(Node.string)), ("at", at.json),
            ("entry", .number(entry)),
        ])
    }
}

extension DeadlineChange {
    fileprivate var json: Node {
        .object([
            ("was", was.json), ("deadline", deadline.json), ("reason", .string(reason)), ("at", at.json),
            ("entry", .number(entry)),
        ])
    }
}
