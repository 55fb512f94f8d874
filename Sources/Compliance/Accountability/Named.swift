/// Who a case may name for one duty, from the visit that found the site below the minimum to the one that found it so still
/// (`domain.md` §7): the program says who held the duty then, and where it changed hands a person decides.
package struct Named: Sendable, Hashable {
    package let duty: Responsible
    /// Whoever held the duty on some day of it, by their first day; terms of one person without a day between are one.
    package let holders: [Posting]
    /// Whether nobody held it on some day of it.
    package let wasVacant: Bool

    /// Whether one person held it all the time: then the case names them, and nobody has to decide.
    package var isOne: Bool { holders.count == 1 && !wasVacant }

    /// Whose accountability a case on a township site is about: the director's, and handling proposals for the heads and the
    /// deputy in charge.
    package static let duties: [Responsible] = [.director, .partyHead, .governmentHead, .deputyInCharge]
    /// To whom the gaps of a county site belong.
    package static let departments: [Responsible] = [.health, .finance, .police, .fire, .medical]

    /// Of each of the duties, who held it from the first day to the last, both included.
    ///
    /// A duty that nobody held is there, with nobody: that too is said.
    package static func of(
        _ duties: [Responsible],
        in postings: [Posting],
        from first: Day,
        to last: Day
    ) -> [Named] {
        duties.map { duty in
            let holders = Posting.joined(
                postings.filter { posting in
                    posting.duty == duty && posting.from <= last && posting.to.map { first <= $0 } ?? true
                }
            )
            return Named(duty: duty, holders: holders, wasVacant: isVacant(holders, first, last))
        }
    }

    /// Whether some day from the first to the last is in none of the terms, which are in the order of their first days.
    private static func isVacant(_ terms: [Posting], _ first: Day, _ last: Day) -> Bool {
        var next = first
        for term in terms where term.from <= next {
            guard let to = term.to else { return false }
            next = max(next, to + 1)
        }
        return next <= last
    }
}
