package import Compliance
import Postgres

/// What the commission itself owes (`domain.md` §8, arrears), as of a moment.
package struct Arrears: Sendable, Hashable {
    package let asOf: Instant
    /// After how many days an answer that waits for an inspector is owed.
    package let patience: Int
    /// Every kind, in the order of `Kind`, those of which nothing is owed too.
    package let parts: [Part]
    package let unreadable: UnreadableRows

    /// How many lines of a kind are given at most; the rest is counted.
    package static let most = 200
    /// Of how many of the last closed weeks the visits that count are held against those that were sealed. What else may
    /// make a revision due (the register, an earlier week, an answer) is worked out on a week's own page alone.
    package static let weeksHeld = 8
    /// The days in which a verification is not yet owed, where nobody says otherwise.
    package static let usualPatience = 3

    package init(asOf: Instant, patience: Int, parts: [Part], unreadable: UnreadableRows = UnreadableRows()) {
        self.asOf = asOf
        self.patience = patience
        self.parts = parts
        self.unreadable = unreadable
    }

    package enum Kind: String, Sendable, CaseIterable {
        /// A site whose day has passed.
        case visit
        /// An item that the last visit did not check.
        case recheck
        /// A visit that was drawn and not made on its day.
        case drawn
        /// What was answered, or found met by somebody who may not close it, and waits.
        case verification
        /// A visit that left gaps which stand open, without a notice.
        case notice
        /// A notice of what stands open that has reached nobody.
        case arrival
        /// The photograph of a notice or an order that was handed over on paper, which has not come from whoever recorded that.
        case photograph
        /// A version in force that a site was not given.
        case standard
        /// One that is on its way: issued within the last 24 hours, and not acknowledged (`HandingDown`).
        case receipt
        /// One that was issued, and not explained since.
        case guidance
        /// A week that is over and was never closed.
        case week
        /// A closed week whose visits are others now than those that were sealed.
        case revision
    }

    /// All that is owed of a kind.
    package struct Part: Sendable, Hashable {
        package let kind: Kind
        package let total: Int
        /// The longest owed first, `most` of them.
        package let lines: [Line]

        package init(kind: Kind, total: Int, lines: [Line]) {
            self.kind = kind
            self.total = total
            self.lines = lines
        }
    }

    /// One thing that is owed; what its kind has nothing to do with is nil.
    package struct Line: Sendable, Hashable {
        package var site: String?
        package var siteName: Text?
        package var item: String?
        /// The last visit, or the one that a notice is of.
        package var inspection: InspectionID?
        package var week: ISOWeek?
        package var draw: InspectionID?
        /// The order whose photograph has not come, where it is not a notice's.
        package var order: InspectionID?
        /// The version of the standard.
        package var standard: Text?
        /// The last day in time, or since when it waits.
        package var since: Day?

        package init(site: String? = nil, siteName: Text? = nil, since: Day? = nil) {
            self.site = site
            self.siteName = siteName
            self.since = since
        }
    }
}

extension Store {
    /// What the commission owes now; `patience` is 0 to 366 days.
    package func arrears(patience: Int = Arrears.usualPatience, now: Instant) async throws -> Arrears {
        try await arrears(patience: patience, at: nil, now: now)
    }

    /// The same of one site alone; at -1 days every answer that waits is owed, today's too.
    func arrears(patience: Int = -1, at site: String?, now: Instant) async throws -> Arrears {
        let day = Day(now)
        let rows = try await pipeline(
            [
                try Report.commissionOwed([
                    "county": county.id, "day": day, "patience": patience, "most": Arrears.most,
                    "weeks": Arrears.weeksHeld,
                    "site": site ?? "",
                ]),
                try Report.weekStandards(["county": county.id, "day": day, "until": now]),
                """
                SELECT code, name_zh, name_en FROM site_today
                WHERE county_id = \(county.id) AND kind IN ('countyIsolation', 'townshipIsolation')
                """,
                """
                SELECT i.site, t.name_zh, t.name_en, c.version, c.document->'title'->>'zh' AS title_zh,
                    c.document->'title'->>'en' AS title_en, (i.issued_at AT TIME ZONE INTERVAL '08:00')::date AS since
                FROM issuance i
                JOIN checklist_version c ON c.county_id = i.county_id AND c.digest = i.checklist_digest
                JOIN site_today t ON t.county_id = i.county_id AND t.code = i.site
                WHERE i.county_id = \(county.id) AND i.issued_at > \(now.adding(seconds: -24 * 3600))
                    AND i.issued_at <= \(now) AND NOT EXISTS (
                        SELECT FROM issuance_receipt r WHERE r.county_id = i.county_id AND r.issuance = i.entry)
                ORDER BY i.issued_at, i.entry
                """,
            ],
            needing: .county
        )
        var unreadable = UnreadableRows()
        let owed = try rows[0].readable(leavingOut: &unreadable) { row in try Arrears.Owed(row) }
        let names = Dictionary(try rows[2].map { row in (try row["code"] as String, try row.text("name")) }) {
            first,
            _ in first
        }
        let standards = try rows[1]
            .readable(leavingOut: &unreadable) { row in try WeeklyReport.OwedStandard(row) }
            .filter { site == nil || $0.site == site }
        let onTheirWay = try rows[3]
            .readable(leavingOut: &unreadable) { row in try Arrears.Line(issued: row) }
            .filter { site == nil || $0.site == site }
        let parts = Arrears.Kind.allCases.map { kind in
            switch kind {
            case .receipt:
                Arrears.Part(
                    kind: kind,
                    total: onTheirWay.count,
                    lines: Array(onTheirWay.prefix(Arrears.most))
                )
            case .standard: Arrears.Part(.standard, standards.filter { $0.owed == .issue }, names)
            case .guidance: Arrears.Part(.guidance, standards.filter { $0.owed == .guidance }, names)
            default:
                Arrears.Part(
                    kind: kind,
                    total: owed.first { $0.kind == kind }?.total ?? 0,
                    lines: owed.filter { $0.kind == kind }.map(\.line)
                )
            }
        }
        return Arrears(asOf: now, patience: patience, parts: parts, unreadable: unreadable)
    }
}

extension Arrears.Part {
    fileprivate init(_ kind: Arrears.Kind, _ owed: [WeeklyReport.OwedStandard], _ names: [String: Text]) {
        let lines = owed.prefix(Arrears.most)
            .map { one in
                var line = Arrears.Line(site: one.site, siteName: names[one.site])
                line.standard = Text(
                    zh: "\(one.title.zh) \(one.version)",
                    en: "\(one.title.en) \(one.version)"
                )
                return line
            }
        self.init(kind: kind, total: owed.count, lines: lines)
    }
}

extension Arrears.Line {
    /// Of a row of what was issued and is on its way.
    fileprivate init(issued row: Row) throws {
        self = try row.reading("issuance", by: "site") {
            var line = Arrears.Line(
                site: try row["site"],
                siteName: try row.text("name"),
                since: try row["since"]
            )
            let (title, version) = (try row.text("title"), try row["version"] as String)
            line.standard = Text(zh: "\(title.zh) \(version)", en: "\(title.en) \(version)")
            return line
        }
    }
}

extension Arrears {
    /// A row of `commission_owed`.
    fileprivate struct Owed {
        let kind: Kind
        let total: Int
        let line: Line

        init(_ row: Row) throws {
            (kind, total, line) = try row.reading("site", by: "kind", "site") {
                let name = try row["name_zh"] as String?
                var line = Line(
                    site: try row["site"],
                    siteName: name.map { Text(zh: $0, en: (try? row["name_en"] as String) ?? $0) },
                    since: try row["since"]
                )
                line.item = try row["item"]
                line.inspection = try row["inspection"]
                line.week = (try row["week"] as Day?).map { ISOWeek(of: $0) }
                guard let kind = Kind(rawValue: try row["kind"]) else {
                    throw row.unreadable("kind", "nothing that is owed is called so")
                }
                if kind == .drawn { line.draw = try row["source"] } else { line.order = try row["source"] }
                return (kind, try row["total"], line)
            }
        }
    }
}
