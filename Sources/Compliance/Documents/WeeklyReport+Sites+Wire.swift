import StrictJSON

extension WeeklyReport.Grade {
    var node: Node {
        .object([
            ("code", .string(code)), ("title", title.node), ("colour", .string(colour.rawValue)),
            ("belowMinimum", .bool(isBelowMinimum)),
        ])
    }

    init(_ field: Field) {
        let fields = field.fields("code", "title", "colour", "belowMinimum")
        code = fields.require("code").string() ?? ""
        title = fields.require("title").text()
        colour = fields.require("colour").oneOf(GradeRule.Colour.self)
        isBelowMinimum = fields.require("belowMinimum").flag()
    }
}

extension WeeklyReport.Visit {
    var node: Node {
        .object([
            ("id", .string("\(id)")), ("site", .string(site)), ("kind", .string(kind.rawValue)),
            ("finishedAt", .string("\(finishedAt)")), ("receivedAt", .string("\(receivedAt)")),
            ("score", score.map { .string($0.exact) }), ("shown", shown.map { .string($0) }),
            ("grade", grade.map { $0.node }), ("floorHolds", .bool(floorHolds)),
            ("floorUnproven", .bool(isFloorUnproven)), ("critical", .number(critical)),
            ("major", .number(major)), ("minor", .number(minor)),
        ])
    }

    init(_ field: Field) {
        let fields = field.fields(
            "id",
            "site",
            "kind",
            "finishedAt",
            "receivedAt",
            "score",
            "shown",
            "grade",
            "floorHolds",
            "floorUnproven",
            "critical",
            "major",
            "minor"
        )
        id = fields.require("id").visitID()
        site = fields.require("site").string() ?? ""
        kind = fields.require("kind").oneOf(InspectionKind.self)
        finishedAt = fields.require("finishedAt").moment()
        receivedAt = fields.require("receivedAt").moment()
        score = fields["score"].map { $0.exact() }
        shown = fields["shown"].map { $0.string() ?? "" }
        grade = fields["grade"].map { WeeklyReport.Grade($0) }
        floorHolds = fields.require("floorHolds").flag()
        isFloorUnproven = fields.require("floorUnproven").flag()
        critical = fields.require("critical").count()
        major = fields.require("major").count()
        minor = fields.require("minor").count()
    }
}

extension WeeklyReport.Standing {
    var node: Node {
        .object([
            ("site", site.node), ("visit", visit.map { $0.node }),
            ("previousScore", previousScore.map { .string($0.exact) }), ("rank", rank.map { .number($0) }),
            ("lastVisit", lastVisit.map { .string("\($0)") }), ("director", director.map { .string($0) }),
        ])
    }

    init(_ field: Field) {
        let fields = field.fields("site", "visit", "previousScore", "rank", "lastVisit", "director")
        site = Site(fields.require("site"))
        visit = fields["visit"].map { WeeklyReport.Visit($0) }
        previousScore = fields["previousScore"].map { $0.exact() }
        rank = fields["rank"].map { $0.count() }
        lastVisit = fields["lastVisit"].map { $0.day() }
        director = fields["director"].map { $0.string() ?? "" }
    }
}

extension WeeklyReport.Coverage {
    var node: Node {
        .object([
            ("kind", .string(kind.rawValue)), ("sites", .number(sites)), ("inspected", .number(inspected)),
            ("belowMinimum", .number(belowMinimum)), ("undecided", .number(undecided)),
        ])
    }

    init(_ field: Field) {
        let fields = field.fields("kind", "sites", "inspected", "belowMinimum", "undecided")
        kind = fields.require("kind").oneOf(SiteKind.self)
        sites = fields.require("sites").count()
        inspected = fields.require("inspected").count()
        belowMinimum = fields.require("belowMinimum").count()
        undecided = fields.require("undecided").count()
    }
}
