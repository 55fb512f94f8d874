import Postgres

extension Store {
    /// How often the register and the standards have changed.
    var editionQuery: SQL { "SELECT edition FROM county WHERE county_id = \(county.id)" }

    /// The same, holding the county's row until the transaction ends: one publication at a time, and no filing
    /// meanwhile. Signing in and drafts, which only refer to the county, do not wait.
    var heldEditionQuery: SQL { "\(editionQuery) FOR NO KEY UPDATE" }

    /// Outdates what programs keep of the register and the standards in memory, and lets no filing in until the
    /// transaction ends: a long one says this last.
    var nextEdition: SQL { "UPDATE county SET edition = edition + 1 WHERE county_id = \(county.id)" }

    func edition(_ rows: Rows) throws -> Int {
        // The policies show the county's row to those who act in it, and lend it to those who may change it.
        guard let row = rows.first else { throw StoreError.forbidden }
        return try row["edition"]
    }
}
