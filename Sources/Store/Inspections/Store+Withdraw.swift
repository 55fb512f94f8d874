package import Compliance
import Postgres

extension Store {
    /// Takes a visit that was filed by mistake out of every figure; it stays on record, with why. Once more changes nothing.
    ///
    /// Throws `Problems` without a reason, `StoreError.noInspection`, and `.alreadyRevised` where a correction stands in its place.
    package func withdraw(_ id: InspectionID, reason: String) async throws {
        guard let reason = reason.asReason else { throw Problems([.noReason]) }
        let rows = try await act { who in "SELECT withdraw(\(who), \(id), \(reason)) AS outcome" }
        switch try rows.first?["outcome"] as String? {
        case "withdrawn", "already": return
        case "unknown": throw StoreError.noInspection(id.description)
        case "revised":
            guard let by = try await inspection(id).revisedBy else { throw StoreError.changedMeanwhile }
            throw StoreError.alreadyRevised(id, by: by)
        default: throw StoreError.unavailable(cause: "an answer of withdraw that nobody knows")
        }
    }
}
