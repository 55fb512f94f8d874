import Compliance

/// The terms of one site as entries of a register come to them, and what does not fit together.
///
/// A register takes a duty over, ends it and says again what is known. Whatever else it would come to, a misspelt name or
/// another first day, corrects what was: that wants a reason, and is refused here.
struct DutyMerge {
    private(set) var terms: [SiteRecord.Term]
    private(set) var faults: [Fault] = []
    private let today: Day
    /// When the site opened, if it is new: who is named without a day holds the duty from then on.
    private let opening: Day?

    /// What is wrong with an entry, and with which of its two cells.
    struct Fault {
        let code: String
        let field: RegisterField
        let message: Text
        /// Whether it may be confirmed.
        var isQuestion = false
    }

    init(_ duties: [DutyEntry], into known: [SiteRecord.Term], opening: Day?, today: Day) {
        terms = known
        self.today = today
        self.opening = opening
        for entry in duties { take(entry) }
        let last = Dictionary(duties.map { ($0.duty, $0) }) { $1 }
        for duty in Responsible.allCases {
            guard let entry = last[duty], let person = entry.person, faults.isEmpty else { continue }
            checkHolds(person, duty)
        }
        terms.sort { $0.id < $1.id }
    }

    // MARK: One entry

    private mutating func take(_ entry: DutyEntry) {
        let of = terms.map(\.posting).filter { $0.duty == entry.duty }.sorted { $0.from < $1.from }
        if let person = entry.person {
            take(person, entry, among: of)
        } else {
            vacate(entry, among: of)
        }
    }

    private mutating func take(_ person: String, _ entry: DutyEntry, among of: [Posting]) {
        if let held = of.last(where: { $0.person == person && ($0.to ?? .last) >= today }) {
            guard let since = entry.since, !entry.isRowsDay, since != held.from else { return }
            guard let to = held.to, since > to else {
                return note("otherFirstDay", .since(entry.duty), .correction(of: held))
            }
        }
        guard let since = entry.since ?? opening else {
            return note(
                "newHolderWithoutDay",
                .since(entry.duty),
                Text(zh: "“\(person.shown)”是新任，须写明任职首日。", en: "'\(person.shown)' is new; say from which day.")
            )
        }
        if of.contains(where: { $0.person == person && $0.from == since }) { return }
        guard entry.duty.hasOneHolder else { return join(person, since, entry, among: of) }
        if let last = of.last {
            guard last.from < since else {
                return note(
                    last.from == since ? "otherHolder" : "beforeRecord",
                    last.from == since ? .duty(entry.duty) : .since(entry.duty),
                    .correction(of: last)
                )
            }
            if let to = last.to, to >= since {
                return note("otherLastDay", .since(entry.duty), .correction(of: last))
            }
            end(last, on: since - 1)
        }
        add(person, since, entry.duty)
    }

    /// Of a duty that several may hold at once: whoever is named stands beside the others, if that is what is meant.
    private mutating func join(_ person: String, _ since: Day, _ entry: DutyEntry, among of: [Posting]) {
        if let same = of.last(where: { $0.person == person && ($0.to ?? .last) >= since }) {
            return note("otherFirstDay", .since(entry.duty), .correction(of: same))
        }
        let others = of.filter { ($0.to ?? .last) >= since }
        if !others.isEmpty, opening == nil {
            let names = others.map(\.person.shown)
            note(
                "joins",
                .duty(entry.duty),
                Text(
                    zh: "“\(person.shown)”自 \(since) 起与“\(names.joined(separator: "、"))”同时任职？如是接任，先结束前任的任期。",
                    en:
                        "Does '\(person.shown)' hold the duty beside '\(names.joined(separator: "', '"))' from \(since) on? "
                        + "If in their place, end their terms first."
                ),
                isQuestion: true
            )
        }
        add(person, since, entry.duty)
    }

    private mutating func vacate(_ entry: DutyEntry, among of: [Posting]) {
        let open = of.filter { $0.to == nil }
        guard !open.isEmpty else {
            guard let last = of.last, let to = last.to, let since = entry.since, !entry.isRowsDay,
                since != to + 1
            else { return }
            return note("otherLastDay", .since(entry.duty), .correction(of: last))
        }
        // The day of the whole row is that of who is new.
        guard let since = entry.since, !entry.isRowsDay else {
            return note(
                "vacantWithoutDay",
                .since(entry.duty),
                Text(zh: "须写明空缺的第一天。", en: "Say which is the first vacant day.")
            )
        }
        if let later = open.first(where: { $0.from >= since }) {
            return note("beforeRecord", .since(entry.duty), .correction(of: later))
        }
        for posting in open { end(posting, on: since - 1) }
    }

    // MARK: What it comes to

    /// A register says who holds a duty now, or is to.
    private mutating func checkHolds(_ person: String, _ duty: Responsible) {
        let of = terms.map(\.posting).filter { $0.duty == duty }.sorted { $0.from < $1.from }
        guard !of.contains(where: { $0.person == person && ($0.to ?? .last) >= today }),
            let own = of.last(where: { $0.person == person }), let to = own.to
        else { return }
        note(
            "heldNoMore",
            .duty(duty),
            Text(
                zh: "在案：“\(person.shown)”的任期止于 \(to)。\(Text.way.zh)",
                en: "On record the term of '\(person.shown)' ended on \(to). \(Text.way.en)"
            )
        )
    }

    private mutating func add(_ person: String, _ since: Day, _ duty: Responsible) {
        terms.append(SiteRecord.Term(Posting(duty: duty, person: person, from: since)))
    }

    private mutating func end(_ posting: Posting, on day: Day) {
        guard posting.to == nil, let place = terms.firstIndex(where: { $0.posting == posting }) else {
            return
        }
        terms[place] = SiteRecord.Term(
            id: terms[place].id,
            Posting(duty: posting.duty, person: posting.person, from: posting.from, to: day)
        )
    }

    private mutating func note(
        _ code: String,
        _ field: RegisterField,
        _ message: Text,
        isQuestion: Bool = false
    ) {
        faults.append(Fault(code: code, field: field, message: message, isQuestion: isQuestion))
    }
}

extension Text {
    /// How what is on record of a duty is corrected.
    fileprivate static let way = Text(
        zh: "更正或撤销任期须说明理由：在点位的页面上，或用 lazaret duty correct、lazaret duty withdraw。",
        en:
            "Correcting or withdrawing a term wants a reason: on the site's page, or by 'lazaret duty correct' and "
            + "'lazaret duty withdraw'."
    )

    fileprivate static func correction(of posting: Posting) -> Text {
        let zh = "\(posting.from) 起" + (posting.to.map { "至 \($0)" } ?? "")
        let en = "from \(posting.from)" + (posting.to.map { " to \($0)" } ?? " on")
        return Text(
            zh: "与在案的任期不符：“\(posting.person.shown)”，\(zh)。\(way.zh)",
            en: "On record is '\(posting.person.shown)' \(en). \(way.en)"
        )
    }
}
