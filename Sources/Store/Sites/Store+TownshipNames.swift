package import Compliance
import Postgres

extension Store {
    /// The townships on record, by what they are called today.
    package func townshipNames() async throws -> [Township] {
        let rows = try await query(
            """
            SELECT DISTINCT ON (township) township, name_zh, name_en FROM township_name
            WHERE county_id = \(county.id) AND replaced_at IS NULL
                AND since <= (clock_timestamp() AT TIME ZONE INTERVAL '08:00')::date
            ORDER BY township, since DESC
            """,
            needing: .manage
        )
        return try rows.map { row in Township(code: try row["township"], name: try row.text("name")) }
    }
}
