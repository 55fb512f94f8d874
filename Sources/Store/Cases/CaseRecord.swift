package import Compliance
import Postgres

/// An accountability case with everything that is on record of it; what stands open follows from that.
package struct CaseRecord: Sendable, Hashable {
    package let id: FactID
    /// The code of the site.
    package let site: String
    package let rests: Ground
    /// What was on record of its ground when it was opened: canonical JSON.
    package let basis: String
    package let reason: String
    package let openedAt: Instant
    package let openedBy: String
    package let entry: Int
    package let persons: [Person]
    /// In the order in which they were taken.
    package let steps: [LadderStep]
    /// In the order in which they were recorded; whoever is named sees of requests, statements and decisions only the own.
    package let acts: [Act]

    /// What a case rests on.
    package enum Ground: Sendable, Hashable {
        /// Two visits that found the site below the minimum by the same items.
        case visits(found: InspectionID, again: InspectionID, items: [String])
        case infection(Infection)
    }

    /// Somebody whom it names: the term of duty, and the person as the register had it when the case was made.
    package struct Person: Sendable, Hashable {
        package let term: String
        package let duty: Responsible
        package let person: String
        package let namedAt: Instant
        package let entry: Int
    }

    /// An act as it was recorded.
    package struct Act: Sendable, Hashable {
        package let id: FactID
        package let kind: CaseAct.Kind
        package let term: String?
        package let words: String
        package let reason: String?
        package let evidence: [String]
        /// Whether supervision recorded it from a signed paper.
        package let onPaper: Bool
        package let at: Instant
        package let recordedAt: Instant
        package let recordedBy: String
        package let entry: Int
    }

    /// How it ended; nil while it is open.
    package var end: Act? { acts.last { $0.kind.endsCase } }
    package var isOpen: Bool { end == nil }
    /// The last entry that whoever looks at it has seen.
    package var lastEntry: Int {
        max(
            entry,
            persons.map(\.entry).max() ?? 0,
            steps.map(\.entry).max() ?? 0,
            acts.map(\.entry).max() ?? 0
        )
    }
}

/// An infection inside a site.
package struct Infection: Sendable, Hashable {
    package let id: FactID
    package let site: String
    package let day: Day
    /// By what it is known.
    package let source: String
    /// nil before it is on record.
    package let reportedAt: Instant?

    package init(id: FactID, site: String, day: Day, source: String, reportedAt: Instant?) {
        self.id = id
        self.site = site
        self.day = day
        self.source = source
        self.reportedAt = reportedAt
    }
}

/// A step of the ladder with its document.
package struct LadderStep: Sendable, Hashable {
    package let entry: Int
    package let site: String
    package let rung: Rung
    package let year: Int
    package let number: Int
    package let items: [String]
    /// Canonical JSON.
    package let document: String
    package let takenAt: Instant
    package let takenBy: String

    /// The number as its document has it; where that cannot be read, without the county's short form.
    package var numbered: String { StepPaper(sealed: document)?.numbered ?? "\(year)-\(number)" }
}

extension CaseRecord {
    init(_ row: Row, persons: Rows, steps: Rows, acts: Rows) throws {
        let key = try row["id"] as FactID
        func own(_ rows: Rows) throws -> [Row] { try rows.filter { try $0["case_id"] as FactID == key } }
        self.init(
            id: key,
            site: try row["site"],
            rests: try Ground(row),
            basis: try row["basis"],
            reason: try row["reason"],
            openedAt: try row["opened_at"],
            openedBy: try row["opened_by"],
            entry: try row["entry"],
            persons: try own(persons).map { try Person($0) },
            steps: try own(steps).map { try LadderStep($0) },
            acts: try own(acts).map { try Act($0) }
        )
    }
}

extension CaseRecord.Ground {
    fileprivate init(_ row: Row) throws {
        guard let infection = try row["infection"] as FactID? else {
            self = .visits(found: try row["found"], again: try row["again"], items: try row["items"])
            return
        }
        self = .infection(
            Infection(
                id: infection,
                site: try row["site"],
                day: try row["infection_day"],
                source: try row["infection_source"],
                reportedAt: try row["infection_at"]
            )
        )
    }
}

extension CaseRecord.Person {
    init(_ row: Row) throws {
        self.init(
            term: try row["term"],
            duty: try row["duty"],
            person: try row["person"],
            namedAt: try row["named_at"],
            entry: try row["entry"]
        )
    }
}

extension CaseRecord.Act {
    fileprivate init(_ row: Row) throws {
        self.init(
            id: try row["id"],
            kind: try row["kind"],
            term: try row["term"],
            words: try row["words"],
            reason: try row["reason"],
            evidence: try row["evidence"],
            onPaper: try row["on_paper"],
            at: try row["happened_at"],
            recordedAt: try row["recorded_at"],
            recordedBy: try row["recorded_by"],
            entry: try row["entry"]
        )
    }
}

extension LadderStep {
    init(_ row: Row) throws {
        self.init(
            entry: try row["entry"],
            site: try row["site"],
            rung: try row["rung"],
            year: try row["year"],
            number: try row["number"],
            items: try row["items"],
            document: try row["document"],
            takenAt: try row["taken_at"],
            takenBy: try row["taken_by"]
        )
    }
}
