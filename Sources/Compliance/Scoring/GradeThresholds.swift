/// What the grades of a checklist hold figures against (`domain.md` §4.3).
///
/// A threshold is a comparison in a grade's condition that one figure alone decides: `${score} < ${pass_mark}`, and of
/// `min(${score_A}, ${score_B}) < 60` one for each section. So is one on the points that a score is made of, where it is
/// known how many were attainable: `${lost} >= 28`. A figure is shown with one decimal, or with as many more as it takes
/// for every threshold to judge what is shown as it judges what is.
struct GradeThresholds: Sendable {
    private let comparisons: [String: [Term<String>]]
    /// Those that the score decides together with the points attainable.
    private let ofPoints: [Term<String>]

    /// How many ways to read a comparison are looked at, of `min`, `max` and `if` within each other.
    private static let mostReadings = 64
    /// More decimals than that are not tried: the fraction is shown.
    private static let mostDecimals = 30
    /// What follows from a score and the points attainable.
    private static let points: Set<String> = ["score", "earned", "lost", "attainable"]

    /// In the conditions, each parameter stands as the number that it is.
    init(_ conditions: [Term<String>]) {
        var comparisons: [String: [Term<String>]] = [:]
        var ofPoints: [Term<String>] = []
        for condition in conditions {
            condition.visit { term in
                guard case .binary(let symbol, let left, let right, let offset) = term, symbol.compares else {
                    return
                }
                let most = Self.mostReadings
                for reading in Self.pairs(left.readings(most: most), right.readings(most: most), most: most) {
                    let comparison = Term.binary(symbol, reading.0, reading.1, offset: offset)
                    let names = Set(comparison.names)
                    if names.count == 1, let name = names.first {
                        comparisons[name, default: []].append(comparison)
                    }
                    if names.isSubset(of: Self.points), names != ["score"] { ofPoints.append(comparison) }
                }
            }
        }
        self.comparisons = comparisons
        self.ofPoints = ofPoints
    }

    /// The figure that goes by those names in conditions, as it is shown.
    func shown(
        _ figure: Rational,
        as names: String...,
        of attainable: Rational? = nil,
        decimals: Int = 1
    ) -> String {
        let verdicts = verdicts(on: figure, as: names, of: attainable)
        for places in decimals...Self.mostDecimals {
            let text = figure.rounded(decimals: places)
            guard let rounded = Rational(exact: text) else { break }
            if rounded == figure || self.verdicts(on: rounded, as: names, of: attainable) == verdicts {
                return text
            }
        }
        return figure.exact
    }

    /// What each threshold says of the figure that goes by those names, and of the points that it stands for.
    func verdicts(on figure: Rational, as names: [String], of attainable: Rational?) -> [ExpressionValue] {
        let alone = names.flatMap { name in (comparisons[name] ?? []).map { verdict($0, figure, name) } }
        guard let attainable, names.contains("score"), !ofPoints.isEmpty,
            let earned = (figure * attainable).divided(by: 100)
        else { return alone }
        let figures = [
            "score": figure, "earned": earned, "lost": attainable - earned, "attainable": attainable,
        ]
        return alone + ofPoints.map { $0.value { figures[$0].map { .number($0) } ?? .missing } }
    }

    private func verdict(_ comparison: Term<String>, _ figure: Rational, _ name: String) -> ExpressionValue {
        comparison.value { $0 == name ? .number(figure) : .missing }
    }

    /// Each of the one with each of the other; none where there would be too many.
    fileprivate static func pairs(
        _ left: [Term<String>],
        _ right: [Term<String>],
        most: Int
    ) -> [(Term<String>, Term<String>)] {
        left.count * right.count > most ? [] : left.flatMap { one in right.map { (one, $0) } }
    }
}

extension Standard {
    /// The score as it is shown: with one decimal, halves up, or with the decimals that keep it on its side of every
    /// threshold of this checklist. Nothing shows a score in another way. `attainable` is what it is a share of; nil
    /// where it is of several visits.
    package func shown(score: Rational, of attainable: Rational?) -> String {
        thresholds.shown(score, as: "score", of: attainable)
    }

    /// The points attainable at a visit at which those items were not asked.
    package func attainable(without notAsked: Set<String>) -> Rational {
        rules.reduce(0) { sum, rule in notAsked.contains(rule.item.code) ? sum : sum + rule.item.points }
    }

    /// Points lost on an item, with two decimals or more.
    package func shownPoints(lost points: Rational) -> String {
        thresholds.shown(points, as: "worst", decimals: 2)
    }

    /// The score with nine decimals at most, as columns keep it: cut off, so that scores sort as they are, or the next
    /// above where only that lies on the score's side of every threshold.
    package func kept(score: Rational, of attainable: Rational) -> Rational {
        guard let billionth = Rational(1).divided(by: 1_000_000_000) else { return score }
        let cut = (score * 1_000_000_000).floor * billionth
        let isOnItsSide =
            thresholds.verdicts(on: cut, as: ["score"], of: attainable)
            == thresholds.verdicts(on: score, as: ["score"], of: attainable)
        return isOnItsSide ? cut : cut + billionth
    }

    /// The score of a section, likewise; beside the thresholds of the whole too, with which readers compare it.
    package func shown(score: Rational, ofSection code: String) -> String {
        thresholds.shown(score, as: ExpressionScope.score(of: code), "score")
    }
}

extension Term<String> {
    /// The terms of which the value is that of one: the arguments of `min` and `max`, the sides of `if`. Where there
    /// would be too many, the term itself.
    fileprivate func readings(most: Int) -> [Term<String>] {
        let readings: [Term<String>] =
            switch self {
            case .number, .text, .name: [self]
            case .negate(let operand): operand.readings(most: most).map { .negate($0) }
            case .binary(let symbol, let left, let right, let offset):
                GradeThresholds.pairs(left.readings(most: most), right.readings(most: most), most: most)
                    .map { .binary(symbol, $0, $1, offset: offset) }
            case .call(.min, let arguments, _), .call(.max, let arguments, _):
                arguments.flatMap { $0.readings(most: most) }
            case .call(.choose, let arguments, _):
                arguments.dropFirst().flatMap { $0.readings(most: most) }
            case .call(let function, let arguments, let offset) where arguments.count == 1:
                arguments[0].readings(most: most).map { .call(function, [$0], offset: offset) }
            case .call: [self]
            }
        return readings.isEmpty || readings.count > most ? [self] : readings
    }
}
