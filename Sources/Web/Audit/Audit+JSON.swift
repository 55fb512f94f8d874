package import AuditLog
import Foundation
package import Store
package import StrictJSON

extension ListedEntry {
    package var json: Node {
        .object([
            ("number", .number(entry.number)),
            ("happenedAt", entry.happenedAt?.json),
            ("actor", .string(entry.actor)),
            ("duty", .string(entry.duty)),
            ("via", .string(entry.via)),
            ("address", .string(entry.address)),
            ("origin", .string(entry.origin)),
            ("verb", .string(entry.verb)),
            ("object", .string(entry.object)),
            ("before", entry.before.map { .string($0) }),
            ("after", entry.after.map { .string($0) }),
            ("reason", entry.reason.map { .string($0) }),
            ("sealedUnder", seal.size.map(Node.number)),
            ("seal", .string(seal.code)),
            ("timing", .string(timing.rawValue)),
        ])
    }
}

extension Seal {
    /// The size of the first head that covers the entry; nil where none does.
    fileprivate var size: Int? {
        if case .under(let size) = self { size } else { nil }
    }

    /// The same word in every language, for programs.
    fileprivate var code: String {
        switch self {
        case .under: "sealed"
        case .waits: "waits"
        case .missing: "missing"
        }
    }
}

extension EntryPage {
    package var json: Node {
        .object([("entries", .array(entries.map(\.json))), ("next", next.map(Node.number))])
    }
}

extension StoredHead {
    package var json: Node {
        .object([
            ("size", .number(size)), ("head", .string(text)), ("signature", .string(signature.base64)),
        ])
    }
}

extension EntryProof {
    /// Everything that `docs/verify_proof.py` reads.
    package func json(_ keys: some Sequence<PublicSealKey>) -> Node {
        let id = TreeHead(head.text)?.key
        let publicKey = keys.first { $0.id == id }
        return .object([
            ("number", .number(entry.number)),
            ("entry", .string(entry.canonical.base64)),
            ("position", .number(proof.position)),
            ("size", .number(proof.size)),
            ("path", .array(proof.path.map { .string($0.hex) })),
            ("head", .string(head.text)),
            ("signature", .string(head.signature.base64)),
            ("publicKey", publicKey.map { .string($0.pem) }),
        ])
    }
}

extension [UInt8] {
    fileprivate var base64: String { Data(self).base64EncodedString() }
}
