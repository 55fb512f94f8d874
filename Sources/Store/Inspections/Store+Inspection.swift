package import Compliance
import Postgres

extension Store {
    /// The inspection with that id among the others of its site. Throws `UnreadableRow` where that, or the revision
    /// that replaced it, cannot be read.
    package func inspection(_ id: InspectionID) async throws -> InspectionRecord {
        let rows = try await pipeline([
            filedQuery(id), pastQuery(id), previousQuery(id), postingsQuery(id), evidenceQuery(id),
        ])
        guard let row = rows[0].first else { throw StoreError.noInspection(id.description) }
        var recurrence: [String: Recurrence] = [:]
        var deadlines: [String: Instant] = [:]
        var moved: [String: Instant] = [:]
        for row in rows[1] {
            recurrence[try row["item"]] = try Recurrence(row)
            if let deadline = try row["deadline"] as Instant? { deadlines[try row["item"]] = deadline }
            if let deadline = try row["moved"] as Instant? { moved[try row["item"]] = deadline }
        }
        let standards = try await Standards(of: [rows[2]], in: self)
        var unreadable = UnreadableRows()
        return InspectionRecord(
            inspection: try await filed(row),
            recurrence: recurrence,
            earlierDeadlines: deadlines,
            movedDeadlines: moved,
            previous: try rows[2]
                .readable(leavingOut: &unreadable) { row in try InspectionSummary(row, standards) }
                .first,
            revisedBy: try row.reading("inspection", by: "replaced_by") { try row["replaced_by"] },
            withdrawal: try Withdrawal(row),
            postings: try rows[3].readable(leavingOut: &unreadable) { row in try Posting(row) },
            evidence: try InspectionEvidence(rows[4]),
            unreadable: unreadable
        )
    }

    /// The inspection as it was filed; nil where there is none. Throws `UnreadableRow` where it cannot be read.
    func filed(_ id: InspectionID, needing right: Right? = nil) async throws -> FiledInspection? {
        guard let row = try await query(filedQuery(id), needing: right).first else { return nil }
        return try await filed(row)
    }

    /// Those of the inspections that are on record and can be read, in one round trip.
    func filed(_ ids: [InspectionID]) async throws -> Listing<FiledInspection> {
        guard !ids.isEmpty else { return [] }
        var found: [FiledInspection] = []
        var unreadable = UnreadableRows()
        for rows in try await pipeline(ids.map(filedQuery)) {
            guard let row = rows.first else { continue }
            do { found.append(try await filed(row)) } catch let row as UnreadableRow {
                unreadable.insert(row)
            }
        }
        return Listing(found, leavingOut: unreadable)
    }

    private func filed(_ row: Row) async throws -> FiledInspection {
        do {
            return try await read(row)
        } catch {
            guard let why = UnreadableRow.why(error) else { throw error }
            throw UnreadableRow(table: "inspection", key: try row["inspection"], why: why)
        }
    }

    private func read(_ row: Row) async throws -> FiledInspection {
        let standard = try await standard(StandardDigests(row))
        let site = try row.circumstances?.site ?? Site(row)
        let receivedAt = try row["received_at"] as Instant
        let form = FilingForm(stored: try Self.document(row["filing"]))
        let filing = try form.filing(site: site.atAnyTime, standard: standard, now: receivedAt)
        return FiledInspection(
            filing: filing,
            site: site,
            receivedAt: receivedAt,
            standard: standard,
            result: try Result(Self.document(row["result"]), filing.sheet, for: standard)
        )
    }

    private func filedQuery(_ id: InspectionID) -> SQL {
        """
        SELECT s.code, s.kind, s.name_zh, s.name_en, o.opened_on, o.closed_on, s.address, s.capacity,
            s.township, s.township_zh, s.township_en, i.id AS inspection, i.received_at, i.checklist_digest, i.baseline_digest, i.filing,
            i.circumstances, i.result, w.withdrawn_by, w.withdrawn_at, w.reason AS withdrawn_why, (
                SELECT r.id FROM inspection r
                WHERE r.county_id = i.county_id AND r.revises = i.id) AS replaced_by
        FROM inspection i
        JOIN site_in_time s ON s.county_id = i.county_id AND s.code = i.site AND i.visit_day BETWEEN s.since AND s.until
        CROSS JOIN LATERAL (
            SELECT p.opened_on, p.closed_on FROM operation p
            WHERE p.county_id = i.county_id AND p.site = i.site AND p.replaced_at IS NULL
            ORDER BY p.opened_on > i.visit_day, p.opened_on DESC LIMIT 1) AS o
        LEFT JOIN withdrawal w ON w.county_id = i.county_id AND w.inspection = i.id
        WHERE i.county_id = \(county.id) AND i.id = \(id)
        """
    }

    private func pastQuery(_ id: InspectionID) -> SQL {
        """
        SELECT past.item, past.in_previous, past.ever_before, past.deadline, past.moved
        FROM inspection i
        CROSS JOIN LATERAL (
            SELECT array_agg(g.item) AS items, array_agg(g.status) AS statuses FROM gap g
            WHERE g.county_id = \(county.id) AND g.inspection = i.id HAVING count(*) > 0) AS gaps
        CROSS JOIN LATERAL gaps_past(
            \(county.id)::integer, i.site, gaps.items, gaps.statuses, i.finished_at, i.place) AS past
        WHERE i.county_id = \(county.id) AND i.id = \(id)
        """
    }

    private func previousQuery(_ id: InspectionID) -> SQL {
        """
        SELECT \(InspectionSummary.columns)
        FROM inspection this
        CROSS JOIN LATERAL site_life(this.county_id, this.site, this.visit_day) AS past
        JOIN standing_inspection i ON i.county_id = this.county_id AND i.site = past.site AND i.visit_day <= past.until AND i.visit_day > past.after
            AND (i.finished_at, i.place) < (this.finished_at, this.place) AND i.place <> this.place
        WHERE this.county_id = \(county.id) AND this.id = \(id)
        ORDER BY i.finished_at DESC, i.place DESC LIMIT 1
        """
    }

    private func postingsQuery(_ id: InspectionID) -> SQL {
        """
        SELECT p.site, p.duty, p.person, p.held_from, p.held_to
        FROM inspection i
        JOIN posting p ON p.county_id = i.county_id AND p.site = i.site AND p.replaced_at IS NULL
            AND p.held_from <= i.visit_day AND (p.held_to >= i.visit_day OR p.held_to IS NULL)
        WHERE i.county_id = \(county.id) AND i.id = \(id)
        ORDER BY p.duty, p.held_from, p.person
        """
    }
}

extension Withdrawal {
    /// nil where the row has none.
    fileprivate init?(_ row: Row) throws {
        guard let by = try row["withdrawn_by"] as String? else { return nil }
        self.init(by: by, at: try row["withdrawn_at"], reason: try row["withdrawn_why"])
    }
}

extension Row {
    /// What stood around the visit; nil where that was not kept yet.
    fileprivate var circumstances: Circumstances? {
        get throws {
            guard let text = try self["circumstances"] as String? else { return nil }
            guard let read = Circumstances(try Store.document(text)) else {
                throw UnreadableRow(
                    table: "inspection",
                    key: try self["inspection"],
                    why: "the circumstances"
                )
            }
            return read
        }
    }
}
