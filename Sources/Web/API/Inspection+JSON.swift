package import Compliance
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
            ("checklist", standard.checklistJSON),
            ("baseline", standard.baselineJSON),
            ("result", resultJSON),
            ("previous", previous?.json),
            ("revisedBy", revisedBy.map { .string("\($0)") }),
            ("postings", .array(postings.map(\.json))),
        ])
    }

    private var resultJSON: Node {
        .object([
            ("scoringVersion", .number(result.scoringVersion)),
            ("earned", result.earned.json),
            ("attainable", result.attainable.json),
            ("score", result.score?.json),
            ("shown", result.score.map { .string($0.shown) }),
            ("grade", result.grade?.json),
            ("floor", result.floor.json),
            ("sections", .array(result.sections.map(\.json))),
            ("outcomes", .array(result.outcomes.map(\.json))),
            ("gaps", .array(result.gaps.map(json))),
            ("lift", result.lift?.json),
        ])
    }

    private func json(_ gap: Gap) -> Node {
        .object([
            ("item", .string(gap.item)),
            ("status", .string(gap.status.rawValue)),
            ("severity", .string(gap.severity.rawValue)),
            ("required", gap.required?.json),
            ("shortfall", gap.shortfall?.json),
            ("pointsLost", gap.pointsLost.json),
            ("responsible", .string(gap.responsible.rawValue)),
            ("recurrence", recurrence[gap.item].map { .string($0.rawValue) }),
            ("deadline", deadline(of: gap).json),
            ("fixedOnSpot", .bool(gap.fixedOnSpot)),
            (
                "ifClosed",
                .object([("score", gap.ifClosed.score?.json), ("grade", gap.ifClosed.grade.map(Node.string))])
            ),
        ])
    }
}

extension FiledInspection {
    /// What a client needs to know after filing.
    package var receipt: [(String, Node?)] {
        [
            ("id", .string("\(filing.id)")),
            ("address", .string(Place.inspection("\(filing.id)").path)),
            ("receivedAt", receivedAt.json),
            ("late", .bool(filing.isLate(receivedAt: receivedAt))),
            ("score", result.score?.json),
            ("shown", result.score.map { .string($0.shown) }),
            ("grade", result.grade?.json),
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

extension GradeRule {
    package var json: Node {
        .object([("code", .string(code)), ("title", title.json), ("colour", .string(colour.rawValue))])
    }
}

extension Floor {
    fileprivate var json: Node {
        .object([
            ("holds", .bool(holds)),
            ("notMet", .array(notMet.map(Node.string))),
            ("notChecked", .array(notChecked.map(Node.string))),
        ])
    }
}

extension SectionResult {
    fileprivate var json: Node {
        .object([
            ("section", .string(section)), ("earned", earned.json), ("attainable", attainable.json),
            ("score", score?.json),
        ])
    }
}

extension Outcome {
    fileprivate var json: Node {
        .object([
            ("item", .string(item)),
            ("status", .string(status.rawValue)),
            ("earned", earned.json),
            ("attainable", attainable.json),
            ("required", required?.json),
        ])
    }
}

extension Outcome.Required {
    fileprivate var json: Node {
        .object([("direction", .string(direction.rawValue)), ("value", value.json)])
    }
}

extension FactValue {
    fileprivate var json: Node {
        switch self {
        case .yes: "yes"
        case .no: "no"
        case .number(let number): number.json
        case .choice(let text), .text(let text): .string(text)
        case .date(let day): day.json
        }
    }
}

extension Lift {
    fileprivate var json: Node {
        .object([
            ("items", .array(items.map(Node.string))), ("grade", .string(grade)), ("score", score.json),
        ])
    }
}
