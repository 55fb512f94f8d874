package import Compliance
import Postgres

/// A case with what its page says beside it: where the ladder stands, whom else it could name, what the reader answers for.
package struct CaseFile: Sendable, Hashable {
    package let record: CaseRecord
    package let ladder: Ladder
    package let policy: LadderPolicy
    /// The reader's own terms of duty, those in which a case names them too where they ended since.
    package let ownTerms: Set<String>
    /// Terms of duty at the site that the case could name, and does not.
    package let otherTerms: [Term]
    /// The database's clock.
    package let asOf: Instant
    /// Whether it is the reader's own matter, who held a duty at the site since what it rests on: then others lead it.
    /// `refuse_own_matter` holds it so.
    package var isOwnMatter = false
    /// Whether what it rests on stands still; where it does not, it can only be withdrawn.
    package var stands = true
    /// What its acts name, by act.
    package var files: [FactID: [NamedEvidence]] = [:]
    /// Why whom it names was named, by the term of duty, where that is not why it was opened; of what the reader may know.
    package var namedWhy: [String: String] = [:]

    /// A term of duty by its id.
    package struct Term: Sendable, Hashable {
        package let term: String
        package let posting: Posting
    }
}

extension Store {
    /// One case with everything that its page shows. Throws `StoreError.noCase`.
    package func caseFile(_ id: FactID) async throws -> CaseFile {
        let record = try await caseRecord(id)
        let before = try await stepsBefore(at: record.site)
        let (terms, ground) = (try await self.terms(of: record), try await self.ground(of: record))
        let days = try await ladderPolicy()
        // A term that ended or was withdrawn is not among those of the site, and is answered for all the same.
        let own = try await query("SELECT unnest(acting_terms()) AS term")
            .map { row in try row["term"] as String }
        // One person is named once for a duty.
        let others = try terms.filter { try $0["may_be_named"] }
            .map { row in CaseFile.Term(term: try row["id"], posting: try Posting(row)) }
            .filter { term in
                !record.persons.contains { $0.duty == term.posting.duty && $0.person == term.posting.person }
            }
        let lasts = Posting.joined(others.map(\.posting)).map { others.last(of: $0) }
        return CaseFile(
            record: record,
            ladder: Ladder(record, before, since: ground.since, stands: ground.stands),
            policy: days.policy,
            ownTerms: Set(own),
            otherTerms: others.filter { lasts.contains($0) },
            asOf: days.asOf,
            isOwnMatter: try await isOwnMatter(record, since: ground.begun),
            stands: ground.stands,
            files: try await files(of: record),
            namedWhy: try await namedWhy(in: record)
        )
    }

    /// What the acts of the case name, with what has arrived of it.
    private func files(of record: CaseRecord) async throws -> [FactID: [NamedEvidence]] {
        let rows = try await query(
            """
            SELECT f.*, 'case' AS item, encode(f.digest, 'hex') AS reference
            FROM files_of_case(\(county.id), \(record.id)) AS f
            """
        )
        return Dictionary(
            grouping: try rows.map { row in (try row["act"] as FactID, try NamedEvidence(row)) },
            by: \.0
        )
        .mapValues { $0.map(\.1) }
    }

    private func namedWhy(in record: CaseRecord) async throws -> [String: String] {
        let rows = try await query("SELECT n.term, n.reason FROM named_why(\(county.id), \(record.id)) AS n")
        let reasons = try rows.map { row in (try row["term"] as String, try row["reason"] as String) }
        return Dictionary(reasons.filter { $0.1 != record.reason }) { first, _ in first }
    }

    /// The terms of duty at the case's site, by first days, and under the codes that it goes on from, and whether the case may
    /// name them as `write_person` holds it.
    private func terms(of record: CaseRecord) async throws -> Rows {
        try await query(
            """
            SELECT p.id, p.site, p.duty, p.person, p.held_from, least(p.held_to, nullif(past.until, 'infinity')) AS held_to,
                coalesce(p.duty = ANY (CASE s.kind WHEN 'countyIsolation'
                        THEN \(Named.departments.map(\.rawValue))::text[] ELSE \(Named.duties.map(\.rawValue))::text[] END)
                    AND p.held_from <= least(past.until, coalesce(i.day, (later.started_at AT TIME ZONE INTERVAL '08:00')::date))
                    AND least(past.until, coalesce(p.held_to, 'infinity'))
                        >= coalesce(i.day, (first.started_at AT TIME ZONE INTERVAL '08:00')::date), false) AS may_be_named
            FROM accountability_case c
            JOIN site s ON s.county_id = c.county_id AND s.code = c.site
            CROSS JOIN LATERAL site_past(c.county_id, c.site) AS past
            JOIN posting p ON p.county_id = c.county_id AND p.site = past.site AND p.replaced_at IS NULL
                AND p.held_from <= past.until
            LEFT JOIN infection i ON i.county_id = c.county_id AND i.id = c.infection
            LEFT JOIN inspection first ON first.county_id = c.county_id AND first.id = c.found
            LEFT JOIN inspection later ON later.county_id = c.county_id AND later.id = c.again
            WHERE c.county_id = \(county.id) AND c.id = \(record.id)
            ORDER BY p.duty, p.held_from
            """
        )
    }

    private func isOwnMatter(_ record: CaseRecord, since begun: Day?) async throws -> Bool {
        guard let begun, let until = try await heldUntil(at: record.site) else { return false }
        return begun <= until
    }

    private struct CaseGround {
        let stands: Bool
        /// The day of the infection, or of its first visit; nil where the reader sees neither.
        let begun: Day?
        let since: [String: Instant]
    }

    /// Whether what the case rests on stands still, and since when each of its items was found, and not seen mended before
    /// its first visit: reminders and circulars from before that are of another finding.
    private func ground(of record: CaseRecord) async throws -> CaseGround {
        let rows = try await pipeline([
            """
            SELECT case_stands(c.county_id, c.id) AS stands, coalesce(i.day, v.visit_day) AS begun
            FROM accountability_case c
            LEFT JOIN infection i ON i.county_id = c.county_id AND i.id = c.infection
            LEFT JOIN inspection v ON v.county_id = c.county_id AND v.id = c.found
            WHERE c.county_id = \(county.id) AND c.id = \(record.id)
            """,
            """
            SELECT run.item, run.since
            FROM accountability_case c
            JOIN inspection v ON v.county_id = c.county_id AND v.id = c.found
            CROSS JOIN LATERAL (
                SELECT one.item, found_since(c.county_id, c.site, one.item, v.finished_at, v.place) AS since
                FROM unnest(c.items) AS one (item)) AS run
            WHERE c.county_id = \(county.id) AND c.id = \(record.id) AND run.since IS NOT NULL
            """,
        ])
        let since = try rows[1].map { row in (try row["item"] as String, try row["since"] as Instant) }
        guard let row = rows[0].first else { throw StoreError.noCase("\(record.id)") }
        return CaseGround(
            stands: try row["stands"] as Bool? ?? false,
            begun: try row["begun"],
            since: Dictionary(since) { first, _ in first }
        )
    }
}

extension Ladder {
    /// Of a case, with the reminders and circulars that went before at its site: those of one of its items since that was
    /// found.
    package init(
        _ record: CaseRecord,
        _ before: [LadderStep],
        since: [String: Instant],
        stands: Bool
    ) {
        func first(_ rung: Rung, _ items: [String]) -> Instant? {
            before.first { step in
                step.rung == rung
                    && items.contains { item in
                        step.items.contains(item) && (since[item].map { $0 <= step.takenAt } ?? false)
                    }
            }?
            .takenAt
        }
        self.init(
            called: record.steps.first { $0.rung == .interview }?.takenAt,
            interview: record.acts.first { [.interviewHeld, .interviewRefused].contains($0.kind) }?.at,
            statementsAsked: record.persons.map { person in
                record.acts.first { $0.kind == .statementAsked && $0.term == person.term }?.at
            },
            proposal: record.steps.first { $0.rung == .proposal }?.takenAt
        )
        switch record.rests {
        case .visits(_, _, let items):
            reminder = first(.reminder, items)
            circular = first(.circular, items)
            casesSince = stands ? record.openedAt : nil
        case .infection(let infection): self.infection = infection.reportedAt
        }
    }
}
