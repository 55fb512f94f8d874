extension CaseFinding {
    /// The four conditions of a case, (a) to (d) of `domain.md` §7, in their order.
    package enum Condition: String, Sendable, Hashable, CaseIterable {
        /// (a) The standard was issued, and received.
        case standard
        /// (b) Guidance was given on it.
        case guidance
        /// (c) A visit found the site below the minimum, and the notice of that reached the director.
        case notice
        /// (d) A visit after the deadline found the same still.
        case again

        package var title: Text {
            switch self {
            case .standard:
                Text(
                    zh: "检查前已下发标准并已签收（或满 24 小时）",
                    en: "The standard was issued before the visit, and received"
                )
            case .guidance:
                Text(
                    zh: "下发之后、检查之前已就该标准开展指导",
                    en: "Guidance was given after the issue and before the visit"
                )
            case .notice:
                Text(
                    zh: "检查发现因不符合项低于最低要求，限期整改通知书已送达负责人",
                    en:
                        "A visit found the site below the minimum by items not met, and its notice reached the director"
                )
            case .again:
                Text(
                    zh: "期限届满后再查，同一项仍不符合、点位仍低于最低要求",
                    en:
                        "A visit after the deadline found the same item still not met, and the site still below"
                )
            }
        }
    }

    /// Whether a condition holds so far.
    package enum Standing: Sendable, Hashable {
        case holds
        /// What is missing of it.
        case lacks([Missing])
        /// It is measured by a visit of (c), and there is none.
        case notMeasured

        package enum Word: String, Sendable, CaseIterable { case holds, lacks, notMeasured }

        package var word: Word {
            switch self {
            case .holds: .holds
            case .lacks: .lacks
            case .notMeasured: .notMeasured
            }
        }

        package var missing: [Missing] {
            switch self {
            case .holds, .notMeasured: []
            case .lacks(let missing): missing
            }
        }
    }

    /// Where that condition stands by this finding.
    package func standing(of condition: Condition) -> Standing {
        let lacking = missing.filter { $0.condition == condition }
        if !lacking.isEmpty { return .lacks(lacking) }
        return found == nil ? .notMeasured : .holds
    }
}

extension CaseFinding.Missing {
    /// The condition that it belongs to.
    package var condition: CaseFinding.Condition {
        switch self {
        case .issue, .receipt: .standard
        case .guidance: .guidance
        case .finding, .notice: .notice
        case .laterVisit, .sameItem, .stillBelow, .laterVersion: .again
        }
    }
}
