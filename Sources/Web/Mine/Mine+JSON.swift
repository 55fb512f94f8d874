import Compliance
import Store
import StrictJSON

extension OwnSites {
    func json(now: Instant) -> Node {
        .object([
            ("asOf", now.json), ("sites", .array(sites.map { $0.json(now: now) })),
            ("others", .array(others.map(\.json))),
            ("cases", .array(cases.map { .string("\($0)") })),
        ])
    }
}

extension OwnSite {
    fileprivate func json(now: Instant) -> Node {
        .object([
            ("site", site.json), ("duties", .array(duties.map(\.rawValue).sorted().map(Node.string))),
            ("latest", latest?.json), ("standards", .array(standards.map(\.json))),
            ("guidance", .array(guidance.map(\.json))), ("notices", .array(notices.map(\.json))),
            ("unshown", .array(unshown.map(\.json))),
            ("orders", .array(orders.map(\.json))),
            ("gaps", .array(gaps.map { $0.json(now: now) })), ("ownGaps", .number(ownGaps)),
            ("openGaps", .number(openGaps)),
            ("accountability", accountability?.json), ("cases", .array(cases.map { .string("\($0)") })),
        ])
    }
}

extension OwnSite.Accountability {
    fileprivate var json: Node {
        .object([
            ("holds", .bool(finding.holds)),
            (
                "conditions",
                .array(CaseFinding.Condition.allCases.map { $0.json(finding.standing(of: $0)) })
            ),
            ("found", finding.found.map { .string("\($0.id)") }),
            ("again", finding.again.map { .string("\($0.id)") }),
            ("items", .array(finding.items.map(Node.string))),
            ("doubts", .array(finding.doubts.map(\.title.json))),
        ])
    }
}

extension CaseFinding.Condition {
    fileprivate func json(_ standing: CaseFinding.Standing) -> Node {
        .object([
            ("condition", .string(rawValue)), ("title", title.json),
            ("standing", .string(standing.word.rawValue)),
            (
                "missing",
                .array(
                    standing.missing.map {
                        .object([("code", .string($0.rawValue)), ("text", $0.title.json)])
                    }
                )
            ),
        ])
    }
}
