import AuditLog
import Store

/// One entry of the record, and the proof that it was sealed.
struct AuditEntryPage: Page {
    static let template = "audit-entry"

    let title: String
    let fields: [Field]
    let proof: Proof?

    /// A value with its name.
    struct Field: Sendable {
        let name: String
        let value: String
    }

    /// Where the entry stands in the tree, and the head above it.
    struct Proof: Sendable {
        let position: Int
        let size: Int
        let path: [String]
        let head: String
        let signature: String
        let document: String
    }

    /// `proof` is nil while the entry waits to be sealed.
    init(_ entry: AuditEntry, _ proof: EntryProof?, _ texts: Texts) {
        title = texts("audit.entry", "\(entry.number)")
        let values: [(String, String?)] = [
            ("audit.time", entry.happenedAt.map { "\($0)" }), ("audit.actor", entry.actor),
            ("audit.duty", entry.duty),
            ("audit.via", entry.via), ("audit.address", entry.address), ("audit.origin", entry.origin),
            ("audit.verb", texts("verb.\(entry.verb)")), ("audit.object", entry.object),
            ("audit.before", entry.before),
            ("audit.after", entry.after), ("audit.reason", entry.reason),
        ]
        fields = values.compactMap { key, value in
            value.flatMap { $0.isEmpty ? nil : Field(name: texts(key), value: $0) }
        }
        self.proof = proof.map { Proof($0) }
    }

    func windowTitle(_ texts: Texts) -> String { title }
}

extension AuditEntryPage.Proof {
    init(_ proof: EntryProof) {
        position = proof.proof.position
        size = proof.proof.size
        path = proof.proof.path.map(\.hex)
        head = proof.head.text
        signature = proof.head.signature.hex
        document = Link.auditProof(proof.entry.number).api
    }
}
