/// A place a checklist is filed against, as the county's register has it.
package struct Site: Sendable, Hashable {
    /// Unique in the county, e.g. `T-03`; letters, digits and hyphens.
    package var code: String
    package let kind: SiteKind
    package let name: Text
    /// nil for a county isolation site that lies in no township.
    package let township: Township?
    package let openedOn: Day
    /// The last day it was open; nil while it is.
    package let closedOn: Day?
    package let address: String
    /// How many people it can hold; nil where that means nothing, as at a checkpoint.
    package let capacity: Int?

    package init(
        code: String,
        kind: SiteKind,
        name: Text,
        township: Township?,
        openedOn: Day,
        closedOn: Day? = nil,
        address: String = "",
        capacity: Int? = nil
    ) {
        self.code = code
        self.kind = kind
        self.name = name
        self.township = township
        self.openedOn = openedOn
        self.closedOn = closedOn
        self.address = address
        self.capacity = capacity
    }
}

/// A township of the county (乡镇、街道).
package struct Township: Sendable, Hashable {
    package let code: String
    package let name: Text

    package init(code: String, name: Text) {
        self.code = code
        self.name = name
    }
}

/// Who holds a duty at a site from a day to a day (`domain.md` §2, duty).
package struct Posting: Sendable, Hashable {
    package let duty: Responsible
    /// How the person is called on pages, e.g. by post: `城关镇卫生院院长`.
    package let person: String
    package let from: Day
    /// The last day; nil while it lasts.
    package let to: Day?

    package init(duty: Responsible, person: String, from: Day, to: Day? = nil) {
        self.duty = duty
        self.person = person
        self.from = from
        self.to = to
    }

    /// Whether the duty was held on that day.
    package func covers(_ day: Day) -> Bool {
        from <= day && to.map { day <= $0 } ?? true
    }

    /// Whether that term is part of this one: the same person's, of the same duty, on no other days.
    package func covers(_ term: Posting) -> Bool {
        duty == term.duty && person == term.person && covers(term.from) && covers(term.to ?? .last)
    }

    /// The terms by their first days, those as one in which one person holds a duty on and on: without a day between.
    package static func joined(_ terms: [Posting]) -> [Posting] {
        var whole: [Posting] = []
        for term in terms.sorted(by: { ($0.from, $0.person) < ($1.from, $1.person) }) {
            guard let place = whole.lastIndex(where: { $0.duty == term.duty && $0.person == term.person }),
                case let last = whole[place], last.to.map({ term.from <= $0 + 1 }) ?? true
            else {
                whole.append(term)
                continue
            }
            let to = last.to.flatMap { last in term.to.map { max(last, $0) } }
            whole[place] = Posting(duty: term.duty, person: term.person, from: last.from, to: to)
        }
        return whole
    }
}

/// Why a visit was made (`domain.md` §5).
package enum InspectionKind: String, Sendable, CaseIterable {
    case routine, unannounced, recheck, complaint, guidance
}
