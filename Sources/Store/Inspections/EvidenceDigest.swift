import Compliance
import StrictJSON

/// What the entry of a filing has the digest of: the document, what it was held against, the result, when it came, and
/// what the register said of the site then (docs/record.md).
///
/// Entries of earlier releases have the digest of the document alone, or of all but the last; which of them an entry has
/// shows by itself.
struct EvidenceDigest: Sendable, Hashable {
    /// SHA-256 of the document, as clients work it out too; lower-case hex like the others.
    let content: String
    let checklist: String
    let baseline: String
    /// SHA-256 of the stored result.
    let result: String
    let receivedAt: Instant
    /// SHA-256 of the stored circumstances; nil for what was filed before they were kept.
    let circumstances: String?

    /// Six or seven lines, each of them ended.
    var text: String {
        """
        lazaret inspection \(circumstances == nil ? "v2" : "v3")
        content \(content)
        checklist \(checklist)
        baseline \(baseline)
        result \(result)
        received \(receivedAt.microseconds)

        """ + (circumstances.map { "circumstances \($0)\n" } ?? "")
    }

    var hex: String { Node.digest(ofText: text) }
}

extension FiledInspection {
    /// What its entry has the digest of; `content` is that of the canonical document, `result` and `circumstances` are
    /// the texts to be stored.
    func evidenceDigest(content: String, result: String, circumstances: String) -> String {
        EvidenceDigest(
            content: content,
            checklist: standard.checklistDigest,
            baseline: standard.baselineDigest,
            result: Node.digest(ofText: result),
            receivedAt: receivedAt,
            circumstances: Node.digest(ofText: circumstances)
        )
        .hex
    }
}
