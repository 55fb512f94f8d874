package import StrictJSON

extension Result {
    /// The result field by field, as `lazaret score --json` and the HTTP API give it (`docs/checklists.md`).
    ///
    /// Exact numbers are strings: a decimal where it ends (`86.5`), else a fraction in lowest terms (`200/3`).
    /// `gap` adds what else is known of a gap, such as its deadline.
    package func report(_ standard: Standard, gap: (Gap) -> [(String, Node?)] = { _ in [] }) -> Node {
        .object([
            ("scoringVersion", .number(scoringVersion)),
            ("earned", earned.report),
            ("attainable", attainable.report),
            ("score", score?.report),
            ("shown", score.map { .string(standard.shown(score: $0, of: attainable)) }),
            ("grade", grade?.report),
            ("undecided", undecided?.report),
            ("floor", floor.report),
            ("sections", .array(sections.map(\.report))),
            ("outcomes", .array(outcomes.map(\.report))),
            ("gaps", .array(gaps.map { .object($0.members + gap($0)) })),
            ("lift", lift?.report),
        ])
    }
}

extension Rational {
    fileprivate var report: Node { .string(exact) }
}

extension GradeRule {
    package var report: Node {
        .object([
            ("code", .string(code)), ("title", title.node), ("colour", .string(colour.rawValue)),
            ("belowMinimum", .bool(isBelowMinimum)),
        ])
    }
}

extension Floor {
    fileprivate var report: Node {
        .object([
            ("holds", .bool(holds)),
            ("notMet", .array(notMet.map(Node.string))),
            ("notChecked", .array(notChecked.map(Node.string))),
            ("notInScope", .array(notInScope.map(Node.string))),
        ])
    }
}

extension SectionResult {
    fileprivate var report: Node {
        .object([
            ("section", .string(section)),
            ("earned", earned.report),
            ("attainable", attainable.report),
            ("score", score?.report),
        ])
    }
}

extension Outcome {
    fileprivate var report: Node {
        .object([
            ("item", .string(item)),
            ("status", .string(status.rawValue)),
            ("earned", earned.report),
            ("attainable", attainable.report),
            ("required", required?.report),
            ("missing", missing.isEmpty ? nil : .array(missing.map(\.report))),
        ])
    }
}

extension Undecided {
    package var report: Node {
        .object([("grade", .string(grade)), ("missing", .array(missing.map(\.report)))])
    }
}

extension MissingValue {
    var report: Node {
        .object([("name", .string(name)), ("zh", .string(title.zh)), ("en", .string(title.en))])
    }
}

extension Outcome.Required {
    fileprivate var report: Node {
        .object([("direction", .string(direction.rawValue)), ("value", value.report)])
    }
}

extension FactValue {
    /// As it stands in results, where numbers are exact and need not be decimals.
    var report: Node {
        if case .number(let number) = self { number.report } else { node }
    }
}

extension Gap {
    fileprivate var members: [(String, Node?)] {
        [
            ("item", .string(item)),
            ("status", .string(status.rawValue)),
            ("severity", .string(severity.rawValue)),
            ("required", required?.report),
            ("observed", observed.map { Answer($0).node }),
            ("shortfall", shortfall?.report),
            ("pointsLost", pointsLost.report),
            ("responsible", .string(responsible.rawValue)),
            ("deadlineHours", deadlineHours.report),
            ("fixedOnSpot", .bool(fixedOnSpot)),
            (
                "ifClosed",
                .object([("score", ifClosed.score?.report), ("grade", ifClosed.grade.map(Node.string))])
            ),
        ]
    }
}

extension Lift {
    fileprivate var report: Node {
        .object([
            ("items", .array(items.map(Node.string))), ("grade", .string(grade)), ("score", score.report),
        ])
    }
}
