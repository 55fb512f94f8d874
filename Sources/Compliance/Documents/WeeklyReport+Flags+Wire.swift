import StrictJSON

extension WeeklyReport.Flag {
    var node: Node {
        .object([
            ("site", .string(site)), ("evidence", .array(evidence.map { $0.node })),
            ("inspections", .number(inspections)), ("since", .string("\(since)")),
            ("undecided", .number(undecided)), ("holders", .array(holders.map { $0.node })),
            ("present", present.map { $0.node }), ("vacantSince", vacantSince.map { .string("\($0)") }),
            ("missing", .array(missing.map { $0.node })),
        ])
    }

    init(_ field: Field) {
        let fields = field.fields(
            "site",
            "evidence",
            "inspections",
            "since",
            "undecided",
            "holders",
            "present",
            "vacantSince",
            "missing"
        )
        site = fields.require("site").string() ?? ""
        evidence = fields.require("evidence").list(0...WeeklyReport.most).map { WeeklyReport.Evidence($0) }
        inspections = fields.require("inspections").count()
        since = fields.require("since").day()
        undecided = fields.require("undecided").count()
        holders = fields.require("holders").list(0...WeeklyReport.most).map { WeeklyReport.Holder($0) }
        present = fields["present"].map { Posting($0) }
        vacantSince = fields["vacantSince"].map { $0.day() }
        missing = fields.require("missing").list(0...WeeklyReport.most).map { $0.text() }
    }
}

extension WeeklyReport.Evidence {
    var node: Node {
        .object([
            ("visit", visit.node), ("number", .number(number)), ("notMet", .array(notMet.map { $0.node })),
            ("notChecked", .array(notChecked.map { $0.node })),
        ])
    }

    init(_ field: Field) {
        let fields = field.fields("visit", "number", "notMet", "notChecked")
        visit = WeeklyReport.Visit(fields.require("visit"))
        number = fields.require("number").count()
        notMet = fields.require("notMet").list(0...WeeklyReport.most).map { WeeklyReport.Named($0) }
        notChecked = fields.require("notChecked").list(0...WeeklyReport.most).map { WeeklyReport.Named($0) }
    }
}

extension WeeklyReport.Named {
    var node: Node {
        .object([("item", .string(code)), ("text", text.node)])
    }

    init(_ field: Field) {
        let fields = field.fields("item", "text")
        code = fields.require("item").string() ?? ""
        text = fields.require("text").text()
    }
}

extension WeeklyReport.Holder {
    var node: Node {
        .object([
            ("posting", posting.map { $0.node }), ("site", .string(site)), ("visits", .number(visits)),
            ("first", .string("\(first)")), ("last", .string("\(last)")),
        ])
    }

    init(_ field: Field) {
        let fields = field.fields("posting", "site", "visits", "first", "last")
        posting = fields["posting"].map { Posting($0) }
        site = fields.require("site").string() ?? ""
        visits = fields.require("visits").count()
        first = fields.require("first").day()
        last = fields.require("last").day()
    }
}
