package import Compliance
import Postgres
package import StrictJSON

/// A filing begun and not sent yet.
package struct Draft: Sendable, Hashable {
    /// The largest document that is kept, in bytes: as much as a filing may bring.
    package static let largest = 1 << 20
    /// The most drafts that an account keeps at once; the act `save_draft` holds to the same.
    package static let most = 40

    package let id: InspectionID
    package let site: String
    /// What the form holds, whatever its shape.
    package let fields: Node
    /// The account that keeps it; known once it is kept.
    package let by: String
    package let savedAt: Instant
    /// How often it was kept; 0 before it is.
    package var version = 0

    package init(id: InspectionID, site: String, fields: Node, by: String = "", savedAt: Instant) {
        self.id = id
        self.site = site
        self.fields = fields
        self.by = by
        self.savedAt = savedAt
    }
}

/// A draft in a list, without its document.
package struct ListedDraft: Sendable, Hashable {
    package let id: InspectionID
    package let site: String
    /// The account that keeps it.
    package let by: String
    package let savedAt: Instant
    /// The size of its document.
    package let bytes: Int
    package var version = 1
    /// What the site is called today.
    package var siteName: Text?
}

extension Store {
    /// Keeps the draft, as the acting account's, in the place of what was kept under its id, and gives its version.
    ///
    /// `version` is the one it was made from, 0 where there was none, nil for whichever is there.
    /// Throws
    /// `StoreError.draftChanged` where another version is there, `.draftHeld` where another account keeps it and it is not
    /// taken over, `.alreadyFiled` where that has been filed meanwhile, and `Problems` where the draft is too large or the
    /// account keeps as many as it may.
    @discardableResult
    package func saveDraft(
        _ draft: Draft,
        over version: Int? = nil,
        takingOver: Bool = false
    ) async throws -> Int {
        let document = JSON.write(draft.fields)
        guard document.utf8.count <= Draft.largest else { throw Problems([.draftTooLarge]) }
        // What is longer than any code is no site's, and too long for an index.
        guard draft.site.utf8.count <= 32 else { throw StoreError.noSite(draft.site) }
        do {
            let rows = try await act { who in
                """
                SELECT outcome, version FROM save_draft(\(who), \(draft.id), \(draft.site), \(document)::json,
                    \(draft.savedAt), \(orNull: version), \(takingOver))
                """
            }
            switch try rows.first?["outcome"] as String? {
            case "filed": throw StoreError.alreadyFiled(draft.id)
            case "full": throw Problems([.tooManyDrafts])
            case "changed": throw StoreError.draftChanged(draft.id)
            case "held": throw StoreError.draftHeld(draft.id)
            case "kept": return try rows[0]["version"]
            default: throw StoreError.unavailable(cause: "an answer of save_draft that nobody knows")
            }
        } catch let error as PostgresError where error.constraint == "draft_site" {
            throw StoreError.noSite(draft.site)
        }
    }

    package func draft(_ id: InspectionID) async throws -> Draft {
        let rows = try await query(
            "SELECT id, site, fields, saved_at, owner, version FROM draft WHERE county_id = \(county.id) AND id = \(id)"
        )
        guard let row = rows.first else { throw StoreError.noDraft(id.description) }
        return try row.reading("draft", by: "id") {
            var draft = Draft(
                id: try row["id"],
                site: try row["site"],
                fields: try Store.document(row["fields"]),
                by: try row["owner"],
                savedAt: try row["saved_at"]
            )
            draft.version = try row["version"]
            return draft
        }
    }

    /// A page of the drafts of the site, or of all sites; of all accounts, or of one; the latest saved first.
    package func drafts(
        site: String?,
        by owner: String? = nil,
        at place: ListPlace? = nil
    ) async throws -> ListPage<ListedDraft> {
        let wanted: SQL = """
            county_id = \(county.id) AND (\(orNull: site)::text IS NULL OR site = \(orNull: site))
            AND (\(orNull: owner)::text IS NULL OR owner = \(orNull: owner))
            """
        let rows = try await pipeline([
            """
            SELECT id, site, octet_length(fields::text) AS bytes, saved_at, owner, version, \(Self.draftOrder.place),
                (SELECT s.name_zh FROM site_today s WHERE s.county_id = draft.county_id AND s.code = draft.site) AS name_zh,
                (SELECT s.name_en FROM site_today s WHERE s.county_id = draft.county_id AND s.code = draft.site) AS name_en
            FROM draft WHERE \(wanted) AND \(Self.draftOrder.condition(place)) \(Self.draftOrder.ending(place))
            """,
            "SELECT count(*) FROM draft WHERE \(wanted)",
        ])
        return try Self.draftOrder.page(rows[0], at: place, total: try rows[1].first?["count"] ?? 0) { row in
            try row.reading("draft", by: "id") {
                ListedDraft(
                    id: try row["id"],
                    site: try row["site"],
                    by: try row["owner"],
                    savedAt: try row["saved_at"],
                    bytes: try row["bytes"],
                    version: try row["version"],
                    siteName: try (row["name_zh"] as String?)
                        .map { zh in Text(zh: zh, en: try row["name_en"] ?? zh) }
                )
            }
        }
    }

    private static let draftOrder = ListOrder(
        keys: [("saved_at", .moment), ("id", .inspection)],
        isDescending: true
    )

    /// Takes a draft of the acting account's away; one that is not there is gone already.
    package func discardDraft(_ id: InspectionID) async throws {
        let rows = try await act { who in "SELECT discard_draft(\(who), \(id)) AS outcome" }
        if try rows.first?["outcome"] == "held" { throw StoreError.draftHeld(id) }
    }
}

extension Problem {
    fileprivate static let draftTooLarge = Problem(
        "tooLarge",
        at: "",
        Text(
            zh: "草稿最大 1 MiB，没有保存；请缩短备注。",
            en: "A draft has 1 MiB at most, and this one was not kept; shorten its notes."
        )
    )
    fileprivate static let tooManyDrafts = Problem(
        "tooManyDrafts",
        at: "",
        Text(
            zh: "一个账号最多保存 \(Draft.most) 份草稿，这一份没有保存；请先提交或删除用不着的。",
            en:
                "An account keeps \(Draft.most) drafts at most, and this one was not kept; file or discard others first."
        )
    )
}
