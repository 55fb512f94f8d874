import Compliance
package import Store
package import StrictJSON

extension InspectionRecord {
    /// The whole record: what was filed, against what, and what came of it.
    package var json: Node {
        .object([
            ("id", .string("\(filing.id)")),
            ("site", site.json),
            ("filing", filing.node),
            ("receivedAt", receivedAt.json),
            ("late", .bool(filing.isLate(receivedAt: receivedAt))),
            ("countsAsEndedAt", clockWasAhead ? finishedAt.json : nil),
            ("checklist", standard.checklistJSON),
            ("baseline", standard.baselineJSON),
            ("result", resultJSON),
            ("conditions", .array(conditionsJSON)),
            ("previous", previous?.json),
            ("revisedBy", revisedBy.map { .string("\($0)") }),
            (
                "withdrawal",
                withdrawal.map {
                    .object([
                        ("by", .string($0.by)), ("at", $0.at.json), ("reason", .string($0.reason)),
                    ])
                }
            ),
            ("postings", .array(postings.map(\.json))),
            ("evidencePending", .number(evidence.pending.count)),
        ])
    }

    /// What was confirmed and why, and what was passed over for want of what.
    private var conditionsJSON: [Node] {
        filing.confirmed(by: standard, at: site)
            .map {
                .object([
                    ("code", .string($0.code)), ("zh", .string($0.words.zh)), ("en", .string($0.words.en)),
                    ("reason", .string($0.reason)),
                ])
            } + standard.judgements(of: filing.sheet, at: site).filter { !$0.isBroken }.map(\.node)
    }

    /// The result as `lazaret score --json` writes it, with what the record knows of each gap besides.
    private var resultJSON: Node {
        result.report(standard) { gap in
            [
                ("recurrence", recurrence[gap.item].map { .string($0.rawValue) }),
                ("deadline", deadline(of: gap).json),
            ]
        }
    }
}

extension FiledInspection {
    /// What a client needs to know after filing.
    package var receipt: [(String, Node?)] {
        [
            ("id", .string("\(filing.id)")),
            ("address", .string(Link.inspection("\(filing.id)").path)),
            ("receivedAt", receivedAt.json),
            ("late", .bool(filing.isLate(receivedAt: receivedAt))),
            ("countsAsEndedAt", clockWasAhead ? finishedAt.json : nil),
            ("score", result.score?.json),
            ("shown", result.score.map { .string(standard.shown(score: $0, of: result.attainable)) }),
            ("grade", result.grade?.report),
            ("undecided", result.undecided?.report),
            ("floorHolds", .bool(result.floor.holds)),
            ("gaps", GapCounts(result.gaps).json),
        ]
    }
}

extension Standard {
    fileprivate var checklistJSON: Node {
        .object([
            ("code", .string(checklist.code)), ("version", .string(checklist.version)),
            ("digest", .string(checklistDigest)),
        ])
    }

    fileprivate var baselineJSON: Node {
        .object([
            ("code", .string(baseline.code)), ("version", .string(baseline.version)),
            ("digest", .string(baselineDigest)),
        ])
    }
}

extension ListedDraft {
    package var json: Node {
        .object([
            ("id", .string("\(id)")), ("site", .string(site)), ("savedBy", .string(by)),
            ("savedAt", savedAt.json),
            ("version", .number(version)),
            ("bytes", .number(bytes)),
        ])
    }
}

extension Draft {
    package var json: Node { .object(members) }

    var members: [(String, Node?)] {
        [
            ("id", .string("\(id)")), ("site", .string(site)), ("fields", fields), ("savedBy", .string(by)),
            ("savedAt", savedAt.json), ("version", .number(version)),
        ]
    }
}
