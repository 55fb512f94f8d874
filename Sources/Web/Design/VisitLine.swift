import Compliance
import Store

/// One inspection in a list: when, what kind, how it came out, and whether it arrived late.
struct VisitLine: Sendable, Hashable {
    let address: String
    let finished: String
    let kind: String
    let grade: GradeMark
    /// One decimal; a dash where there was nothing to score.
    let score: String
    let gaps: String
    let floor: String
    let floorBroken: Bool
    /// When it came in, for a visit sent in late.
    let late: String?

    init(_ summary: InspectionSummary, _ texts: Texts) {
        address = Link.inspection("\(summary.id)").path
        finished = summary.finishedAt.shanghai
        kind = texts(summary.kind)
        grade = GradeMark(summary, texts)
        score = summary.shown ?? "–"
        gaps = texts(summary.gaps)
        floor = texts(summary.floorHolds ? "floor.holds" : "floor.broken")
        floorBroken = !summary.floorHolds
        late = summary.isLate ? texts("visit.late", summary.receivedAt.shanghai) : nil
    }
}

extension InspectionSummary {
    var isLate: Bool { Filing.isLate(finishedAt: finishedAt, receivedAt: receivedAt) }
}

/// A score beside the one before it.
struct Change: Sendable, Hashable {
    /// With its sign, one decimal.
    let difference: String
    /// `up`, `down` or `same`; ends a CSS class.
    let direction: String
    /// In words, for those who do not see the arrow.
    let wording: String

    init?(from before: Rational?, to now: Rational?, _ texts: Texts) {
        guard let before, let now else { return nil }
        let size = now - before
        direction = size.isZero ? "same" : size.isNegative ? "down" : "up"
        difference =
            (size.isNegative ? "−" : size.isZero ? "±" : "+")
            + (size.isNegative ? -size : size).rounded(decimals: 1)
        wording = texts("change.\(direction)")
    }
}
