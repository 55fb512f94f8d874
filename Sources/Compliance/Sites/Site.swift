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
}

/// Why a visit was made (`domain.md` §5).
package enum InspectionKind: String, Sendable, CaseIterable {
    case routine, unannounced, recheck, complaint, guidance
}
