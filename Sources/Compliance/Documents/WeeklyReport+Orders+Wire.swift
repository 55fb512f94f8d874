package import StrictJSON

extension WeeklyReport.Orders {
    package var node: Node {
        .object(
            figures.map { ($0.name, .number($0.count)) }
                + [("medianHours", medianHours.map { .string($0.exact) })]
        )
    }

    init(_ field: Field) {
        let fields = field.fields(
            "opened",
            "verified",
            "mended",
            "fixedOnSpot",
            "open",
            "overdue",
            "medianHours"
        )
        opened = fields.require("opened").count()
        verified = fields.require("verified").count()
        mended = fields.require("mended").count()
        fixedOnSpot = fields.require("fixedOnSpot").count()
        open = fields.require("open").count()
        overdue = fields.require("overdue").count()
        medianHours = fields["medianHours"].map { $0.exact() }
    }
}

extension WeeklyReport.Waiting {
    package var node: Node {
        .object([("site", .string(site)), ("item", .string(item)), ("since", .string("\(since)"))])
    }

    init(_ field: Field) {
        let fields = field.fields("site", "item", "since")
        site = fields.require("site").string() ?? ""
        item = fields.require("item").string() ?? ""
        since = fields.require("since").moment()
    }
}

extension WeeklyReport.OwedStandard {
    package var node: Node {
        .object([
            ("site", .string(site)), ("checklist", .string(checklist)), ("title", title.node),
            ("version", .string(version)),
            ("owed", .string(owed.rawValue)),
        ])
    }

    init(_ field: Field) {
        let fields = field.fields("site", "checklist", "title", "version", "owed")
        site = fields.require("site").string() ?? ""
        checklist = fields.require("checklist").string() ?? ""
        title = fields.require("title").text()
        version = fields.require("version").string() ?? ""
        owed = fields.require("owed").oneOf(Owed.self)
    }
}
