import StrictJSON

extension WeeklyReport.Gap {
    var node: Node {
        .object([
            ("site", .string(site)), ("inspection", .string("\(inspection)")), ("item", .string(item)),
            ("text", text.node), ("severity", .string(severity.rawValue)),
            ("status", .string(status.rawValue)), ("pointsLost", .string(pointsLost.exact)),
            ("responsible", .string(responsible.rawValue)), ("recurrence", .string(recurrence.rawValue)),
            ("since", .string("\(since)")), ("deadline", .string("\(deadline)")),
        ])
    }

    init(_ field: Field) {
        let fields = field.fields(
            "site",
            "inspection",
            "item",
            "text",
            "severity",
            "status",
            "pointsLost",
            "responsible",
            "recurrence",
            "since",
            "deadline"
        )
        site = fields.require("site").string() ?? ""
        inspection = fields.require("inspection").visitID()
        item = fields.require("item").string() ?? ""
        text = fields.require("text").text()
        severity = fields.require("severity").oneOf(Severity.self)
        status = fields.require("status").oneOf(Outcome.Status.self)
        pointsLost = fields.require("pointsLost").exact()
        responsible = fields.require("responsible").oneOf(Responsible.self)
        recurrence = fields.require("recurrence").oneOf(Recurrence.self)
        since = fields.require("since").day()
        deadline = fields.require("deadline").moment()
    }
}

extension WeeklyReport.FailingItem {
    var node: Node {
        .object([
            ("checklist", .string(checklist)), ("checklistTitle", checklistTitle.node),
            ("item", .string(item)), ("text", text.node), ("severity", .string(severity.rawValue)),
            ("citation", citation.node), ("source", source.node), ("sites", .number(sites)),
            ("inspected", .number(inspected)),
        ])
    }

    init(_ field: Field) {
        let fields = field.fields(
            "checklist",
            "checklistTitle",
            "item",
            "text",
            "severity",
            "citation",
            "source",
            "sites",
            "inspected"
        )
        checklist = fields.require("checklist").string() ?? ""
        checklistTitle = fields.require("checklistTitle").text()
        item = fields.require("item").string() ?? ""
        text = fields.require("text").text()
        severity = fields.require("severity").oneOf(Severity.self)
        citation = Citation(fields.require("citation"))
        source = fields.require("source").text()
        sites = fields.require("sites").count()
        inspected = fields.require("inspected").count()
    }
}

extension WeeklyReport.Recheck {
    var node: Node {
        .object([
            ("site", .string(site)), ("inspection", .string("\(inspection)")), ("item", .string(item)),
            ("text", text.node), ("severity", .string(severity.rawValue)),
        ])
    }

    init(_ field: Field) {
        let fields = field.fields("site", "inspection", "item", "text", "severity")
        site = fields.require("site").string() ?? ""
        inspection = fields.require("inspection").visitID()
        item = fields.require("item").string() ?? ""
        text = fields.require("text").text()
        severity = fields.require("severity").oneOf(Severity.self)
    }
}
