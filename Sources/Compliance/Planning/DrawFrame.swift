package import StrictJSON

/// What a draw is made from, as it was when it was committed to: `lazaret draw frame v1`, canonical JSON whose digest is on
/// record. `sql/acts/commit_draw.sql` writes it, from the tables.
package struct DrawFrame: Sendable, Hashable {
    package let id: InspectionID
    /// In the order of `SiteKind`.
    package let kinds: [SiteKind]
    /// How many visits, each to another site.
    package let visits: Int
    /// How many inspectors go: 1 or 2.
    package let team: Int
    package let firstDay: Day
    package let lastDay: Day
    /// The sites of these kinds in operation on all these days, in the order of their codes' bytes.
    package let sites: [String]
    /// The accounts that may be drawn, in the order of their names' bytes.
    package let inspectors: [String]
    /// Who held a duty at which of these sites at any time, and is not drawn for it.
    package let barred: [Barred]

    package struct Barred: Sendable, Hashable {
        package let site: String
        package let inspector: String

        package init(site: String, inspector: String) {
            self.site = site
            self.inspector = inspector
        }
    }

    package static let form = "lazaret draw frame v1"

    package init(
        id: InspectionID,
        kinds: [SiteKind],
        visits: Int,
        team: Int,
        days: ClosedRange<Day>,
        sites: [String],
        inspectors: [String],
        barred: [Barred] = []
    ) {
        self.id = id
        self.kinds = kinds
        self.visits = visits
        self.team = team
        firstDay = days.lowerBound
        lastDay = days.upperBound
        self.sites = sites
        self.inspectors = inspectors
        self.barred = barred
    }

    package var node: Node {
        .object([
            ("form", .string(Self.form)), ("draw", .string("\(id)")),
            ("kinds", .array(kinds.map { .string($0.rawValue) })), ("visits", .number(visits)),
            ("team", .number(team)), ("from", .string("\(firstDay)")), ("to", .string("\(lastDay)")),
            ("sites", .array(sites.map(Node.string))), ("inspectors", .array(inspectors.map(Node.string))),
            ("barred", .array(barred.map { .array([.string($0.site), .string($0.inspector)]) })),
        ])
    }

    /// Reads a frame, which has to be written exactly as `node` writes it, and to be one that can be drawn from.
    package init(sealed text: String) throws(DocumentFault) {
        let node: Node
        do { node = try JSON.read(Array(text.utf8)) } catch { throw .notJSON }
        let collector = ProblemCollector(stored: true)
        let fields = Fields(Field(node, collector))
        guard let id = fields.require("draw").node?.string.flatMap({ InspectionID($0) }) else {
            throw .unknownForm
        }
        self.id = id
        kinds = fields.require("kinds").list(1...5).map { $0.oneOf(SiteKind.self) }
        visits = fields.require("visits").count()
        team = fields.require("team").count()
        firstDay = fields.require("from").day()
        lastDay = fields.require("to").day()
        sites = fields.require("sites").list(1...100_000).map { $0.words() }
        inspectors = fields.require("inspectors").list(0...100_000).map { $0.words() }
        barred = fields.require("barred").list(0...100_000)
            .map { pair in
                let words = pair.list(2...2).map { $0.words() }
                return Barred(site: words.first ?? "", inspector: words.last ?? "")
            }
        guard collector.all.isEmpty, fields.require("form").node?.string == Self.form, isDrawable else {
            throw .unknownForm
        }
        guard JSON.write(self.node).utf8.elementsEqual(text.utf8) else { throw .notCanonical }
    }

    /// Whether there are as many sites as visits, a day, and for each site a team.
    private var isDrawable: Bool {
        let free = Dictionary(grouping: barred, by: \.site)
        return (1...500).contains(visits) && visits <= sites.count && (1...2).contains(team)
            && firstDay <= lastDay
            && sites.allSatisfy { inspectors.count - (free[$0]?.count ?? 0) >= team }
    }
}
