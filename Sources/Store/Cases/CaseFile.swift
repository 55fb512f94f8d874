package import Compliance
import Postgres

/// A case with what its page says beside it: where the ladder stands, whom else it could name, what the reader answers for.
package struct CaseFile: Sendable, Hashable {
    package let record: CaseRecord
    package let ladder: Ladder
    package let policy: LadderPolicy
    /// The reader's own terms of duty.
    package let ownTerms: Set<String>
    /// Terms of duty at the site that the case does not name.
    package let otherTerms: [Term]
    /// The database's clock.
    package let asOf: Instant

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
        let terms = try await query(
            """
            SELECT p.id, p.duty, p.person, p.held_from, p.held_to, p.id = ANY (acting_terms()) AS is_own
            FROM posting p WHERE p.county_id = \(county.id) AND p.site = \(record.site) AND p.replaced_at IS NULL
            ORDER BY p.duty, p.held_from
            """
        )
        let days = try await ladderPolicy()
        let own = try terms.filter { try $0["is_own"] }.map { try $0["id"] as String }
        let named = Set(record.persons.map(\.term))
        let others = try terms.map { row in
            CaseFile.Term(
                term: try row["id"],
                posting: Posting(
                    duty: try row["duty"],
                    person: try row["person"],
                    from: try row["held_from"],
                    to: try row["held_to"]
                )
            )
        }
        return CaseFile(
            record: record,
            ladder: Ladder(record, before),
            policy: days.policy,
            ownTerms: Set(own),
            otherTerms: others.filter { !named.contains($0.term) },
            asOf: days.asOf
        )
    }
}

extension Ladder {
    /// Of a case, with the reminders and circulars that went before at its site.
    package init(_ record: CaseRecord, _ before: [LadderStep]) {
        func last(_ rung: Rung, _ items: [String]) -> Instant? {
            before.last { $0.rung == rung && !Set($0.items).isDisjoint(with: items) }?.takenAt
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
            reminder = last(.reminder, items)
            circular = last(.circular, items)
            casesSince = record.openedAt
        case .infection(let infection): self.infection = infection.reportedAt
        }
    }
}
