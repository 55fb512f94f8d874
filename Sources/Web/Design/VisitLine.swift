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
    /// That it is broken by items alone that nobody checked.
    let floorUnproven: Bool
    /// When it came in, for a visit sent in late.
    let late: String?
    /// Under which code it was made, where the site goes on from another.
    let formerCode: String?

    /// `site` is the code that the list is of.
    init(_ summary: InspectionSummary, at site: String? = nil, _ texts: Texts) {
        address = Link.inspection("\(summary.id)").path
        finished = summary.finishedAt.shanghai
        kind = texts(summary.kind)
        grade = GradeMark(summary, texts)
        score = summary.shown ?? "–"
        gaps = texts(summary.gaps)
        floor =
            switch summary.floor {
            case .holds: texts("floor.holds")
            case .unproven: texts("floor.unproven")
            case .broken: texts("floor.broken")
            }
        floorBroken = summary.floor == .broken
        floorUnproven = summary.floor == .unproven
        formerCode = site == nil || site == summary.site ? nil : texts("visit.formerCode", summary.site)
        late = summary.isLate ? texts("visit.late", summary.receivedAt.shanghai) : nil
    }
}

extension InspectionSummary {
    var isLate: Bool { Filing.isLate(finishedAt: finishedAt, receivedAt: receivedAt) }
}

/// A score beside the one before it.
struct Change: Sendable, Hashable {
    /// With its sign; see `ScoreChange`.
    let difference: String
    /// `up`, `down` or `same`; ends a CSS class.
    let direction: String
    /// In words, for those who do not see the arrow.
    let wording: String

    /// The words say against what: the visit before, where nothing else is said.
    init?(
        from before: Rational?,
        to now: Rational?,
        _ texts: Texts,
        words: (ScoreChange.Direction) -> String = Self.onVisitBefore
    ) {
        guard let before, let now else { return nil }
        let change = ScoreChange(from: before, to: now)
        direction = change.direction.rawValue
        difference = change.difference
        wording = texts(words(change.direction))
    }

    private static func onVisitBefore(_ direction: ScoreChange.Direction) -> String {
        switch direction {
        case .up: "change.up"
        case .down: "change.down"
        case .same: "change.same"
        }
    }
}
