/// Why a result has no grade although there was something to score (`domain.md` §3).
package struct Undecided: Sendable, Hashable {
    /// The code of the grade whose condition could not be worked out.
    package let grade: String
    /// What its condition needed.
    package let missing: [MissingValue]
}

extension Result {
    /// The release of the scoring rules that this code is; raised whenever the same answers would come out otherwise.
    ///
    /// 1: a grade's condition that could not be worked out was passed over, as if it did not hold.
    /// 2: it ends the search, and there is no grade.
    package static let currentVersion = 2

    /// Why there is no grade; nil where there is one.
    package var whyNoGrade: Text? {
        guard grade == nil else { return nil }
        return undecided?.missing.words ?? Text(zh: "没有可评的项目", en: "nothing to score")
    }
}

extension Standard {
    /// The place among the grades of the one that the totals earn by that release of the rules, 0 for the worst; nil
    /// where nothing was attainable, or it cannot be told.
    func grade(for totals: Totals, by version: Int) -> Int? {
        guard !totals.attainable.isZero else { return nil }
        for (index, grade) in grades.enumerated() {
            switch holds(grade, for: totals) {
            case true?: return index
            case false?: continue
            case nil where Self.passesOver(version): continue
            case nil: return nil
            }
        }
        return nil
    }

    /// The condition at which the search for a grade ended; nil where nothing was attainable, or none did.
    func undecided(_ totals: Totals, by version: Int) -> Undecided? {
        guard totals.score != nil, !Self.passesOver(version),
            let grade = grades.first(where: { holds($0, for: totals) != false }),
            holds(grade, for: totals) == nil
        else { return nil }
        return Undecided(grade: grade.rule.code, missing: missing(in: grade, for: totals))
    }

    /// Whether the grade's condition holds; nil where it cannot be worked out.
    func holds(_ grade: GradeCondition, for totals: Totals) -> Bool? {
        grade.when.resolved.value { totals.value(of: $0) }.boolean
    }

    /// What the grade's condition needs and the totals do not have.
    func missing(in grade: GradeCondition, for totals: Totals) -> [MissingValue] {
        grade.when.resolved.missing { totals.value(of: $0) }
            .compactMap { name in
                switch name {
                case .scoreOfSection(let place):
                    let code = checklist.sections[place].code
                    return MissingValue(
                        name: ExpressionScope.score(of: code),
                        title: Text(
                            zh: "\(code) 部分的得分：其中没有涉及或适用的检查项",
                            en: "the score of section \(code): nothing in it applied"
                        )
                    )
                case .unknown(let name): return MissingValue(name)
                // Sums are always known where a condition is asked.
                case .score, .earned, .attainable, .lost, .worst, .gaps, .pointsOfSection: return nil
                }
            }
    }

    /// The conditions that were asked for the result and could not be worked out, by the code of their grade, in words.
    package func unknownConditions(of result: Result, _ sheet: AnswerSheet) -> [String: Text] {
        let totals = ScoredGaps(result.outcomes, answers(of: sheet), self).totals
        guard totals.score != nil else { return [:] }
        var unknown: [String: Text] = [:]
        for grade in grades {
            if grade.rule.code == result.grade?.code { break }
            guard holds(grade, for: totals) == nil else { continue }
            let words = missing(in: grade, for: totals).words
            guard Self.passesOver(result.scoringVersion) else {
                unknown[grade.rule.code] = words
                break
            }
            unknown[grade.rule.code] = Text(
                zh: "\(words.zh)（评分规则第 \(result.scoringVersion) 版当作不成立）",
                en: "\(words.en) (version \(result.scoringVersion) of the scoring rules took it not to hold)"
            )
        }
        return unknown
    }

    /// What today's rules of scoring make of the answers, where that is another grade than the one that stands.
    package func today(_ result: Result, _ sheet: AnswerSheet) -> Result? {
        guard result.scoringVersion < Result.currentVersion else { return nil }
        let now = score(sheet)
        return now.grade?.code == result.grade?.code ? nil : now
    }

    /// Whether that release of the rules takes a condition that cannot be worked out for one that does not hold.
    static func passesOver(_ version: Int) -> Bool { version < 2 }
}
