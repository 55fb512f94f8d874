import Testing

@testable import Compliance

/// The ladder of `domain.md` §7, with the days as the county has them: 1, 1, 3, and 3 for a statement.
@Suite("The ladder")
struct LadderTests {
    private static func at(_ day: Int, _ clock: String = "09:00") -> Instant {
        let text = "2021-08-\(day < 10 ? "0" : "")\(day)T\(clock):00+08:00"
        guard let instant = Instant(text) else { fatalError(text) }
        return instant
    }

    @Test("A reminder: once an order is overdue or a visit found the site below the minimum, and not before")
    func reminder() {
        #expect(Ladder().state(of: .reminder, at: Self.at(9)) == .not([.occasion]))
        let ladder = Ladder(occasion: Self.at(6))
        #expect(ladder.state(of: .reminder, at: Self.at(5)) == .notBefore(Self.at(6)))
        #expect(ladder.state(of: .reminder, at: Self.at(6)) == .mayBeProposed(Self.at(6)))
        var sent = ladder
        sent.reminder = Self.at(7)
        #expect(sent.state(of: .reminder, at: Self.at(9)) == .taken(Self.at(7)))
    }

    @Test("A circular: 24 hours after the reminder, and only where one of its gaps is open still")
    func circular() {
        let open = Ladder(occasion: Self.at(6), reminder: Self.at(7), isStillOpen: true)
        #expect(open.state(of: .circular, at: Self.at(8, "08:59")) == .notBefore(Self.at(8)))
        #expect(open.state(of: .circular, at: Self.at(8)) == .mayBeProposed(Self.at(8)))
        let closed = Ladder(occasion: Self.at(6), reminder: Self.at(7))
        #expect(closed.state(of: .circular, at: Self.at(8)) == .not([.stillOpen]))
        #expect(
            Ladder(occasion: Self.at(6)).state(of: .circular, at: Self.at(8)) == .not([.before(.reminder)])
        )
    }

    @Test("An interview: the four conditions, and the steps before it; everything that is missing is said")
    func interview() {
        let none = Ladder(occasion: Self.at(6))
        #expect(
            none.state(of: .interview, at: Self.at(9))
                == .not([.before(.reminder), .before(.circular), .conditions])
        )
        let skipped = Ladder(occasion: Self.at(6), casesSince: Self.at(7))
        #expect(
            skipped.state(of: .interview, at: Self.at(9)) == .not([.before(.reminder), .before(.circular)])
        )
        var ladder = Ladder(
            occasion: Self.at(6),
            reminder: Self.at(6, "10:00"),
            isStillOpen: true,
            circular: Self.at(7, "12:00"),
            casesSince: Self.at(7)
        )
        #expect(ladder.state(of: .interview, at: Self.at(8)) == .notBefore(Self.at(8, "12:00")))
        #expect(ladder.state(of: .interview, at: Self.at(9)) == .mayBeProposed(Self.at(8, "12:00")))
        // The conditions may come to hold later than the day that the circular gives.
        ladder.casesSince = Self.at(20)
        #expect(ladder.state(of: .interview, at: Self.at(9)) == .notBefore(Self.at(20)))
    }

    @Test("An infection: the ladder begins with the interview, without reminder, circular or conditions")
    func infection() {
        let ladder = Ladder(infection: Self.at(10))
        #expect(ladder.state(of: .interview, at: Self.at(10)) == .mayBeProposed(Self.at(10)))
        #expect(ladder.state(of: .proposal, at: Self.at(20)) == .not([.interview, .statement]))
    }

    @Test("A proposal: three days after interview and request, of whoever was asked last; nobody is left out")
    func proposal() {
        var ladder = Ladder(
            occasion: Self.at(6),
            reminder: Self.at(6),
            isStillOpen: true,
            circular: Self.at(7),
            casesSince: Self.at(7),
            interview: Self.at(10),
            statementsAsked: [Self.at(10), nil]
        )
        #expect(ladder.state(of: .proposal, at: Self.at(20)) == .not([.statement]))
        ladder.statementsAsked = [Self.at(10), Self.at(11)]
        #expect(ladder.state(of: .proposal, at: Self.at(14, "08:59")) == .notBefore(Self.at(14)))
        #expect(ladder.state(of: .proposal, at: Self.at(14)) == .mayBeProposed(Self.at(14)))
        ladder.interview = nil
        #expect(ladder.state(of: .proposal, at: Self.at(20)) == .not([.interview]))
        ladder.statementsAsked = []
        #expect(ladder.state(of: .proposal, at: Self.at(20)) == .not([.interview, .statement]))
    }

    @Test("The days are the county's own")
    func policy() {
        let policy = LadderPolicy(circular: 2, interview: 1, proposal: 3, statement: 5)
        let ladder = Ladder(occasion: Self.at(6), reminder: Self.at(7), isStillOpen: true)
        #expect(ladder.state(of: .circular, at: Self.at(8), by: policy) == .notBefore(Self.at(9)))
    }
}

@Suite("Whom a case may name")
struct NamedTests {
    private static func day(_ day: Int) -> Day {
        guard let day = Day("2021-08-\(day < 10 ? "0" : "")\(day)") else { fatalError("a day") }
        return day
    }

    private static func term(_ duty: Responsible, _ person: String, _ from: Int, _ to: Int? = nil) -> Posting
    {
        Posting(duty: duty, person: person, from: day(from), to: to.map(day))
    }

    private static func named(_ terms: [Posting]) -> Named? {
        Named.of([.director], in: terms, from: day(5), to: day(7)).first
    }

    @Test("Whoever held the duty on all days is the one; a term that ended the day before names nobody")
    func one() {
        let long = Self.term(.director, "甲院长", 1)
        #expect(Self.named([long]) == Named(duty: .director, holders: [long], wasVacant: false))
        #expect(Self.named([long])?.isOne == true)
        let before = Self.term(.director, "甲院长", 1, 4)
        #expect(Self.named([before]) == Named(duty: .director, holders: [], wasVacant: true))
        let after = Self.term(.director, "乙院长", 8)
        #expect(Self.named([after])?.holders == [])
        let other = Self.term(.partyHead, "书记", 1)
        #expect(Self.named([other])?.isOne == false)
    }

    @Test("A duty that changed hands names both, and a person decides; a day without anybody is said")
    func changed() {
        let (first, second) = (Self.term(.director, "甲院长", 1, 5), Self.term(.director, "乙院长", 6))
        let both = Self.named([second, first])
        #expect(both?.holders == [first, second] && both?.wasVacant == false && both?.isOne == false)
        let late = Self.term(.director, "乙院长", 7)
        #expect(Self.named([first, late])?.wasVacant == true)
        // Vacant on the last day.
        #expect(Self.named([Self.term(.director, "甲院长", 1, 6)])?.wasVacant == true)
        // Vacant on the first.
        #expect(Self.named([Self.term(.director, "甲院长", 6)])?.wasVacant == true)
    }

    @Test(
        "Terms of one person that follow on each other without a day between are one, in whatever order they stand"
    )
    func joined() {
        let (first, second) = (Self.term(.director, "甲院长", 1, 5), Self.term(.director, "甲院长", 6))
        let whole = Self.term(.director, "甲院长", 1)
        for terms in [[first, second], [second, first]] {
            #expect(Self.named(terms) == Named(duty: .director, holders: [whole], wasVacant: false))
            #expect(Self.named(terms)?.isOne == true)
        }
        #expect(Posting.joined([first, second, Self.term(.partyHead, "甲院长", 6)]).count == 2)
        let later = Self.term(.director, "甲院长", 7)
        #expect(Posting.joined([later, first]) == [first, later])
        // Terms that overlap, and one inside another.
        let (long, inside) = (Self.term(.director, "甲院长", 1, 9), Self.term(.director, "甲院长", 3, 4))
        #expect(Posting.joined([inside, long]) == [long])
        #expect(whole.covers(first) && whole.covers(second) && !first.covers(second) && !long.covers(second))
        #expect(!whole.covers(Self.term(.director, "乙院长", 2)))
    }

    @Test("Four duties, each said, also where nobody held it; of departments all who held one")
    func all() {
        let terms = [Self.term(.director, "院长", 1), Self.term(.partyHead, "书记", 1)]
        let named = Named.of(Named.duties, in: terms, from: Self.day(5), to: Self.day(7))
        #expect(named.map(\.duty) == [.director, .partyHead, .governmentHead, .deputyInCharge])
        #expect(named.map(\.isOne) == [true, true, false, false])
        let police = [Self.term(.police, "民警甲", 1), Self.term(.police, "民警乙", 1)]
        let posted = Named.of([.police], in: police, from: Self.day(5), to: Self.day(7))
        #expect(posted.first?.holders.count == 2 && posted.first?.wasVacant == false)
    }
}
