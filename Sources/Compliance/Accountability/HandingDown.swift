/// What is on record, at a moment, of one version of the standard at one site: whether it was issued there, whether it
/// counts as received, and whether guidance was given on it after that (`domain.md` §7 (a) and (b)).
package struct HandingDown: Sendable, Hashable {
    package let version: StandardDigests
    /// The first; nil where the version was not issued to the site.
    package let issuedAt: Instant?
    package let receipt: Receipt
    /// The first that counts; nil where there is none.
    package let guidedAt: Instant?
    /// Whether guidance on the version is on record that does not count, having been given before the issue.
    package let wasGuidedBeforeIssue: Bool
    /// What is missing of (a) and (b), in their order.
    package let missing: [CaseFinding.Missing]

    package var isComplete: Bool { missing.isEmpty }

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
        let guided = guidance.filter { $0.version == version && $0.at < moment }.map(\.at)
        let counting = guided.filter { at in issuedAt.map { $0 < at } ?? false }
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
            guidedAt: counting.min(),
            wasGuidedBeforeIssue: counting.isEmpty
                && issuedAt.map { at in guided.contains { $0 <= at } } ?? false,
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

extension CaseFinding.Missing {
    /// What is missing, in words: "not on record: …".
    package var title: Text {
        switch self {
        case .issue: Text(zh: "这一版标准向该点位的下发", en: "the issue of this version of the standard to the site")
        case .receipt:
            Text(zh: "标准的签收（下发也未满 24 小时）", en: "its receipt, 24 hours not having passed since the issue")
        case .guidance: Text(zh: "下发后的指导", en: "guidance given after it was issued")
        case .finding:
            Text(
                zh: "因不符合项而低于最低要求的检查",
                en: "a visit that found the site below the minimum by an item not met"
            )
        case .notice:
            Text(zh: "送达负责人的限期整改通知", en: "a rectification notice with a deadline that reached the director")
        case .laterVisit: Text(zh: "期限届满后的检查", en: "a visit after the deadline")
        case .sameItem:
            Text(
                zh: "期限届满后同一项仍不符合的检查",
                en: "a visit after the deadline that found the same item still not met"
            )
        case .stillBelow:
            Text(
                zh: "期限届满后仍低于最低要求的检查",
                en: "a visit after the deadline that found the site still below the minimum"
            )
        case .laterVersion:
            Text(
                zh: "后一次检查所依据的新版标准的下发、签收或指导",
                en: "issue, receipt or guidance of the newer version that the later visit went by"
            )
        }
    }
}
