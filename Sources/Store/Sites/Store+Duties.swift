package import Compliance

extension Store {
    /// Does that to the duties of the site; the other terms stay, and so does, on record, what was said before. Throws
    /// `Problems`, `StoreError.noSite`, and `.changedMeanwhile` where the register is of another edition than the one given.
    package func change(
        _ act: DutyAct,
        at code: String,
        why: String? = nil,
        edition: Int? = nil
    ) async throws {
        let why = why.flatMap { $0.isEmpty ? nil : $0.asTyped }
        let (known, before, after) = try await judged(act, at: code, why: why)
        guard edition ?? known.edition == known.edition else { throw StoreError.changedMeanwhile }
        guard after != before else { return }
        try await write([after], [:], known, why)
    }

    /// What doing that would come to, and do to what is past; writes nothing, and throws the same.
    package func judge(_ act: DutyAct, at code: String, why: String? = nil) async throws -> DutyPreview {
        let (known, before, after) = try await judged(act, at: code, why: why)
        let (then, now) = (Set(before.terms.map(\.posting)), Set(after.terms.map(\.posting)))
        return DutyPreview(
            edition: known.edition,
            gone: then.subtracting(now).sorted { $0.from < $1.from },
            new: now.subtracting(then).sorted { $0.from < $1.from },
            effects: try await effects(of: [after], known)
        )
    }

    private func judged(
        _ act: DutyAct,
        at code: String,
        why: String?
    ) async throws -> (KnownRegister, SiteRecord, SiteRecord) {
        let known = try await register(of: [code])
        guard let before = known.sites[code] else { throw StoreError.noSite(code) }
        if why == nil ? act.isCorrection : why?.asReason == nil {
            throw Problems([.noReason])
        }
        var after = before
        after.terms = try DutyChange(act.asTyped, to: before.terms, today: known.today).terms
        return (known, before, after)
    }
}

/// What one thing done to a term would come to.
package struct DutyPreview: Sendable, Hashable {
    /// Of the register that it was judged on.
    package let edition: Int
    /// What would no longer be said, and what would be said instead, by first days.
    package let gone: [Posting]
    package let new: [Posting]
    package let effects: RegisterEffects

    package init(edition: Int, gone: [Posting], new: [Posting], effects: RegisterEffects) {
        self.edition = edition
        self.gone = gone
        self.new = new
        self.effects = effects
    }
}

/// The terms of a site once something was done to one of them.
struct DutyChange {
    private(set) var terms: [SiteRecord.Term]
    private let today: Day

    /// Throws `Problems` with what stands against it.
    init(_ act: DutyAct, to known: [SiteRecord.Term], today: Day) throws(Problems) {
        terms = known
        self.today = today
        switch act {
        case .start(let duty, let person, let from): try start(duty, person, from)
        case .end(let choice, let last):
            let place = try place(choice, among: { $0.to == nil })
            try put(Posting(terms[place].posting, TermCorrection(last: .on(last))), at: place)
        case .correct(let choice, let correction):
            let place = try place(choice)
            try put(Posting(terms[place].posting, correction), at: place)
        case .withdraw(let choice, let reinstating):
            let gone = terms.remove(at: try place(choice)).posting
            if reinstating { try reinstate(before: gone) }
        }
        if let (one, other) = SiteRecord.overlap(of: terms) { throw Problems([.overlap(one, other)]) }
        terms.sort { $0.id < $1.id }
    }

    private mutating func start(_ duty: Responsible, _ person: String, _ from: Day) throws(Problems) {
        try check(Posting(duty: duty, person: person, from: from))
        let entry = DutyEntry(duty, person, since: from)
        let merge = DutyMerge([entry], into: terms, opening: nil, today: today)
        // Beside others is what a new term of a shared duty means here.
        let faults = merge.faults.filter { !$0.isQuestion }
        guard faults.isEmpty else {
            throw Problems(faults.map { Problem($0.code, at: "/\($0.field.name)", $0.message) })
        }
        terms = merge.terms
    }

    private mutating func reinstate(before gone: Posting) throws(Problems) {
        let before = terms.indices.filter { place in
            let posting = terms[place].posting
            return posting.duty == gone.duty && posting.to.map { $0 + 1 } == gone.from
        }
        // Of several who ended on that day nobody knows whose place it was: their ends are corrected one by one.
        guard before.count == 1, let place = before.first else { throw Problems([.nobodyBefore(gone)]) }
        try put(
            Posting(terms[place].posting, TermCorrection(last: gone.to.map { .on($0) } ?? .open)),
            at: place
        )
    }

    private mutating func put(_ posting: Posting, at place: Int) throws(Problems) {
        try check(posting)
        terms[place] = SiteRecord.Term(id: terms[place].id, posting)
    }

    private func check(_ posting: Posting) throws(Problems) {
        let problems = RegisterCheck.problems(of: posting, today: today)
        guard problems.isEmpty else { throw Problems(problems) }
    }

    private func place(
        _ choice: TermChoice,
        among isMeant: (Posting) -> Bool = { _ in true }
    ) throws(Problems) -> Int {
        let found = terms.indices.filter { index in
            let term = terms[index]
            switch choice {
            case .id(let id): return term.id == id && isMeant(term.posting)
            case .only(let duty, let person, let since):
                return term.posting.duty == duty && person ?? term.posting.person == term.posting.person
                    && since ?? term.posting.from == term.posting.from && isMeant(term.posting)
            }
        }
        guard let first = found.first else { throw Problems([.noTerm]) }
        guard found.count == 1 else { throw Problems([.severalTerms(found.map { terms[$0].posting })]) }
        return first
    }
}

extension Posting {
    /// The posting as it is said to have been in truth.
    fileprivate init(_ known: Posting, _ correction: TermCorrection) {
        let last: Day? =
            switch correction.last {
            case .on(let day)?: day
            case .open?: nil
            case nil: known.to
            }
        self.init(
            duty: known.duty,
            person: correction.person ?? known.person,
            from: correction.from ?? known.from,
            to: last
        )
    }
}

extension Problem {
    fileprivate static let noTerm = Problem(
        "noTerm",
        at: "/term",
        Text(
            zh: "没有这样的在案任期；lazaret show site 列出各任期。",
            en: "No such term stands on record; 'lazaret show site' lists them."
        )
    )

    fileprivate static func severalTerms(_ postings: [Posting]) -> Problem {
        let list = postings.map { "\($0.person) \($0.from)–\($0.to.map { "\($0)" } ?? "")" }
        return Problem(
            "severalTerms",
            at: "/term",
            Text(
                zh: "有不止一个这样的任期，请写明姓名和任职首日：\(list.joined(separator: "；"))。",
                en: "There is more than one such term; say the holder and the first day: "
                    + list.joined(separator: "; ") + "."
            )
        )
    }

    fileprivate static func nobodyBefore(_ posting: Posting) -> Problem {
        Problem(
            "nobodyBefore",
            at: "/term",
            Text(
                zh: "没有人的任期止于 \(posting.from - 1)，无从恢复。",
                en: "Nobody's term ends on \(posting.from - 1), so that nobody can go on."
            )
        )
    }
}
