package import Compliance
import Postgres
package import StrictJSON

/// A visit that an account has filed.
package struct LastVisit: Sendable, Hashable {
    package let id: InspectionID
    package let receivedAt: Instant

    package init(id: InspectionID, receivedAt: Instant) {
        self.id = id
        self.receivedAt = receivedAt
    }
}

/// What whoever files looks at before.
extension Store {
    /// What filing it would come to; nothing is written. Throws `Problems` with everything that is wrong.
    package func review(_ node: Node, receivedAt: Instant) async throws -> FiledInspection {
        let form = FilingForm(node)
        return try judge(
            form,
            in: try await filingContext(for: form, receivedAt: receivedAt),
            receivedAt: receivedAt
        )
    }

    /// What filing it would be: new, or what was filed before under its id; nothing is written. Throws as `file` does, as far
    /// as that can be told.
    package func tryFiling(_ node: Node, receivedAt: Instant) async throws -> FilingOutcome {
        if let before = try await repeated(node) { return .repeated(before) }
        return .filed(try await review(node, receivedAt: receivedAt))
    }

    /// The checklist that a filing of that header is held against; nil where there is none.
    package func checklist(of header: Node, receivedAt: Instant) async throws -> Checklist? {
        let form = FilingForm(header)
        return try await filingContext(for: form, receivedAt: receivedAt).standard?.checklist
    }

    /// The last visit that the acting account has filed for the site since then, corrections and withdrawn ones left
    /// aside.
    package func filedLately(_ site: String, since: Instant) async throws -> LastVisit? {
        let rows = try await act { who in
            "SELECT id, received_at FROM filed_lately(\(who), \(site), \(since))"
        }
        return try rows.first.map { row in
            LastVisit(id: try row["id"], receivedAt: try row["received_at"])
        }
    }
}
