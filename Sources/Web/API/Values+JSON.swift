package import Compliance
package import Store
package import StrictJSON

/// Values as the API writes them. Exact numbers are strings: a decimal where it ends, else a fraction (`200/3`).
extension Text {
    package var json: Node { .object([("zh", .string(zh)), ("en", .string(en))]) }
}

extension Rational {
    package var json: Node { .string(exact) }
}

extension Instant {
    package var json: Node { .string("\(self)") }
}

extension Day {
    package var json: Node { .string("\(self)") }
}

extension Site {
    package var json: Node {
        .object([
            ("code", .string(code)),
            ("kind", .string(kind.rawValue)),
            ("name", name.json),
            ("township", township.map { .object([("code", .string($0.code)), ("name", $0.name.json)]) }),
            ("openedOn", openedOn.json),
            ("closedOn", closedOn?.json),
            ("address", .string(address)),
            ("capacity", capacity.map(Node.number)),
        ])
    }
}

extension Posting {
    package var json: Node {
        .object([
            ("duty", .string(duty.rawValue)), ("person", .string(person)), ("from", from.json),
            ("to", to?.json),
        ])
    }
}

extension InspectionSummary {
    package var json: Node {
        .object([
            ("id", .string("\(id)")),
            ("site", .string(site)),
            ("kind", .string(kind.rawValue)),
            ("finishedAt", finishedAt.json),
            ("receivedAt", receivedAt.json),
            ("late", .bool(isLate)),
            ("score", score?.json),
            ("shown", shown.map(Node.string)),
            ("grade", grade?.json),
            ("floorHolds", .bool(floorHolds)),
            ("floor", .string(floor.rawValue)),
            ("gaps", gaps.json),
        ])
    }
}

extension InspectionSummary.Grade {
    package var json: Node {
        .object([
            ("code", .string(code)), ("title", title.json), ("colour", .string(colour.rawValue)),
            ("belowMinimum", .bool(isBelowMinimum)),
        ])
    }
}

extension GapCounts {
    package var json: Node {
        .object([("critical", .number(critical)), ("major", .number(major)), ("minor", .number(minor))])
    }
}

extension SiteStanding {
    package var json: Node {
        .object([
            ("site", site.json),
            ("latest", latest?.json),
            ("previousScore", previousScore?.json),
            ("director", director.map(Node.string)),
            ("inspectedThisWeek", .bool(inspectedThisWeek)),
        ])
    }
}

extension StandingGap {
    package var json: Node {
        .object([
            ("site", .string(site.code)),
            ("inspection", .string("\(inspection)")),
            ("item", .string(item)),
            ("text", text.json),
            ("severity", .string(severity.rawValue)),
            ("status", .string(status.rawValue)),
            ("pointsLost", pointsLost.json),
            ("responsible", .string(responsible.rawValue)),
            ("recurrence", .string(recurrence.rawValue)),
            ("since", since.json),
            ("deadline", deadline.json),
        ])
    }
}

extension Citation {
    package var json: Node {
        .object([
            ("source", .string(source)), ("clause", .string(clause)),
            ("verified", .string(verified.rawValue)),
        ])
    }
}

extension CountyFigures.Coverage {
    package var json: Node {
        .object([
            ("kind", .string(kind.rawValue)), ("sites", .number(sites)), ("inspected", .number(inspected)),
            ("belowMinimum", .number(belowMinimum)), ("undecided", .number(undecided)),
        ])
    }
}
