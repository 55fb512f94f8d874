package import StrictJSON

extension SupervisionOrder {
    package static let form = "lazaret order v1"
    /// The most dates that it names: the first and the last ones.
    static let mostDates = 200

    /// The document as it is sealed; `sql/acts/issue_order.sql` puts the head before the content.
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

extension SupervisionOrder.Content {
    /// The members below the head, in their order.
    package var members: [(String, Node?)] {
        [
            ("colour", .string(colour.rawValue)), ("why", why.node), ("site", site.node),
            (
                "to",
                .array(
                    to.map {
                        .object([
                            ("duty", .string($0.duty.rawValue)), ("person", $0.person.map(Node.string)),
                        ])
                    }
                )
            ),
            ("inspection", .string("\(inspection)")), ("gap", line.node),
            ("dates", .array(dates.map(\.node))), ("told", .array(told.map(\.node))), ("reply", reply.node),
        ]
    }

    fileprivate init?(_ fields: Fields) {
        guard let site = Notice.AddressedSite(Fields(fields.require("site"))) else { return nil }
        self.init(
            colour: fields.require("colour").oneOf(GapStanding.Colour.self),
            why: fields.require("why").text(),
            site: site,
            to: fields.require("to").list(1...2)
                .map {
                    let fields = Fields($0)
                    return SupervisionOrder.Addressee(
                        duty: fields.require("duty").oneOf(Responsible.self),
                        person: fields["person"]?.wordsOrEmpty()
                    )
                },
            inspection: fields.require("inspection").visitID(),
            line: Notice.Line(Fields(fields.require("gap"))),
            dates: fields.require("dates").list(1...SupervisionOrder.mostDates)
                .map { SupervisionOrder.Event(Fields($0)) },
            told: fields.require("told").list(0...SupervisionOrder.mostDates)
                .map { SupervisionOrder.Event(Fields($0)) },
            reply: fields.require("reply").text()
        )
    }
}

extension SupervisionOrder.Event {
    fileprivate var node: Node {
        .object([("at", .string("\(at)")), ("what", what.node), ("by", by.map(Node.string))])
    }

    fileprivate init(_ fields: Fields) {
        self.init(
            at: fields.require("at").moment(),
            what: fields.require("what").text(),
            by: fields["by"]?.wordsOrEmpty()
        )
    }
}
