/// What is on record, at a moment, of one version of the standard at one site: whether it was issued there, whether it
/// counts as received, and whether guidance was given on it after that (`domain.md` §7 (a) and (b)).
package struct HandingDown: Sendable, Hashable {
    package let version: StandardDigests
    /// The first; nil where the version was not issued to the site.
    package let issuedAt: Instant?
    package let receipt: Receipt
    /// The first that counts, of what was on record by then where there is such; nil where there is none.
    package let guidedAt: Instant?
    /// When that was put on record, where that was only at that moment or later: it is weaker evidence, and is said.
    package let guidanceRecordedAt: Instant?
    /// Whether guidance on the version is on record that does not count, having been given before the issue.
    package let wasGuidedBeforeIssue: Bool
    /// What is missing of (a) and (b), in their order.
    package let missing: [CaseFinding.Missing]

    package var isComplete: Bool { missing.isEmpty }

    /// What a person has to weigh of it.
    package var doubts: [CaseFinding.Doubt] {
        guard let guidedAt, let guidanceRecordedAt else { return [] }
        return [.guidanceRecordedLater(given: guidedAt, recorded: guidanceRecordedAt)]
    }

    /// How the version was received.
    package enum Receipt: Sendable, Hashable {
        case notIssued
        /// Nobody acknowledged it, and it counts as received from then on.
        case waiting(until: Instant)
        case acknowledged(at: Instant)
        /// Nobody acknowledged it, and since then 24 hours had passed.
        case lapsed(at: Instant)

        /// Which of them, in a word.
        package enum Word: String, Sendable, CaseIterable { case notIssued, waiting, acknowledged, lapsed }

        package var word: Word {
            switch self {
            case .notIssued: .notIssued
            case .waiting: .waiting
            case .acknowledged: .acknowledged
            case .lapsed: .lapsed
            }
        }

        /// From when it counts, or was acknowledged; nil where it was not issued.
        package var moment: Instant? {
            switch self {
            case .notIssued: nil
            case .waiting(let at), .acknowledged(let at), .lapsed(let at): at
            }
        }
    }
}

extension SiteFile {
    /// What is on record of the version before that moment; what is dated later, or at it, does not count.
    package func handingDown(of version: StandardDigests, at moment: Instant) -> HandingDown {
        let issued = issues.filter { $0.version == version && $0.at < moment }
        let issuedAt = issued.map(\.at).min()
        let guided = guidance.filter { $0.version == version && $0.at < moment }
        let counting = guided.filter { guidance in issuedAt.map { $0 < guidance.at } ?? false }
        // What was recorded in time goes before what was recorded afterwards.
        let counts = counting.min {
            ($0.recordedAt < moment ? 0 : 1, $0.at) < ($1.recordedAt < moment ? 0 : 1, $1.at)
        }
        let receipt = Self.receipt(of: issued, at: moment)
        let isReceived =
            switch receipt {
            case .acknowledged, .lapsed: true
            case .notIssued, .waiting: false
            }
        var missing: [CaseFinding.Missing] = issued.isEmpty ? [.issue] : isReceived ? [] : [.receipt]
        if counting.isEmpty { missing.append(.guidance) }
        return HandingDown(
            version: version,
            issuedAt: issuedAt,
            receipt: receipt,
            guidedAt: counts?.at,
            guidanceRecordedAt: counts.flatMap { $0.recordedAt < moment ? nil : $0.recordedAt },
            wasGuidedBeforeIssue: counting.isEmpty
                && issuedAt.map { at in guided.contains { $0.at <= at } } ?? false,
            missing: missing
        )
    }

    private static func receipt(of issued: [Issue], at moment: Instant) -> HandingDown.Receipt {
        let acknowledged = issued.compactMap(\.receivedAt).filter { $0 <= moment }.min()
        guard let counts = issued.map(\.unacknowledgedCountsFrom).min() else { return .notIssued }
        if let acknowledged { return .acknowledged(at: acknowledged) }
        return counts <= moment ? .lapsed(at: counts) : .waiting(until: counts)
    }
}
