/// One row of a county's register: a site and what it says of who holds which duty there.
package struct RegisterEntry: Sendable, Hashable {
    package var site: Site
    /// In the order in which they came to be; a duty that no row mentions stays as it is.
    package let duties: [DutyEntry]
    /// The day from which on the site is called and is what the row says, where it was otherwise before; nil for today.
    package let changedOn: Day?
    /// The site that the period goes on from, having moved; nil where the row does not say.
    package var predecessor: Said<String>?
    /// Where it lies; nil where the row does not say.
    package let place: Said<SitePlace>?
    /// Fields that the row says nothing of, whatever stands in `site`: what is known of them stays.
    package let unsaid: Set<RegisterField>
    /// The row or line it was read from, to name it in complaints.
    package let row: Int

    package init(
        site: Site,
        duties: [DutyEntry] = [],
        changedOn: Day? = nil,
        predecessor: Said<String>? = nil,
        place: Said<SitePlace>? = nil,
        unsaid: Set<RegisterField> = [],
        row: Int
    ) {
        self.site = site
        self.duties = duties
        self.changedOn = changedOn
        self.predecessor = predecessor
        self.place = place
        self.unsaid = unsaid
        self.row = row
    }
}

/// What is said of something that there may be none of.
package enum Said<Value: Sendable & Hashable>: Sendable, Hashable {
    case value(Value)
    /// That there is none.
    case nothing

    package var value: Value? {
        switch self {
        case .value(let value): value
        case .nothing: nil
        }
    }
}

/// What a row of a register says of a duty.
package struct DutyEntry: Sendable, Hashable {
    package let duty: Responsible
    /// nil where the duty is vacant.
    package let person: String?
    /// The holder's first day, or the first vacant one; nil where the row does not say.
    package let since: Day?
    /// Whether the day is that of the whole row: it counts only for whoever is new, the others keep their own.
    package let isRowsDay: Bool

    package init(_ duty: Responsible, _ person: String?, since: Day? = nil, isRowsDay: Bool = false) {
        self.duty = duty
        self.person = person
        self.since = since
        self.isRowsDay = isRowsDay
    }
}

/// What a register says of a site, a column each.
package enum RegisterField: Sendable, Hashable {
    case code, kind, name, nameEn, township, townshipEn, address, capacity, opened, closed
    /// From when on the site is called and is so.
    case changedOn
    /// The site that it goes on from, having moved.
    case predecessor
    /// Where it lies, in degrees of WGS-84.
    case latitude, longitude
    /// Who holds the duty, and from when.
    case duty(Responsible), since(Responsible)

    /// The column's name, by which problems point to it (`/3/director_since`).
    package var name: String {
        switch self {
        case .code: "code"
        case .kind: "kind"
        case .name: "name"
        case .nameEn: "nameEn"
        case .township: "township"
        case .townshipEn: "townshipEn"
        case .address: "address"
        case .capacity: "capacity"
        case .opened: "opened"
        case .closed: "closed"
        case .changedOn: "changed_on"
        case .predecessor: "predecessor"
        case .latitude: "latitude"
        case .longitude: "longitude"
        case .duty(let duty): duty.rawValue
        case .since(let duty): "\(duty.rawValue)_since"
        }
    }
}
