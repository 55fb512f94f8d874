import Compliance
import StrictJSON

/// What the entry of a filing has the digest of: the document, what it was held against, the result, and when it came
/// (docs/record.md).
///
/// Entries of earlier releases have the digest of the document alone; which of the two an entry has shows by itself.
struct EvidenceDigest: Sendable, Hashable {
    /// SHA-256 of the document, as clients work it out too; lower-case hex like the others.
    let content: String
    let checklist: String
    let baseline: String
    /// SHA-256 of the stored result.
    let result: String
    let receivedAt: Instant

    /// Six lines, each of them ended.
    var text: String {
        """
        lazaret inspection v2
        content \(content)
        checklist \(checklist)
        baseline \(baseline)
        result \(result)
        received \(receivedAt.microseconds)

        """
    }

    var hex: String { Node.digest(ofText: text) }
}

extension FiledInspection {
    /// What its entry has the digest of; `content` is that of the canonical document, `result` the text to be stored.
    func evidenceDigest(content: String, result: String) -> String {
        EvidenceDigest(
            content: content,
            checklist: standard.checklistDigest,
            baseline: standard.baselineDigest,
            result: Node.digest(ofText: result),
            receivedAt: receivedAt
        )
        .hex
    }
}
