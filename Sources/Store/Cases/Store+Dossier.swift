package import Compliance
import Postgres
import StrictJSON

extension Store {
    /// The file of a case, of what whoever asks may read. Throws `StoreError.noCase`.
    ///
    /// It is made from rows that nobody changes: of reminders and circulars those that its interview followed when it was
    /// called, of its visits what was filed; what they became later is not asked.
    package func dossier(_ id: FactID) async throws -> Dossier {
        let record = try await caseRecord(id)
        let rows = try await pipeline([
            """
            SELECT acting('cases') IS NOT NULL AND acting('county') IS NOT NULL AND acting('read') IS NOT NULL
                AND acting_sites() IS NULL AND \(id) <> ALL (acting_named()) AS is_whole
            """,
            """
            WITH RECURSIVE step AS (
                SELECT s.*, 0 AS back FROM ladder_step s
                WHERE s.county_id = \(county.id) AND s.case_id = \(id) AND s.rung = 'interview'
                UNION ALL
                SELECT s.*, step.back + 1 FROM step
                JOIN ladder_step s ON s.county_id = step.county_id AND s.entry = step.follows
                WHERE step.back < 2)
            SELECT * FROM step WHERE step.back > 0 ORDER BY step.entry
            """,
            """
            SELECT i.id, i.receipt, i.started_at, i.received_at, i.content_digest, i.filed_by,
                n.entry AS notice_entry, n.document AS notice_document, n.digest AS notice_digest, n.issued_at, n.issued_by,
                a.entry AS arrival_entry, a.reached_at, a.recorded_at, a.recorded_by
            FROM accountability_case c
            JOIN inspection i ON i.county_id = c.county_id AND i.id IN (c.found, c.again)
            LEFT JOIN notice n ON n.county_id = i.county_id AND n.inspection = i.id AND i.id = c.found
            LEFT JOIN notice_arrival a ON a.county_id = n.county_id AND a.inspection = n.inspection
            WHERE c.county_id = \(county.id) AND c.id = \(id) ORDER BY i.receipt
            """,
            """
            SELECT i.entry, i.reported_at, i.reported_by FROM accountability_case c
            JOIN infection i ON i.county_id = c.county_id AND i.id = c.infection
            WHERE c.county_id = \(county.id) AND c.id = \(id)
            """,
        ])
        var lines = try rows[2].flatMap { row in try Dossier.Line.ofVisit(row) }
        if case .infection(let infection) = record.rests, let row = rows[3].first {
            var line = Dossier.Line(
                .infection,
                entry: try row["entry"],
                at: try row["reported_at"],
                by: try row["reported_by"]
            )
            line.words = "\(infection.day) \(infection.source)"
            lines.append(line)
        }
        lines += try rows[1].map { row in Dossier.Line(try LadderStep(row)) }
        lines += record.dossierLines
        var items: [String] = []
        if case .visits(_, _, let found) = record.rests { items = found }
        return Dossier(
            county: county.code,
            id: id,
            site: record.site,
            items: items,
            basis: record.basis,
            persons: record.persons.map { Dossier.Person(term: $0.term, duty: $0.duty, person: $0.person) },
            lines: lines,
            isWhole: try rows[0].first?["is_whole"] ?? false
        )
    }
}

extension CaseRecord {
    /// What is on record of the case itself.
    fileprivate var dossierLines: [Dossier.Line] {
        var opened = Dossier.Line(.opened, entry: entry, at: openedAt, by: openedBy)
        opened.words = reason
        let named = persons.map { person in
            var line = Dossier.Line(.named, entry: person.entry, at: person.namedAt, by: nil)
            line.term = person.term
            return line
        }
        return [opened] + named + steps.map { Dossier.Line($0) } + acts.map { Dossier.Line($0) }
    }
}

extension Dossier.Line {
    fileprivate init(_ step: LadderStep) {
        self.init(step.rung.dossierKind, entry: step.entry, at: step.takenAt, by: step.takenBy)
        document = Dossier.Document(
            number: step.numbered,
            digest: Node.digest(ofText: step.document),
            address: Address.step(step.entry)
        )
    }

    fileprivate init(_ act: CaseRecord.Act) {
        self.init(
            act.kind.dossierKind,
            entry: act.entry,
            at: act.at,
            recordedAt: act.recordedAt,
            by: act.recordedBy
        )
        term = act.term
        words = act.words
        reason = act.reason
        onPaper = act.onPaper
        files = act.evidence
    }

    /// A visit that the case rests on; of the first its notice, and that it arrived.
    fileprivate static func ofVisit(_ row: Row) throws -> [Dossier.Line] {
        let id = try row["id"] as InspectionID
        var visit = Self(
            .visit,
            entry: try row["receipt"],
            at: try row["started_at"],
            recordedAt: try row["received_at"],
            by: try row["filed_by"]
        )
        visit.document = Dossier.Document(
            number: nil,
            digest: (try row["content_digest"] as DigestText).hex,
            address: Address.inspection(id)
        )
        guard let entry = try row["notice_entry"] as Int? else { return [visit] }
        var notice = Self(.notice, entry: entry, at: try row["issued_at"], by: try row["issued_by"])
        let sealed = try row["notice_document"] as String
        notice.document = Dossier.Document(
            number: (try? Notice(sealed: sealed))?.number,
            digest: (try row["notice_digest"] as DigestText).hex,
            address: Address.notice(id)
        )
        guard let entry = try row["arrival_entry"] as Int? else { return [visit, notice] }
        let arrival = Self(
            .arrival,
            entry: entry,
            at: try row["reached_at"],
            recordedAt: try row["recorded_at"],
            by: try row["recorded_by"]
        )
        return [visit, notice, arrival]
    }
}

extension Rung {
    fileprivate var dossierKind: Dossier.Kind {
        switch self {
        case .reminder: .reminder
        case .circular: .circular
        case .interview: .interview
        case .proposal: .proposal
        }
    }
}

extension CaseAct.Kind {
    fileprivate var dossierKind: Dossier.Kind {
        switch self {
        case .interviewHeld: .interviewHeld
        case .interviewRefused: .interviewRefused
        case .statementAsked: .statementAsked
        case .statement: .statement
        case .decision: .decision
        case .withdrawn: .withdrawn
        case .closed: .closed
        }
    }
}
