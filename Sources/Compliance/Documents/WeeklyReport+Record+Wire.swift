import StrictJSON

extension WeeklyReport.Counted {
    var node: Node {
        .object([
            ("id", .string("\(id)")), ("site", .string(site)), ("siteKind", .string(siteKind.rawValue)),
            ("digest", .string(digest)), ("place", .number(place)),
        ])
    }

    init(_ field: Field) {
        let fields = field.fields("id", "site", "siteKind", "digest", "place")
        id = fields.require("id").visitID()
        site = fields.require("site").string() ?? ""
        siteKind = fields.require("siteKind").oneOf(SiteKind.self)
        digest = fields.require("digest").string() ?? ""
        place = fields.require("place").count()
    }
}

extension WeeklyReport.Head {
    var node: Node {
        .object([("size", .number(size)), ("root", .string(root)), ("head", .string(head))])
    }

    init(_ field: Field) {
        let fields = field.fields("size", "root", "head")
        size = fields.require("size").count()
        root = fields.require("root").string() ?? ""
        head = fields.require("head").string() ?? ""
    }
}

extension WeeklyReport.Change {
    var node: Node {
        .object([
            ("part", .string(part.rawValue)), ("key", .string(key)), ("what", what.node),
            ("from", from.map { $0.node }), ("to", to.map { $0.node }),
        ])
    }

    init(_ field: Field) {
        let fields = field.fields("part", "key", "what", "from", "to")
        part = fields.require("part").oneOf(WeeklyReport.Part.self)
        key = fields.require("key").string() ?? ""
        what = fields.require("what").text()
        from = fields["from"].map { $0.text() }
        to = fields["to"].map { $0.text() }
    }
}

extension WeeklyReport.Cause {
    var node: Node {
        .object([
            ("kind", .string(kind.rawValue)), ("inspection", .string("\(inspection)")),
            ("site", .string(site)), ("replaces", replaces.map { .string("\($0)") }),
        ])
    }

    init(_ field: Field) {
        let fields = field.fields("kind", "inspection", "site", "replaces")
        kind = fields.require("kind").oneOf(WeeklyReport.Cause.Kind.self)
        inspection = fields.require("inspection").visitID()
        site = fields.require("site").string() ?? ""
        replaces = fields["replaces"].map { $0.visitID() }
    }
}
