import Compliance
package import Store
package import StrictJSON

extension WeekFigures {
    package var json: Node {
        .object([
            ("week", .string("\(week)")),
            ("from", week.monday.json),
            ("to", week.sunday.json),
            ("asOf", asOf.json),
            ("coverage", .object([("sites", .number(ranking.count)), ("inspected", .number(inspected))])),
            ("ranking", .array(ranking.map(\.json))),
            ("countySites", .array(countySites.map(\.json))),
            ("criticalFound", .number(criticalFound)),
            ("criticalGaps", .array(criticalGaps.map(\.json))),
            ("orders", orders.node),
            ("topItems", .array(topItems.map(\.json))),
            ("flags", .array(flags.map(\.json))),
            ("cases", .array(cases.map(\.node))),
            ("steps", .array(steps.map(\.node))),
            ("trend", .array(trend.map(\.json))),
            ("others", .array(others.map(\.json))),
            ("waiting", .array(waiting.map(\.node))),
            ("owedStandards", .array(owedStandards.map(\.node))),
            ("versions", .array(versions.map(\.json))),
        ])
    }
}

extension WeekStanding {
    package var json: Node {
        .object([
            ("site", site.json),
            ("inspection", summary?.json),
            ("previousScore", previousScore?.json),
            ("rank", rank.map(Node.number)),
            ("lastVisit", lastVisit?.json),
            ("director", director.map(Node.string)),
        ])
    }
}

extension FailingItem {
    package var json: Node {
        .object([
            ("checklist", .string(checklist)),
            ("checklistTitle", checklistTitle.json),
            ("item", .string(item)),
            ("text", text.json),
            ("severity", .string(severity.rawValue)),
            ("citation", citation.json),
            ("source", source.json),
            ("sites", .number(sites)),
            ("inspected", .number(inspected)),
        ])
    }
}

extension Flag {
    package var json: Node {
        .object([
            ("site", site.json),
            ("persisting", .bool(isPersisting)),
            ("inspections", .number(inspections)),
            ("since", since.json),
            ("evidence", .array(evidence.map(\.json))),
            ("leftOut", .number(leftOut)),
            ("holders", .array(holders.map(\.json))),
            ("director", director?.json),
            ("present", present?.json),
            ("vacantSince", vacantSince?.json),
            ("undecided", .number(undecided)),
            ("missing", .array(missing.map(\.json))),
        ])
    }
}

extension Flag.Evidence {
    package var json: Node {
        .object([
            ("number", .number(number)), ("inspection", summary.json), ("notMet", .array(notMet.map(\.json))),
            ("notChecked", .array(notChecked.map(\.json))),
        ])
    }
}

extension Flag.Evidence.Item {
    fileprivate var json: Node { .object([("item", .string(code)), ("text", text.json)]) }
}

extension Flag.Holder {
    fileprivate var json: Node {
        .object([
            ("posting", posting?.json), ("site", .string(site)), ("visits", .number(visits)),
            ("first", first.json), ("last", last.json),
        ])
    }
}

extension TrendPoint {
    package var json: Node {
        .object([
            ("week", .string("\(week)")),
            ("sites", .number(sites)),
            ("inspected", .number(inspected)),
            ("grades", .object(grades.map { ($0.code, .number($0.count)) })),
            ("undecided", .number(undecided)),
            ("medianScore", medianScore?.json),
        ])
    }
}

extension VersionUse {
    package var json: Node {
        .object([
            ("checklist", .string(checklist)),
            ("checklistTitle", title.json),
            ("version", .string(version)),
            ("checklistDigest", .string(checklistDigest)),
            ("baseline", .string(baseline)),
            ("baselineTitle", baselineTitle.json),
            ("baselineVersion", .string(baselineVersion)),
            ("baselineDigest", .string(baselineDigest)),
            ("inspections", .number(inspections)),
        ])
    }
}
