import Testing

@testable import Compliance

/// What lies between the visits, and what was known when (`domain.md` §6, §7), on the first row of the table: A-04 found on
/// the 5th at 9:00, the notice reached the director at 10:00, due on the 6th at 10:00, found again on the 7th at 9:00.
@Suite("A case, by what was known when")
struct CaseInTimeTests {
    private typealias Row = CaseFindingTests

    @Test("Verified as mended before the second visit, it is found anew: another finding, not the same still")
    func verified() {
        func finding(_ at: Instant, _ item: String = "A-04") -> CaseFinding {
            Row.file { $0.mendings = [.init(item: item, at: at)] }
        }
        #expect(finding(Row.at(6, "15:00")).missing == [.sameItem])
        // Verified after the second visit, before the first, or of another item: nothing of this.
        #expect(finding(Row.at(7, "09:00")).holds)
        #expect(finding(Row.at(4)).holds)
        #expect(finding(Row.at(6, "15:00"), "B-02").holds)
    }

    @Test(
        "A visit that ends after the verification found it again; one that had begun before is no exception"
    )
    func verifiedDuringTheVisit() {
        let again = SiteFile.Visit(
            id: Row.visit(2, Row.at(7)).id,
            startedAt: Row.at(7),
            finishedAt: Row.at(7, "11:00"),
            version: Row.v1,
            isBelowMinimum: true,
            causes: ["A-04"],
            notMet: ["A-04"]
        )
        let finding = Row.file { file in
            file.visits[1] = again
            file.mendings = [.init(item: "A-04", at: Row.at(7, "10:00"))]
        }
        #expect(finding.missing == [.sameItem])
    }

    @Test("A deadline moved after the second visit was not known there; one moved before it binds there")
    func movedLater() {
        func finding(movedOn at: Instant, to deadline: Instant, _ item: String = "A-04") -> CaseFinding {
            Row.file { $0.notices[0].moves = [.init(item: item, at: at, deadline: deadline)] }
        }
        #expect(finding(movedOn: Row.at(7, "12:00"), to: Row.at(9)).holds)
        #expect(finding(movedOn: Row.at(6), to: Row.at(9)).missing == [.laterVisit])
        #expect(finding(movedOn: Row.at(6), to: Row.at(9), "B-02").holds)
        // Moved earlier, the hours from the arrival still have to pass: to the 6th at 10:00.
        let early = Row.file { file in
            file.notices[0].moves = [
                .init(item: "A-04", at: Row.at(5, "12:00"), deadline: Row.at(5, "20:00"))
            ]
            file.visits[1] = Row.visit(2, Row.at(6, "09:59"))
        }
        #expect(early.missing == [.laterVisit])
    }

    @Test("A deadline moved in a later run of the item is not laid on the notice of the earlier one")
    func movedInALaterRun() {
        // Mended on the 6th at 15:00, found again on the 7th, moved on the 8th to the 20th, found once more on the 9th.
        let moves = [ServedNotice.Move(item: "A-04", at: Row.at(8), deadline: Row.at(20))]
        let finding = Row.file { file in
            file.visits = [Row.found, Row.visit(3, Row.at(9))]
            file.mendings = [.init(item: "A-04", at: Row.at(6, "15:00"))]
            file.notices[0].moves = moves
        }
        // It lacks the same item and no later visit: by its own deadline the 9th is late enough.
        #expect(finding.found == Row.found && finding.missing == [.sameItem])
        let notice = ServedNotice(
            visit: Row.found.id,
            reachedAt: Row.at(5, "10:00"),
            deadlines: ["A-04": .init(hours: 24, at: Row.at(6, "10:00"))],
            moves: moves
        )
        #expect(notice.deadline(of: "A-04", knownAt: Row.at(6, "15:00")) == Row.at(6, "10:00"))
        #expect(notice.deadline(of: "A-04", knownAt: Row.at(8)) == Row.at(6, "10:00"))
        #expect(notice.deadline(of: "A-04") == Row.at(20))
    }

    @Test("Guidance recorded only after the visit does not count in silence: both moments are said")
    func recordedLater() {
        func guided(_ day: Int, recorded: Instant) -> SiteFile.Guidance {
            .init(version: Row.v1, at: Row.at(day), recordedAt: recorded)
        }
        let late = Row.file { $0.guidance = [guided(3, recorded: Row.at(8))] }
        #expect(
            late.holds
                && late.doubts == [.guidanceRecordedLater(given: Row.at(3), recorded: Row.at(8))]
        )
        #expect(late.doubts.first?.title.zh.contains("2021-08-03 09:00") == true)
        #expect(late.doubts.first?.title.en.contains("2021-08-08 09:00") == true)
        // At the very moment of the visit it is late; a minute before, and where other guidance was recorded in time, it is not.
        #expect(!Row.file { $0.guidance = [guided(3, recorded: Row.at(5))] }.doubts.isEmpty)
        #expect(Row.file { $0.guidance = [guided(3, recorded: Row.at(5, "08:59"))] }.doubts == [])
        let both = Row.file {
            $0.guidance = [guided(3, recorded: Row.at(8)), guided(4, recorded: Row.at(4))]
        }
        #expect(both.holds && both.doubts == [])
        // Stated for after the visit it does not count at all.
        #expect(Row.file { $0.guidance = [guided(6, recorded: Row.at(8))] }.missing == [.guidance])
    }

    @Test("The same director through two terms that follow on each other is one person")
    func twoTerms() {
        func term(_ person: String, _ from: String, _ to: String? = nil) -> Posting {
            Posting(duty: .director, person: person, from: Day(from) ?? .first, to: to.flatMap { Day($0) })
        }
        func doubts(_ terms: Posting...) -> [CaseFinding.Doubt] { Row.file { $0.directors = terms }.doubts }
        #expect(doubts(term("甲", "2021-01-01", "2021-08-05"), term("甲", "2021-08-06")) == [])
        #expect(doubts(term("甲", "2021-08-06"), term("甲", "2021-01-01", "2021-08-05")) == [])
        // A day without a director, and another person between, are said.
        #expect(
            doubts(term("甲", "2021-01-01", "2021-08-05"), term("甲", "2021-08-07")) == [.changedHands]
        )
        #expect(
            doubts(
                term("甲", "2021-01-01", "2021-08-05"),
                term("乙", "2021-08-06", "2021-08-06"),
                term("甲", "2021-08-07")
            )
                == [.changedHands]
        )
    }

    @Test("Whoever directs the site since the guidance may not know of it: it counts, and is said")
    func newSinceGuidance() {
        let before = Posting(duty: .director, person: "甲", from: Row.director.from, to: Day("2021-08-03"))
        let after = Posting(duty: .director, person: "乙", from: Day("2021-08-04") ?? .first)
        let finding = Row.file { $0.directors = [before, after] }
        #expect(finding.holds && finding.doubts == [.newSinceGuidance] && !finding.changedHands)
    }

    @Test(
        "Of several pairs the one that lacks the fewest conditions is shown; of such the latest; and why is said"
    )
    func bestPair() {
        // (5, 9) lacks guidance alone: (b). (5, none), (9, none) lack (b) and (d) or (c) and (d).
        let file = { (file: inout SiteFile) in
            file.guidance = [.init(version: Row.v1, at: Row.at(6))]
            file.visits = [Row.found, Row.visit(2, Row.at(9))]
        }
        let finding = Row.file(file)
        #expect(finding.found == Row.found && finding.again?.startedAt == Row.at(9))
        #expect(finding.missing == [.guidance] && finding.pairs == 3 && finding.choice != nil)
        // Not issued lacks two particulars of two conditions; a visit that is neither below nor of the same item two of one.
        let other = Row.file { file in
            file.visits = [
                Row.found, Row.visit(2, Row.at(7), below: false, notMet: []),
                Row.visit(3, Row.at(12), notMet: ["B-02"]),
            ]
            file.mendings = [.init(item: "A-04", at: Row.at(7), visit: file.visits[1].id)]
        }
        // (5, 7) lacks the same item and the minimum, (5, 12) the same item alone.
        #expect(other.found == Row.found && other.again?.startedAt == Row.at(12))
        #expect(other.missing == [.sameItem] && other.pairs == 4)
        // Two pairs that lack the same: the later one, whatever was first in the list.
        let twice = Row.file { file in
            file.guidance = []
            file.visits = [Row.found, Row.visit(2, Row.at(7)), Row.visit(3, Row.at(8))]
            file.notices.append(
                Row.notice(of: file.visits[1], reached: Row.at(7, "10:00"), due: Row.at(7, "11:00"))
            )
        }
        // The notice of the 7th gives till the 8th at 10:00, an hour too long for the 8th at 9:00.
        #expect(twice.found == Row.found && twice.again?.startedAt == Row.at(8))
        #expect(twice.missing == [.guidance])
        #expect(Row.file().choice == nil)
    }
}
