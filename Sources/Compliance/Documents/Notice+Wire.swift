package import StrictJSON

/// Why a sealed document cannot be read.
package enum DocumentFault: Error, Sendable, Hashable {
    /// It is no JSON that can be relied on.
    case notJSON
    /// It is of a form that this release does not know, or lacks something.
    case unknownForm
    /// It is not written as a sealed document is, to the byte.
    case notCanonical
}

extension Notice {
    package static let form = "lazaret notice v1"

    /// The document as it is sealed; `sql/acts/issue_notice.sql` puts the head before the content.
    package var node: Node {
        .object(
            [
                ("form", .string(Self.form)), ("number", .string(number)), ("year", .number(year)),
                ("serial", .number(serial)), ("issuedAt", .string("\(issuedAt)")), ("office", office.node),
                ("redHead", redHead.map(Node.string)),
            ] + content.members
        )
    }

    /// Reads a sealed document, which has to be written exactly as `node` writes it.
    package init(sealed text: String) throws(DocumentFault) {
        var limits = JSON.Limits()
        limits.isStreamSafe = false
        let node: Node
        do { node = try JSON.read(Array(text.utf8), limits: limits) } catch { throw .notJSON }
        let collector = ProblemCollector(stored: true)
        let fields = Fields(Field(node, collector))
        number = fields.require("number").words()
        year = fields.require("year").count()
        serial = fields.require("serial").count()
        issuedAt = fields.require("issuedAt").moment()
        office = fields.require("office").text()
        redHead = fields["redHead"]?.words()
        let content = Content(fields)
        guard collector.all.isEmpty, let content, fields["form"]?.node?.string == Self.form else {
            throw .unknownForm
        }
        self.content = content
        guard JSON.write(self.node).utf8.elementsEqual(text.utf8) else { throw .notCanonical }
    }
}

extension Notice.Content {
    /// The members below the head, in their order.
    package var members: [(String, Node?)] {
        [
            ("site", site.node),
            (
                "to",
                .object([
                    ("duty", .string(Responsible.director.rawValue)), ("person", director.map(Node.string)),
                ])
            ),
            ("visit", visit.node), ("checklist", checklist.node), ("baseline", baseline.node),
            ("items", .array(items.map(\.node))), ("values", .array(values.map(\.node))),
            ("showing", showing.node), ("otherwise", otherwise.node),
        ]
    }

    fileprivate init?(_ fields: Fields) {
        let to = Fields(fields.require("to"))
        guard to.require("duty").node?.string == Responsible.director.rawValue,
            let site = Notice.AddressedSite(Fields(fields.require("site"))),
            let visit = Notice.Visit(Fields(fields.require("visit")))
        else { return nil }
        self.site = site
        director = to["person"]?.wordsOrEmpty()
        self.visit = visit
        checklist = Notice.Version(Fields(fields.require("checklist")))
        baseline = Notice.Version(Fields(fields.require("baseline")))
        items = fields.require("items").list(1...2_000).map { Notice.Line(Fields($0)) }
        values = fields.require("values").list(0...2_000).map { Notice.Value(Fields($0)) }
        showing = fields.require("showing").text()
        otherwise = fields.require("otherwise").text()
        guard !items.isEmpty else { return nil }
    }
}

extension Notice.AddressedSite {
    var node: Node {
        .object([
            ("code", .string(code)), ("kind", .string(kind.rawValue)), ("name", name.node),
            ("township", township?.node),
        ])
    }

    init?(_ fields: Fields) {
        code = fields.require("code").words()
        kind = fields.require("kind").oneOf(SiteKind.self)
        name = fields.require("name").text()
        township = fields["township"]?.text()
    }
}

extension Notice.Visit {
    fileprivate var node: Node {
        .object([
            ("id", .string("\(id)")), ("kind", .string(kind.rawValue)),
            ("startedAt", .string("\(startedAt)")), ("finishedAt", .string("\(finishedAt)")),
            ("inspectors", .array(inspectors.map(Node.string))), ("escort", .string(escort)),
        ])
    }

    fileprivate init?(_ fields: Fields) {
        guard let id = fields.require("id").node?.string.flatMap({ InspectionID($0) }) else { return nil }
        self.id = id
        kind = fields.require("kind").oneOf(InspectionKind.self)
        startedAt = fields.require("startedAt").moment()
        finishedAt = fields.require("finishedAt").moment()
        inspectors = fields.require("inspectors").list(0...2).map { $0.wordsOrEmpty() }
        escort = fields.require("escort").wordsOrEmpty()
    }
}

extension Notice.Version {
    fileprivate var node: Node {
        .object([
            ("code", .string(code)), ("version", .string(version)), ("title", title.node),
            ("digest", .string(digest)),
        ])
    }

    fileprivate init(_ fields: Fields) {
        code = fields.require("code").words()
        version = fields.require("version").words()
        title = fields.require("title").text()
        digest = fields.require("digest").words()
    }
}

extension Notice.Line {
    var node: Node {
        .object([
            ("item", .string(item)), ("text", text.node), ("source", source.node),
            ("clause", .string(clause)), ("verified", .string(verified.rawValue)),
            ("required", required.node), ("found", found.node), ("severity", .string(severity.rawValue)),
            ("responsible", .string(responsible.rawValue)),
            ("evidence", .array(evidence.map { .string($0.rawValue) })), ("hours", .string(hours.exact)),
            ("deadline", .string("\(deadline)")),
            ("keepsEarlierDeadline", keepsEarlierDeadline ? .bool(true) : nil),
        ])
    }

    init(_ fields: Fields) {
        item = fields.require("item").words()
        text = fields.require("text").text()
        source = fields.require("source").text()
        clause = fields.require("clause").wordsOrEmpty()
        verified = fields.require("verified").oneOf(Verification.self)
        required = fields.require("required").text()
        found = fields.require("found").text()
        severity = fields.require("severity").oneOf(Severity.self)
        responsible = fields.require("responsible").oneOf(Responsible.self)
        evidence = fields.require("evidence").list(0...10).map { $0.oneOf(EvidenceKind.self) }
        hours = fields.require("hours").node?.string.flatMap { Rational(exact: $0) } ?? 0
        deadline = fields.require("deadline").moment()
        keepsEarlierDeadline = fields["keepsEarlierDeadline"]?.flag() ?? false
    }
}

extension Notice.Value {
    fileprivate var node: Node {
        .object([
            ("name", .string(name)), ("title", title.node), ("value", value.node), ("source", source.node),
            ("clause", .string(clause)), ("verified", .string(verified.rawValue)),
        ])
    }

    fileprivate init(_ fields: Fields) {
        name = fields.require("name").words()
        title = fields.require("title").text()
        value = fields.require("value").text()
        source = fields.require("source").text()
        clause = fields.require("clause").wordsOrEmpty()
        verified = fields.require("verified").oneOf(Verification.self)
    }
}
