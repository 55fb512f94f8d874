import StrictJSON

extension WeeklyReport {
    /// The report's bytes: canonical JSON on one line, members in this order, what is not there left out.
    package var document: String { JSON.write(node) }

    private var node: Node {
        .object([
            ("format", .number(format)), ("county", .string(county)), ("countyName", countyName.node),
            ("week", .string("\(week)")), ("revision", .number(revision)),
            ("reason", reason.map(Node.string)),
            ("cutOff", .string("\(cutOff)")), ("previous", previous?.node), ("head", head?.node),
            ("changes", .array(changes.map(\.node))), ("causes", .array(causes.map(\.node))),
            ("content", content.node),
        ])
    }

    /// Reads a sealed report's document.
    ///
    /// Throws `Problems` where it is not one of this format, or not written as `document` writes it.
    package init(document text: String) throws {
        let collector = ProblemCollector(stored: true)
        let root = Field(try JSON.read(Array(text.utf8), limits: Self.limits), collector)
        let fields = root.fields(
            "format",
            "county",
            "countyName",
            "week",
            "revision",
            "reason",
            "cutOff",
            "previous",
            "head",
            "changes",
            "causes",
            "content"
        )
        format = fields.require("format").count()
        county = fields.require("county").string() ?? ""
        countyName = fields.require("countyName").text()
        week = fields.require("week").week()
        revision = fields.require("revision").count()
        reason = fields["reason"].map { $0.string() ?? "" }
        cutOff = fields.require("cutOff").moment()
        previous = fields["previous"].map { WeeklyReport.Quotation($0) }
        head = fields["head"].map { Head($0) }
        changes = fields.require("changes").list(0...Self.most).map { Change($0) }
        causes = fields.require("causes").list(0...Self.most).map { Cause($0) }
        content = Content(fields.require("content"))
        if !(1...Self.format).contains(format) {
            root.note(
                "unknownFormat",
                zh: "这份周报的格式是 \(format)，本程序只认得 1 至 \(Self.format)。",
                en: "The report is of format \(format); this release knows 1 to \(Self.format)."
            )
        }
        try collector.throwIfAny()
        guard document.utf8.elementsEqual(text.utf8) else {
            root.note(
                "notCanonical",
                zh: "这份周报不是按规定写法写成的。",
                en: "The report is not written in the one way that reports are."
            )
            throw Problems(collector.inOrder)
        }
    }
}

extension WeeklyReport {
    /// What this program wrote is larger than what it takes from outside, and is read as it stands.
    private static var limits: JSON.Limits {
        var limits = JSON.Limits()
        limits.bytes = 16 << 20
        limits.values = most
        limits.isStreamSafe = false
        return limits
    }
}

extension WeeklyReport.Content {
    /// The sections by their names in the document. Those that reports did not always have are left out where they are empty,
    /// so that what was sealed before is read as it was written.
    var sections: [(String, Node?)] {
        [
            ("ranking", .array(ranking.map(\.node))),
            ("townshipsWithoutSite", .array(townshipsWithoutSite.map(\.node))),
            ("countySites", .array(countySites.map(\.node))), ("criticalFound", .number(criticalFound)),
            ("criticalGaps", .array(criticalGaps.map(\.node))),
            ("orders", orders.node), ("failingItems", .array(failingItems.map(\.node))),
            ("flags", .array(flags.map(\.node))),
            ("cases", cases.isEmpty ? nil : .array(cases.map(\.node))),
            ("steps", steps.isEmpty ? nil : .array(steps.map(\.node))),
            ("trend", .array(trend.map(\.node))), ("rechecks", .array(rechecks.map(\.node))),
            ("waiting", .array(waiting.map(\.node))),
            ("owedStandards", .array(owedStandards.map(\.node))),
            ("others", .array(others.map(\.node))), ("versions", .array(versions.map(\.node))),
            ("inspections", .array(inspections.map(\.node))), ("leftOut", .array(leftOut.map(Node.string))),
        ]
    }

    var node: Node { .object(sections) }

    init(_ field: Field) {
        let fields = field.fields(
            "ranking",
            "townshipsWithoutSite",
            "countySites",
            "criticalFound",
            "criticalGaps",
            "orders",
            "failingItems",
            "flags",
            "cases",
            "steps",
            "trend",
            "rechecks",
            "waiting",
            "owedStandards",
            "others",
            "versions",
            "inspections",
            "leftOut"
        )
        func list(_ name: String) -> [Field] { fields.require(name).list(0...WeeklyReport.most) }
        func later(_ name: String) -> [Field] { fields[name]?.list(0...WeeklyReport.most) ?? [] }
        self.init(
            ranking: list("ranking").map { .init($0) },
            townshipsWithoutSite: list("townshipsWithoutSite").map { Township($0) },
            countySites: list("countySites").map { .init($0) },
            criticalFound: fields.require("criticalFound").count(),
            criticalGaps: list("criticalGaps").map { .init($0) },
            orders: .init(fields.require("orders")),
            failingItems: list("failingItems").map { .init($0) },
            flags: list("flags").map { .init($0) },
            cases: later("cases").map { .init($0) },
            steps: later("steps").map { .init($0) },
            trend: list("trend").map { .init($0) },
            rechecks: list("rechecks").map { .init($0) },
            waiting: list("waiting").map { .init($0) },
            owedStandards: list("owedStandards").map { .init($0) },
            others: list("others").map { .init($0) },
            versions: list("versions").map { .init($0) },
            inspections: list("inspections").map { .init($0) },
            leftOut: list("leftOut").map { $0.string() ?? "" }
        )
    }
}
