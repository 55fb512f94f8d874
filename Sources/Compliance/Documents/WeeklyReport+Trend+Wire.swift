import StrictJSON

extension WeeklyReport.TrendWeek {
    var node: Node {
        .object([
            ("week", .string("\(week)")), ("quoted", quoted.map { $0.node }),
            ("figures", figures.map { $0.node }),
        ])
    }

    init(_ field: Field) {
        let fields = field.fields("week", "quoted", "figures")
        week = fields.require("week").week()
        quoted = fields["quoted"].map { WeeklyReport.Quotation($0) }
        figures = fields["figures"].map { WeeklyReport.TrendFigures($0) }
    }
}

extension WeeklyReport.Quotation {
    var node: Node {
        .object([("week", .string("\(week)")), ("revision", .number(revision)), ("digest", .string(digest))])
    }

    init(_ field: Field) {
        let fields = field.fields("week", "revision", "digest")
        week = fields.require("week").week()
        revision = fields.require("revision").count()
        digest = fields.require("digest").string() ?? ""
    }
}

extension WeeklyReport.TrendFigures {
    var node: Node {
        .object([
            ("sites", .number(sites)), ("inspected", .number(inspected)),
            ("grades", .array(grades.map { $0.node })), ("undecided", .number(undecided)),
            ("medianScore", medianScore.map { .string($0.exact) }),
            ("medianShown", medianShown.map { .string($0) }),
        ])
    }

    init(_ field: Field) {
        let fields = field.fields("sites", "inspected", "grades", "undecided", "medianScore", "medianShown")
        sites = fields.require("sites").count()
        inspected = fields.require("inspected").count()
        grades = fields.require("grades").list(0...WeeklyReport.most).map { WeeklyReport.GradeCount($0) }
        undecided = fields.require("undecided").count()
        medianScore = fields["medianScore"].map { $0.exact() }
        medianShown = fields["medianShown"].map { $0.string() ?? "" }
    }
}

extension WeeklyReport.GradeCount {
    var node: Node {
        .object([("grade", grade.node), ("count", .number(count))])
    }

    init(_ field: Field) {
        let fields = field.fields("grade", "count")
        grade = WeeklyReport.Grade(fields.require("grade"))
        count = fields.require("count").count()
    }
}

extension WeeklyReport.Version {
    var node: Node {
        .object([
            ("checklist", .string(checklist)), ("title", title.node), ("version", .string(version)),
            ("checklistDigest", .string(checklistDigest)), ("baseline", .string(baseline)),
            ("baselineTitle", baselineTitle.node), ("baselineVersion", .string(baselineVersion)),
            ("baselineDigest", .string(baselineDigest)), ("inspections", .number(inspections)),
        ])
    }

    init(_ field: Field) {
        let fields = field.fields(
            "checklist",
            "title",
            "version",
            "checklistDigest",
            "baseline",
            "baselineTitle",
            "baselineVersion",
            "baselineDigest",
            "inspections"
        )
        checklist = fields.require("checklist").string() ?? ""
        title = fields.require("title").text()
        version = fields.require("version").string() ?? ""
        checklistDigest = fields.require("checklistDigest").string() ?? ""
        baseline = fields.require("baseline").string() ?? ""
        baselineTitle = fields.require("baselineTitle").text()
        baselineVersion = fields.require("baselineVersion").string() ?? ""
        baselineDigest = fields.require("baselineDigest").string() ?? ""
        inspections = fields.require("inspections").count()
    }
}
