import StrictJSON

/// What sealed documents are made of beside what other documents have.
extension Field {
    /// A whole number from 0.
    func count() -> Int { number(0...1_000_000_000, decimals: 0).integer ?? 0 }

    /// A moment; one that is none is noted.
    func moment() -> Instant { instant() ?? Instant(microseconds: 0) }

    /// An inspection's id; one that is none is noted.
    func visitID() -> InspectionID { inspectionID() ?? .standIn }

    func week() -> ISOWeek {
        guard let node else { return ISOWeek(of: .first) }
        if let week = node.string.flatMap({ ISOWeek($0) }) { return week }
        noteWrongType(zh: "一周，写作 2021-W33 的形式", en: "a week, written like 2021-W33")
        return ISOWeek(of: .first)
    }
}

extension Township {
    var node: Node { .object([("code", .string(code)), ("name", name.node)]) }

    init(_ field: Field) {
        let fields = field.fields("code", "name")
        self.init(code: fields.require("code").string() ?? "", name: fields.require("name").text())
    }
}

extension Site {
    /// As a sealed document has it.
    var node: Node {
        .object([
            ("code", .string(code)), ("kind", .string(kind.rawValue)), ("name", name.node),
            ("township", township?.node), ("openedOn", .string("\(openedOn)")),
            ("closedOn", closedOn.map { .string("\($0)") }), ("address", .string(address)),
            ("capacity", capacity.map(Node.number)),
        ])
    }

    init(_ field: Field) {
        let fields = field.fields(
            "code",
            "kind",
            "name",
            "township",
            "openedOn",
            "closedOn",
            "address",
            "capacity"
        )
        self.init(
            code: fields.require("code").string() ?? "",
            kind: fields.require("kind").oneOf(SiteKind.self),
            name: fields.require("name").text(),
            township: fields["township"].map { Township($0) },
            openedOn: fields.require("openedOn").day(),
            closedOn: fields["closedOn"].map { $0.day() },
            address: fields.require("address").string() ?? "",
            capacity: fields["capacity"].map { $0.count() }
        )
    }
}

extension Posting {
    var node: Node {
        .object([
            ("duty", .string(duty.rawValue)), ("person", .string(person)), ("from", .string("\(from)")),
            ("to", to.map { .string("\($0)") }),
        ])
    }

    init(_ field: Field) {
        let fields = field.fields("duty", "person", "from", "to")
        self.init(
            duty: fields.require("duty").oneOf(Responsible.self),
            person: fields.require("person").string() ?? "",
            from: fields.require("from").day(),
            to: fields["to"].map { $0.day() }
        )
    }
}

extension Citation {
    var node: Node {
        .object([
            ("source", .string(source)), ("clause", .string(clause)),
            ("verified", .string(verified.rawValue)),
        ])
    }

    /// As a sealed document has it.
    init(_ field: Field) {
        self.init(field.fields("source", "clause", "verified"))
    }
}
