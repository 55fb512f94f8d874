/// What an administrator does to who holds a duty at a site, one term at a time.
package enum DutyAct: Sendable, Hashable {
    /// Whoever held it alone until then ends the day before.
    case start(Responsible, person: String, from: Day)
    /// The term ends, and nobody follows.
    case end(TermChoice, last: Day)
    /// What was said of the term was not so; it keeps its identity.
    case correct(TermChoice, TermCorrection)
    /// There never was such a term. `reinstating`: whoever ended the day before it goes on.
    case withdraw(TermChoice, reinstating: Bool)

    /// The same with the holder's name as it was meant by whoever typed it.
    package var asTyped: DutyAct {
        switch self {
        case .start(let duty, let person, let from): .start(duty, person: person.asTyped, from: from)
        case .correct(let term, let new):
            .correct(term, TermCorrection(person: new.person?.asTyped, from: new.from, last: new.last))
        case .end, .withdraw: self
        }
    }

    /// Whether it says otherwise what was said of somebody: that takes a reason.
    package var isCorrection: Bool {
        switch self {
        case .start, .end: false
        case .correct, .withdraw: true
        }
    }
}

/// Which term of a duty is meant.
package enum TermChoice: Sendable, Hashable {
    /// By its id, which it keeps for ever.
    case id(String)
    /// The only one of the duty, of that person, with that first day, as far as they are given.
    case only(Responsible, person: String?, since: Day?)
}

/// What of a term was not so; nil stays as it is.
package struct TermCorrection: Sendable, Hashable {
    package let person: String?
    package let from: Day?
    package let last: LastDay?

    package enum LastDay: Sendable, Hashable {
        case on(Day)
        /// It lasts.
        case open
    }

    package init(person: String? = nil, from: Day? = nil, last: LastDay? = nil) {
        self.person = person
        self.from = from
        self.last = last
    }
}
