import Compliance
import Postgres

/// What an import is judged on: the sites that it names and the names of all townships, of one edition.
struct KnownRegister {
    let edition: Int
    let today: Day
    let sites: [String: SiteRecord]
    let townships: [String: [TownshipName]]
}

/// What a township is called from a day on; nil for the first, which is of every day until the next.
struct TownshipName: Sendable, Hashable {
    let since: Day?
    let name: Text

    var columns: [String?] { [since?.description ?? "-infinity", name.zh, name.en] }
}

extension Store {
    /// Reads what stands on record of the sites with those codes, and of all that they go on from or that go on from
    /// them, as of one moment; `alone`, for what is written next, it throws where an import is under way.
    func register(of codes: [String], alone: Bool = false) async throws -> KnownRegister {
        let rows = try await transaction(needing: .manage, isolation: .repeatableRead) { transaction in
            let begun = try await transaction.query(
                """
                SELECT CASE WHEN \(alone) THEN pg_try_advisory_xact_lock(72538014, \(county.id)) ELSE true END AS alone,
                    (clock_timestamp() AT TIME ZONE INTERVAL '08:00')::date AS today, edition
                FROM county WHERE county_id = \(county.id)
                """
            )
            guard try begun.first?["alone"] == true else { throw StoreError.changedMeanwhile }
            let line = try await transaction.query(
                """
                WITH RECURSIVE line (code) AS (
                    SELECT unnest(\(codes)::text[])
                    UNION
                    SELECT CASE WHEN o.site = line.code THEN o.predecessor ELSE o.site END
                    FROM line
                    JOIN operation o ON o.county_id = \(county.id) AND o.replaced_at IS NULL
                        AND o.predecessor IS NOT NULL AND line.code IN (o.site, o.predecessor))
                SELECT code FROM line
                """
            )
            let codes = try line.map { row in try row["code"] as String }
            let standing: SQL =
                "county_id = \(county.id) AND site = ANY (\(codes)::text[]) AND replaced_at IS NULL"
            return try await [begun]
                + transaction.pipeline([
                    "SELECT code, kind FROM site WHERE county_id = \(county.id) AND code = ANY (\(codes)::text[])",
                    "SELECT * FROM operation WHERE \(standing) ORDER BY opened_on",
                    "SELECT * FROM site_description WHERE \(standing) ORDER BY since",
                    "SELECT * FROM posting WHERE \(standing) ORDER BY id",
                    """
                    SELECT township, since, name_zh, name_en FROM township_name
                    WHERE county_id = \(county.id) AND replaced_at IS NULL ORDER BY since
                    """,
                ])
        }
        let periods = try rows[2].bySite { row in try SiteRecord.Period(row) }
        let descriptions = try rows[3].bySite { row in try SiteRecord.Description(row) }
        let terms = try rows[4].bySite { row in SiteRecord.Term(id: try row["id"], try Posting(row)) }
        var sites: [String: SiteRecord] = [:]
        for row in rows[1] {
            let code = try row["code"] as String
            sites[code] = SiteRecord(
                code: code,
                kind: try row.reading("site", by: "code") { try row["kind"] },
                periods: periods[code] ?? [],
                descriptions: descriptions[code] ?? [],
                terms: terms[code] ?? []
            )
        }
        var townships: [String: [TownshipName]] = [:]
        for row in rows[5] {
            let name = TownshipName(since: try row.since, name: try row.text("name"))
            townships[try row["township"], default: []].append(name)
        }
        return KnownRegister(
            edition: try rows[0][0]["edition"],
            today: try rows[0][0]["today"],
            sites: sites,
            townships: townships
        )
    }
}

extension Rows {
    fileprivate func bySite<Value>(_ read: (Row) throws -> Value) throws -> [String: [Value]] {
        var found: [String: [Value]] = [:]
        for row in self { found[try row["site"], default: []].append(try read(row)) }
        return found
    }
}

extension Row {
    /// The column `since`, nil for the first.
    fileprivate var since: Day? {
        get throws { plain("since") == "-infinity" ? nil : try self["since"] }
    }
}

extension SiteRecord.Period {
    fileprivate init(_ row: Row) throws {
        self = try row.reading("operation", by: "site", "opened_on") {
            Self(
                openedOn: try row["opened_on"],
                closedOn: try row["closed_on"],
                predecessor: try row["predecessor"]
            )
        }
    }

    var row: Composite { Composite([openedOn, closedOn, predecessor]) }
}

extension SiteRecord.Description {
    fileprivate init(_ row: Row) throws {
        self = try row.reading("site_description", by: "site", "since") {
            Self(
                since: try row.since,
                name: try row.text("name"),
                township: try row["township"],
                address: try row["address"],
                capacity: try row["capacity"],
                place: try SitePlace(row)
            )
        }
    }

    var row: Composite { Composite(columns) }
}

extension SiteRecord {
    /// What the act is given of it (`register_site`).
    func row(before: SiteRecord?) -> Composite {
        Composite([
            code, kind, periods.map(\.row), descriptions.map(\.row), terms.map { Composite($0.columns) },
            before?.digest, digest,
        ])
    }
}
