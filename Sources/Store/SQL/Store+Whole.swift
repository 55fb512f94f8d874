import Compliance
import Postgres

extension ListOrder {
    /// The same order without an end: for who has to have the whole list.
    var whole: ListOrder {
        var order = self
        order.most = 1 << 40
        return order
    }
}

extension Store {
    /// Gives the closure all rows of the statement, so many at a time, with the transaction that they are read in. All are of
    /// one moment: one transaction sees the database as it was when that began, whatever is written meanwhile, and its
    /// cursor keeps of the statement only what is at hand. The closure gets each row once; what it throws ends the statement.
    func everyRow(
        of sql: SQL,
        batch: Int = 1000,
        needing right: Right? = nil,
        _ take: (Rows, Transaction) async throws -> Void
    ) async throws {
        // Never again from the beginning: what was given was taken.
        try await transaction(needing: right, isolation: .repeatableRead, retries: 0) { transaction in
            // All of it is wanted, not the first rows soon.
            _ = try await transaction.pipeline([
                "SELECT set_config('cursor_tuple_fraction', '1', true)",
                "DECLARE whole NO SCROLL CURSOR FOR \(sql)",
            ])
            while true {
                let rows = try await transaction.query("FETCH \(unsafe: String(batch)) FROM whole")
                guard !rows.isEmpty else { return }
                try await take(rows, transaction)
            }
        }
    }
}
