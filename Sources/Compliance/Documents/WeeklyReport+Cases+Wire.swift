package import StrictJSON

extension WeeklyReport.Case {
    package var node: Node {
        .object([
            ("id", .string("\(id)")), ("site", site.node), ("openedAt", .string("\(openedAt)")),
            ("ground", ground.node), ("duties", .array(duties.map { .string($0.rawValue) })),
            ("steps", .array(steps.map(\.node))), ("end", end?.node),
        ])
    }

    init(_ field: Field) {
        let fields = field.fields("id", "site", "openedAt", "ground", "duties", "steps", "end")
        id = fields.require("id").visitID()
        site = WeeklyReport.Addressed(fields.require("site"))
        openedAt = fields.require("openedAt").moment()
        ground = WeeklyReport.Ground(fields.require("ground"))
        duties = fields.require("duties").list(0...WeeklyReport.most).map { $0.oneOf(Responsible.self) }
        steps = fields.require("steps").list(0...WeeklyReport.most).map { WeeklyReport.Step($0) }
        end = fields["end"].map { WeeklyReport.End($0) }
    }
}

extension WeeklyReport.Ground {
    var node: Node {
        switch self {
        case .visits(let found, let again, let items):
            .object([
                ("found", .string("\(found)")), ("again", .string("\(again)")),
                ("items", .array(items.map(Node.string))),
            ])
        case .infection(let day): .object([("infection", .string("\(day)"))])
        }
    }

    init(_ field: Field) {
        let fields = field.fields("found", "again", "items", "infection")
        if let day = fields["infection"] {
            self = .infection(day.day())
        } else {
            self = .visits(
                found: fields.require("found").visitID(),
                again: fields.require("again").visitID(),
                items: fields.require("items").list(0...WeeklyReport.most).map { $0.string() ?? "" }
            )
        }
    }
}

extension WeeklyReport.Addressed {
    var node: Node { .object([("code", .string(code)), ("name", name.node)]) }

    init(_ field: Field) {
        let fields = field.fields("code", "name")
        code = fields.require("code").string() ?? ""
        name = fields.require("name").text()
    }
}

extension WeeklyReport.Step {
    var node: Node {
        .object([
            ("entry", .number(entry)), ("rung", .string(rung.rawValue)), ("numbered", .string(numbered)),
            ("takenAt", .string("\(takenAt)")),
        ])
    }

    init(_ field: Field) {
        let fields = field.fields("entry", "rung", "numbered", "takenAt")
        entry = fields.require("entry").count()
        rung = fields.require("rung").oneOf(Rung.self)
        numbered = fields.require("numbered").string() ?? ""
        takenAt = fields.require("takenAt").moment()
    }
}

extension WeeklyReport.SiteStep {
    package var node: Node {
        .object([
            ("site", site.node), ("step", step.node), ("items", .array(items.map(Node.string))),
        ])
    }

    init(_ field: Field) {
        let fields = field.fields("site", "step", "items")
        site = WeeklyReport.Addressed(fields.require("site"))
        step = WeeklyReport.Step(fields.require("step"))
        items = fields.require("items").list(0...WeeklyReport.most).map { $0.string() ?? "" }
    }
}

extension WeeklyReport.End {
    var node: Node { .object([("kind", .string(kind.rawValue)), ("at", .string("\(at)"))]) }

    init(_ field: Field) {
        let fields = field.fields("kind", "at")
        kind = fields.require("kind").oneOf(CaseAct.Kind.self)
        at = fields.require("at").moment()
    }
}
