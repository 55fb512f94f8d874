package import Compliance
import Postgres

extension Store {
    /// Takes a visit that was filed by mistake out of every figure; it stays on record, with why. Once more changes nothing.
    package func withdraw(_ id: InspectionID, reason: String) async throws {
        let rows = try await act { who in "SELECT withdraw(\(who), \(id), \(reason)) AS outcome" }
        if try rows.first?["outcome"] == "unknown" { throw StoreError.noInspection(id.description) }
    }
}
