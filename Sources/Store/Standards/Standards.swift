import Compliance
import Postgres

extension StandardDigests {
    /// Reads `checklist_digest` and `baseline_digest`.
    init(_ row: Row) throws(PostgresError) {
        self.init(
            checklist: (try row["checklist_digest"] as DigestText).hex,
            baseline: (try row["baseline_digest"] as DigestText).hex
        )
    }

    /// The same; nil where the row has none.
    init?(ifAny row: Row) throws(PostgresError) {
        guard let checklist = try row["checklist_digest"] as DigestText?,
            let baseline = try row["baseline_digest"] as DigestText?
        else { return nil }
        self.init(checklist: checklist.hex, baseline: baseline.hex)
    }
}

/// The standards that inspections were held against.
struct Standards {
    private var bound: [StandardDigests: Standard] = [:]

    /// Those of the inspections that the rows have in `checklist_digest` and `baseline_digest`, as far as they can be
    /// read.
    init(of rows: [Rows], in store: Store) async throws {
        for rows in rows where rows.columns.contains("baseline_digest") {
            for row in rows {
                guard let digests = try StandardDigests(ifAny: row), bound[digests] == nil else { continue }
                bound[digests] = try await ifReadable { try await store.standard(digests) }
            }
        }
    }

    /// The one that the row's inspection was held against.
    func of(_ row: Row) throws(PostgresError) -> Standard {
        guard let standard = bound[try StandardDigests(row)] else {
            throw row.unreadable("checklist_digest", "its standard is missing or cannot be read")
        }
        return standard
    }
}

extension Store {
    /// The checklists that the rows speak of in `checklist_digest`, as far as they can be read.
    func checklists(of rows: [Rows]) async throws -> [String: Checklist] {
        var digests: Set<String> = []
        for rows in rows where rows.columns.contains("checklist_digest") {
            for row in rows {
                if let digest = try row["checklist_digest"] as DigestText? { digests.insert(digest.hex) }
            }
        }
        return try await readableChecklists(digests)
    }

    /// Those of the checklists that can be read: in one round trip, unless one cannot.
    func readableChecklists(_ digests: Set<String>) async throws -> [String: Checklist] {
        if let all = try await ifReadable({ try await checklists(digests) }) { return all }
        var found: [String: Checklist] = [:]
        for digest in digests {
            found[digest] = try await ifReadable { try await checklists([digest])[digest] } ?? nil
        }
        return found
    }
}
