import Compliance
import Postgres

extension Store {
    /// All that is on record of the item at the site. Throws `StoreError.noSite`, and `.noGap` where the item never fell
    /// short there.
    package func gap(_ code: String, _ item: String) async throws -> GapRecord {
        let rows = try await pipeline([
            "SELECT \(Site.columns) FROM site_today s WHERE s.county_id = \(county.id) AND s.code = \(codeOnRecord(code))",
            try Report.gapFindings(["county": county.id, "site": code, "item": item]),
            acts("submission", "submitted_at", code, item),
            """
            SELECT a.*, judge.display, a.submission IS NOT NULL OR EXISTS (
                SELECT FROM standing_inspection v WHERE v.county_id = a.county_id AND v.id = a.inspection) AS stands
            FROM (\(acts("verification", "verified_at", code, item))) AS a
            LEFT JOIN account judge ON judge.county_id = a.county_id AND judge.name = a.verified_by
            ORDER BY a.entry
            """,
            acts("deadline_change", "changed_at", code, item),
            """
            SELECT d.account, d.held_from, least(d.held_to, '9999-12-31') AS held_to
            FROM duty_accounts(\(county.id), ARRAY(SELECT p.site FROM site_past(\(county.id), \(code)) AS p)) AS d
            """,
            """
            SELECT p.site FROM operation p
            WHERE p.county_id = \(county.id) AND p.predecessor = \(code) AND p.replaced_at IS NULL AND NOT EXISTS (
                SELECT FROM operation o WHERE o.county_id = \(county.id) AND o.site = \(code) AND o.replaced_at IS NULL
                    AND coalesce(o.closed_on, 'infinity') >= (now() AT TIME ZONE INTERVAL '08:00')::date)
            ORDER BY p.opened_on DESC LIMIT 1
            """,
            """
            SELECT d.duty FROM account_duty d
            JOIN posting p ON p.county_id = d.county_id AND p.site = d.site AND p.id = d.term AND p.replaced_at IS NULL
                AND (now() AT TIME ZONE INTERVAL '08:00')::date BETWEEN p.held_from AND coalesce(p.held_to, 'infinity')
            WHERE d.county_id = \(county.id) AND d.site = \(code) AND d.account = acting_account()
            """,
            """
            SELECT f.*, \(item) AS item, encode(f.digest, 'hex') AS reference
            FROM files_of_answers(\(county.id), ARRAY(
                SELECT a.id FROM (\(acts("submission", "submitted_at", code, item))) AS a)) AS f
            """,
            earlier(code, item),
        ])
        guard let row = rows[0].first else { throw StoreError.noSite(code) }
        let site = try Site(row)
        guard site.code == code else { return try await gap(site.code, item) }
        let findings = try rows[1].compactMap { row in try GapFinding(row) }
        guard
            let last = try rows[1]
                .last(where: { row in [.found, .owed].contains(try row["finding"] as GapVisit.Finding) }),
            let checklist = try await checklists(of: [rows[1]])[
                (try last["checklist_digest"] as DigestText).hex
            ], let known = checklist.items.first(where: { $0.code == item })
        else { throw StoreError.noGap(site: site.code, item: item) }
        let stands = try rows[3].filter { row in try row["stands"] }
        return GapRecord(
            site: site,
            item: known,
            life: GapLife(
                findings: findings,
                submissions: try rows[2].map { row in try GapSubmission(row) },
                verifications: try stands.map { row in try GapVerification(row) },
                changes: try rows[4].map { row in try DeadlineChange(row) },
                duties: try rows[5]
                    .map { row in
                        DutyHeld(
                            account: try row["account"],
                            from: try row["held_from"],
                            to: try row["held_to"]
                        )
                    }
            ),
            visits: try rows[1].map { row in try GapVisit(row) },
            verifications: try rows[3].map { row in try GapVerification(row) },
            files: Dictionary(
                grouping: try rows[8]
                    .map { row in (try row["answer"] as InspectionID, try NamedEvidence(row)) },
                by: \.0
            )
            .mapValues { $0.map(\.1) },
            goesOnAs: try rows[6].first?["site"],
            earlierAs: try rows[9].first?["site"],
            ownDuties: Set(try rows[7].map { row in try row["duty"] as Responsible })
        )
    }

    /// The code under which goes on what was found of the item at a site before it moved away, where the code was opened again
    /// since; nil where nothing was.
    package func earlierGap(_ code: String, _ item: String) async throws -> String? {
        try await query(earlier(code, item)).first?["site"]
    }

    private func earlier(_ code: String, _ item: String) -> SQL {
        """
        SELECT site_goes_on(\(county.id), \(code), went.day) AS site
        FROM site_left(\(county.id), \(code), ARRAY(SELECT own.site FROM site_past(\(county.id), \(code)) AS own), 'infinity')
            AS went (day)
        WHERE EXISTS (
            SELECT FROM gap g
            JOIN standing_inspection v ON v.county_id = g.county_id AND v.id = g.inspection AND v.visit_day <= went.day
            WHERE g.county_id = \(county.id) AND g.site = \(code) AND g.item = \(item) AND g.status = 'notMet')
        """
    }

    /// The acts of that table about the item, at the site or at one that it goes on from.
    private func acts(_ table: String, _ moment: String, _ code: String, _ item: String) -> SQL {
        """
        SELECT a.* FROM site_life(\(county.id), \(code)) AS past
        JOIN \(identifier: table) a ON a.county_id = \(county.id) AND a.site = past.site AND a.item = \(item)
            AND (a.\(identifier: moment) AT TIME ZONE INTERVAL '08:00')::date <= past.until
            AND (a.\(identifier: moment) AT TIME ZONE INTERVAL '08:00')::date > past.after
        ORDER BY a.entry
        """
    }
}
