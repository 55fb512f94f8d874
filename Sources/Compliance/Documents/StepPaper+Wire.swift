import StrictJSON

extension StepPaper {
    private static let form = "lazaret step v1"

    /// Canonical JSON, as it is sealed.
    package var text: String { JSON.write(node) }

    private var node: Node {
        .object([
            ("form", .string(Self.form)), ("rung", .string(rung.rawValue)), ("year", .number(year)),
            ("number", .number(number)), ("issuedOn", .string("\(issuedOn)")), ("office", head.office.node),
            ("short", head.short.map(Node.string)), ("redHead", head.redHead.map(Node.string)),
            ("to", .array(to.map(\.node))),
            ("site", site.node), ("parts", .array(parts.map(\.node))),
            ("signatures", .array(signatures.map(\.node))),
        ])
    }

    /// Reads a sealed document; nil where it is not written exactly as `text` writes it.
    package init?(sealed text: String) {
        var limits = JSON.Limits()
        limits.isStreamSafe = false
        limits.bytes = Self.mostBytes
        guard let node = try? JSON.read(Array(text.utf8), limits: limits) else { return nil }
        let collector = ProblemCollector(stored: true)
        let fields = Fields(Field(node, collector))
        self.init(
            rung: fields.require("rung").oneOf(Rung.self),
            year: fields.require("year").number(0...9_999, decimals: 0).integer ?? 0,
            number: fields.require("number").number(0...1_000_000, decimals: 0).integer ?? 0,
            issuedOn: fields.require("issuedOn").day(),
            head: Head(
                office: fields.require("office").text(),
                short: fields["short"]?.words(),
                redHead: fields["redHead"]?.words()
            ),
            to: fields.require("to").list(0...100).map { $0.text() },
            site: Addressed(Fields(fields.require("site"))),
            parts: fields.require("parts").list(0...100).map { Part(Fields($0)) },
            signatures: fields.require("signatures").list(0...100).map { $0.text() }
        )
        guard collector.all.isEmpty, fields["form"]?.node?.string == Self.form,
            self.text.utf8.elementsEqual(text.utf8)
        else { return nil }
    }
}

extension StepPaper.Addressed {
    var node: Node {
        .object([("code", .string(code)), ("name", name.node), ("township", township?.node)])
    }

    init(_ fields: Fields) {
        self.init(
            code: fields.require("code").words(),
            name: fields.require("name").text(),
            township: fields["township"]?.text()
        )
    }
}

extension StepPaper.Part {
    fileprivate var node: Node {
        .object([("title", title.node), ("lines", .array(lines.map(\.node)))])
    }

    fileprivate init(_ fields: Fields) {
        self.init(
            fields.require("title").text(),
            fields.require("lines").list(0...2_000).map { StepPaper.Line(Fields($0)) }
        )
    }
}

extension StepPaper.Line {
    var node: Node {
        .object([("words", words.node), ("source", source.map(Node.string))])
    }

    init(_ fields: Fields) {
        // A statement stands in it word for word, behind whose it is.
        self.init(
            fields.require("words").text(longest: CaseAct.mostWords + 1_000),
            source: fields["source"]?.words()
        )
    }
}
