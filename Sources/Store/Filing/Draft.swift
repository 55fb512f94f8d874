package import Compliance
import Postgres
package import StrictJSON

/// A filing begun and not sent yet.
package struct Draft: Sendable, Hashable {
    package let id: InspectionID
    package let site: String
    /// What the form holds, whatever its shape.
    package let fields: Node
    /// The account that kept it; known once it is kept.
    package let by: String
    package let savedAt: Instant

    package init(id: InspectionID, site: String, fields: Node, by: String = "", savedAt: Instant) {
        self.id = id
        self.site = site
        self.fields = fields
        self.by = by
        self.savedAt = savedAt
    }
}

extension Store {
    /// Keeps the draft, as the acting account's, in the place of what was kept under its id;
    /// throws `StoreError.alreadyFiled` where that has been filed meanwhile.
    package func saveDraft(_ draft: Draft) async throws {
        do {
            let rows = try await query(
                """
                WITH kept AS (
                    INSERT INTO draft (county_id, id, site, fields, saved_at, saved_by)
                    SELECT \(county.id)::integer, \(draft.id)::uuid, \(draft.site), \(JSON.write(draft.fields))::json,
                        \(draft.savedAt)::timestamptz, acting_account()
                    WHERE NOT EXISTS (SELECT FROM inspection WHERE county_id = \(county.id) AND id = \(draft.id))
                    ON CONFLICT (county_id, id) DO UPDATE
                    SET site = excluded.site, fields = excluded.fields, saved_at = excluded.saved_at,
                        saved_by = excluded.saved_by
                    RETURNING county_id, id, fields
                ), recorded AS (
                    INSERT INTO audit_entry (county_id, verb, object, after_digest)
                    SELECT county_id, 'save', 'draft/' || id, sha256(convert_to(fields::text, 'UTF8')) FROM kept
                )
                SELECT id FROM kept
                """
            )
            if rows.isEmpty { throw StoreError.alreadyFiled(draft.id) }
        } catch let error as PostgresError where error.constraint == "draft_site" {
            throw StoreError.noSite(draft.site)
        }
    }

    package func draft(_ id: InspectionID) async throws -> Draft {
        let rows = try await query(
            "SELECT id, site, fields, saved_at, saved_by FROM draft WHERE county_id = \(county.id) AND id = \(id)"
        )
        guard let row = rows.first else { throw StoreError.noDraft(id.description) }
        return try Draft(row)
    }

    /// The drafts of the site, or of all sites, the latest saved first; at most a hundred.
    package func drafts(site: String?) async throws -> [Draft] {
        try await query(
            """
            SELECT id, site, fields, saved_at, saved_by FROM draft
            WHERE county_id = \(county.id) AND (\(orNull: site)::text IS NULL OR site = \(orNull: site))
            ORDER BY saved_at DESC, id LIMIT 100
            """
        )
        .map { row in try Draft(row) }
    }

    package func discardDraft(_ id: InspectionID) async throws {
        _ = try await query(
            """
            WITH gone AS (
                DELETE FROM draft WHERE county_id = \(county.id) AND id = \(id) RETURNING county_id, id, fields
            )
            INSERT INTO audit_entry (county_id, verb, object, before_digest)
            SELECT county_id, 'discard', 'draft/' || id, sha256(convert_to(fields::text, 'UTF8')) FROM gone
            """
        )
    }
}

extension Draft {
    fileprivate init(_ row: Row) throws {
        self.init(
            id: try row["id"],
            site: try row["site"],
            fields: try Store.document(row["fields"]),
            by: try row["saved_by"],
            savedAt: try row["saved_at"]
        )
    }
}
