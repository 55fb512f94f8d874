import AuditLog
import Compliance
import Store

/// One entry of the record in words, whether it is what was sealed, and below that what shows it.
struct AuditEntryPage: Page {
    static let template = "audit-entry"

    let title: String
    let isWell: Bool
    /// Whether all is well, before anything else.
    let verdict: String
    let grounds: [String]
    let when: String
    let who: String
    let role: String?
    let verb: String
    let about: [EntryWords.Part]
    let reason: String?
    let via: String?
    let from: String?
    /// Everything on record about the same thing.
    let sameAddress: String
    /// As it is kept and hashed.
    let fields: [Field]
    let proof: Proof?

    /// A value with its name, and in words where it is none for people.
    struct Field: Sendable {
        let name: String
        let value: String
        let words: String?
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

    init(
        _ listed: ListedEntry,
        _ standing: EntryStanding,
        keys: Set<PublicSealKey> = [],
        rights: Set<Right>,
        _ texts: Texts
    ) {
        let entry = listed.entry
        let words = EntryWords(listed, rights: rights, texts)
        let said = EntryStandingWords(entry.number, standing, keys: keys)
        title = texts("audit.entry", "\(entry.number)")
        isWell = said.isWell
        verdict = said.sentences.first.map { texts($0) } ?? ""
        grounds = said.sentences.dropFirst().map { texts($0) }
        when = entry.happenedAt?.shanghai ?? "–"
        (who, role, verb, about, reason) = (words.who, words.role, words.verb, words.about, words.reason)
        via = entry.via.isEmpty ? nil : EntryWords.via(entry.via, texts)
        let places = [entry.address, entry.origin].filter { !$0.isEmpty }
        from = places.isEmpty ? nil : texts.list(places)
        sameAddress = Link.audit.path + "?" + EntryFilter(object: entry.object).query
        let values: [(String, String?, String?)] = [
            ("audit.time", entry.happenedAt.map { "\($0)" }, nil), ("audit.actor", entry.actor, nil),
            ("audit.duty", entry.duty, texts.roles(entry.duty)), ("audit.via", entry.via, via),
            ("audit.verb", entry.verb, verb),
            ("audit.object", entry.object, about.map(\.words).joined(separator: " · ")),
            ("audit.before", entry.before, nil), ("audit.after", entry.after, nil),
            ("audit.reason", entry.reason, reason),
        ]
        fields = values.compactMap { key, value, words in
            guard let value, !value.isEmpty else { return nil }
            return Field(name: texts(key), value: value, words: words == value ? nil : words)
        }
        proof = if case .sealed(let proof, _) = standing { Proof(proof) } else { nil }
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
