import Compliance
import Store

/// Where a version of the standard stands at a site: issued, received, explained, and what is missing of that.
struct HandedLine: Sendable {
    let title: String
    let version: String
    /// Said of a version that is not in force yet.
    let toCome: String?
    let issued: String
    let received: String
    let guided: String
    /// What is not on record, in words; nothing of a version that is not in force yet.
    let missing: [String]
    let hasMissing: Bool
    /// The form that acknowledges it; nil where nothing waits for that, or the reader does not direct the site.
    let receipt: ReceiptForm?

    /// A button of the director's.
    struct ReceiptForm: Sendable {
        let address: String
        let issuance: Int
    }

    init(_ standard: HandedStandard, at site: String, mayAcknowledge: Bool, today: Day, _ texts: Texts) {
        let (version, state) = (standard.version, standard.state)
        title = texts(version.title)
        self.version = texts("handed.version", version.version, version.baselineVersion)
        let hasBegun = version.hasBegun(on: today)
        toCome = hasBegun ? nil : texts("handed.from", "\(version.effectiveFrom)")
        issued = state.issuedAt.map(\.shanghai) ?? texts("handed.none")
        received =
            switch state.receipt {
            case .notIssued: texts("handed.none")
            case .waiting(let until): texts("handed.waiting", until.shanghai)
            case .acknowledged(let at): texts("handed.acknowledged", at.shanghai)
            case .lapsed(let at): texts("handed.lapsed", at.shanghai)
            }
        guided =
            state.guidedAt.map(\.shanghai)
            ?? texts(state.wasGuidedBeforeIssue ? "handed.guidedBefore" : "handed.none")
        missing = hasBegun ? state.missing.map { texts($0.title) } : []
        hasMissing = !missing.isEmpty
        let isOpen = standard.issuance.map { $0.receipt == nil && $0.site == site } ?? false
        receipt =
            isOpen && mayAcknowledge
            ? standard.issuance.map { ReceiptForm(address: Link.receipt(site).path, issuance: $0.entry) }
            : nil
    }
}
