import Compliance
import Store
import StrictJSON

/// Values as the API writes them. Exact numbers are strings: a decimal where it ends, else a fraction (`200/3`).
extension Text {
    var json: Node { .object([("zh", .string(zh)), ("en", .string(en))]) }
}

extension Rational {
    var json: Node { .string(exact) }
}

extension Instant {
    var json: Node { .string("\(self)") }
}

extension Day {
    var json: Node { .string("\(self)") }
}

extension Site {
    var json: Node {
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
    var json: Node {
        .object([
            ("duty", .string(duty.rawValue)), ("person", .string(person)), ("from", from.json), ("to", to?.json),
        ])
    }
}

extension InspectionSummary {
    var json: Node {
        .object([
            ("id", .string("\(id)")),
            ("site", .string(site)),
            ("kind", .string(kind.rawValue)),
            ("finishedAt", finishedAt.json),
            ("receivedAt", receivedAt.json),
            ("late", .bool(isLate)),
            ("score", score?.json),
            ("shown", score.map { .string($0.shown) }),
            ("grade", grade?.json),
            ("floorHolds", .bool(floorHolds)),
            ("gaps", gaps.json),
        ])
    }
}

extension InspectionSummary.Grade {
    var json: Node {
        .object([("code", .string(code)), ("title", title.json), ("colour", .string(colour.rawValue))])
    }
}

extension GapCounts {
    var json: Node {
        .object([("critical", .number(critical)), ("major", .number(major)), ("minor", .number(minor))])
    }
}

extension SiteStanding {
    var json: Node {
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
    var json: Node {
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
    var json: Node {
        .object([
            ("source", .string(source)), ("clause", .string(clause)), ("verified", .string(verified.rawValue)),
        ])
    }
}
