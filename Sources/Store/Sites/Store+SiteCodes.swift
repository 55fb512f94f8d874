import Compliance
import Postgres

/// A code is kept as it was typed first, and found with whatever capitals.
extension Store {
    /// The code as it is on record: as it was typed, or else with other capitals; NULL where there is none.
    func codeOnRecord(_ code: String) -> SQL {
        """
        (SELECT c.code FROM site c
        WHERE c.county_id = \(county.id) AND (c.code = \(code)
            OR NOT c.is_twin AND upper(c.code COLLATE "C") = upper(\(code)::text COLLATE "C"))
        ORDER BY c.code <> \(code) LIMIT 1)
        """
    }

    /// The code that the site goes on under, where it moved; else the code itself as it is on record, and of one that is
    /// not, as it was typed.
    package func presentCode(of code: String) async throws -> String {
        let rows = try await query(
            """
            SELECT line.site FROM site_line(\(county.id), coalesce(\(codeOnRecord(code)), \(code)::text)) AS line
            WHERE line.until = 'infinity'
            """
        )
        return try rows.first?["site"] ?? code
    }

    /// The entries, each of its site by the code that it has on record.
    func asOnRecord(_ entries: [RegisterEntry]) async throws -> [RegisterEntry] {
        let codes = entries.map(\.site.code) + entries.compactMap(\.predecessor?.value)
        let rows = try await query(
            """
            SELECT typed.code AS typed, c.code FROM unnest(\(codes)::text[]) AS typed (code)
            JOIN site c ON c.county_id = \(county.id) AND NOT c.is_twin
                AND upper(c.code COLLATE "C") = upper(typed.code COLLATE "C")
            WHERE typed.code <> c.code AND NOT EXISTS (
                SELECT FROM site s WHERE s.county_id = \(county.id) AND s.code = typed.code)
            """,
            needing: .manage
        )
        guard !rows.isEmpty else { return entries }
        var spelt: [String: String] = [:]
        for row in rows { spelt[try row["typed"]] = try row["code"] }
        return entries.map { entry in
            var entry = entry
            entry.site.code = spelt[entry.site.code] ?? entry.site.code
            if let code = entry.predecessor?.value { entry.predecessor = .value(spelt[code] ?? code) }
            return entry
        }
    }
}
