import Testing

@testable import Compliance

/// The ten rows of the table in `domain.md` §7, and what they leave open. August 2021; A-04 is critical, 24 hours.
@Suite("When a case may be opened")
struct CaseFindingTests {
    static let v0 = StandardDigests(checklist: "c0", baseline: "b1")
    static let v1 = StandardDigests(checklist: "c1", baseline: "b1")
    /// The same checklist by another minimum: another version.
    static let v2 = StandardDigests(checklist: "c1", baseline: "b2")

    static func at(_ day: Int, _ clock: String = "09:00") -> Instant {
        let text = "2021-08-\(day < 10 ? "0" : "")\(day)T\(clock):00+08:00"
        guard let instant = Instant(text) else { fatalError(text) }
        return instant
    }

    static func visit(
        _ number: Int,
        _ startedAt: Instant,
        _ version: StandardDigests = v1,
        below: Bool = true,
        notMet: Set<String> = ["A-04"]
    ) -> SiteFile.Visit {
        guard let id = InspectionID("017b0000-0000-7000-8000-00000000000\(number)") else {
            fatalError("an id")
        }
        return SiteFile.Visit(
            id: id,
            startedAt: startedAt,
            version: version,
            isBelowMinimum: below,
            causes: below ? notMet : [],
            notMet: notMet
        )
    }

    static func notice(
        of visit: SiteFile.Visit,
        reached: Instant? = at(5, "10:00"),
        due: Instant = at(6, "10:00"),
        _ item: String = "A-04"
    ) -> SiteFile.Notice {
        SiteFile.Notice(visit: visit.id, reachedAt: reached, deadlines: [item: .init(hours: 24, at: due)])
    }

    static let found = visit(1, at(5))
    static let director = Posting(duty: .director, person: "卫生院院长", from: Day("2021-01-01") ?? .first)

    /// The first row, in which everything is there.
    static func file(_ change: (inout SiteFile) -> Void = { _ in }) -> CaseFinding {
        var file = SiteFile(
            visits: [found, visit(2, at(7))],
            issues: [.init(version: Self.v1, at: at(2), receivedAt: at(2, "12:00"))],
            guidance: [.init(version: Self.v1, at: at(3))],
            notices: [notice(of: found)],
            directors: [director]
        )
        change(&file)
        return file.finding
    }

    @Test("Row 1: everything is on record")
    func all() {
        let finding = Self.file()
        #expect(finding.missing == [] && finding.items == ["A-04"] && !finding.changedHands)
        #expect(finding.found?.startedAt == Self.at(5) && finding.again?.startedAt == Self.at(7))
    }

    @Test("Row 2: nobody acknowledged, and 24 hours had passed; one minute less had not")
    func receipt() {
        #expect(Self.file { $0.issues = [.init(version: Self.v1, at: Self.at(2))] }.holds)
        let late = Self.file { $0.issues = [.init(version: Self.v1, at: Self.at(4, "09:01"))] }
        #expect(late.missing == [.receipt, .guidance])
        let acknowledged = Self.file {
            $0.issues = [.init(version: Self.v1, at: Self.at(4, "09:01"), receivedAt: Self.at(4, "10:00"))]
            $0.guidance = [.init(version: Self.v1, at: Self.at(4, "11:00"))]
        }
        #expect(acknowledged.holds)
    }

    @Test("Row 3: guidance after the visit; guidance before the issue")
    func guidance() {
        #expect(Self.file { $0.guidance = [.init(version: Self.v1, at: Self.at(6))] }.missing == [.guidance])
        #expect(Self.file { $0.guidance = [.init(version: Self.v1, at: Self.at(1))] }.missing == [.guidance])
        #expect(Self.file { $0.guidance = [.init(version: Self.v0, at: Self.at(3))] }.missing == [.guidance])
    }

    @Test("Row 4: another gap is a new finding, not the same item again")
    func anotherGap() {
        let finding = Self.file {
            $0.visits[1] = Self.visit(2, Self.at(7), notMet: ["B-02"])
            $0.mendings = [.init(item: "A-04", at: Self.at(7), visit: $0.visits[1].id)]
        }
        #expect(!finding.holds)
        // The second visit's finding lacks its notice and a later visit; the first lacks the same item.
        #expect(finding.found == Self.found && finding.missing == [.sameItem])
    }

    @Test("Row 5: before the deadline")
    func beforeDeadline() {
        #expect(Self.file { $0.visits[1] = Self.visit(2, Self.at(6)) }.missing == [.laterVisit])
        #expect(Self.file { $0.visits[1] = Self.visit(2, Self.at(6, "10:01")) }.holds)
    }

    @Test("Row 6: below by what was not checked alone")
    func notChecked() {
        let finding = Self.file { $0.visits[0] = Self.visit(1, Self.at(5), notMet: []) }
        // The second visit found A-04 itself, and has no notice yet.
        #expect(finding.found?.startedAt == Self.at(7) && finding.missing == [.notice, .laterVisit])
        let neither = Self.file { file in
            file.visits = [Self.visit(1, Self.at(5), notMet: []), Self.visit(2, Self.at(7), notMet: [])]
        }
        #expect(neither.missing == [.finding] && neither.found == nil)
    }

    @Test("Row 7: another version is in force, and was not issued")
    func anotherVersion() {
        let found = Self.visit(1, Self.at(11), Self.v2)
        let finding = Self.file { file in
            file.visits = [found, Self.visit(2, Self.at(14), Self.v2)]
            file.notices = [Self.notice(of: found, reached: Self.at(11, "10:00"), due: Self.at(12, "10:00"))]
        }
        #expect(finding.missing == [.issue, .guidance])
    }

    @Test(
        "A version that came into force between the two visits counts only where it was handed down as well"
    )
    func laterVersion() {
        let later = Self.file { $0.visits[1] = Self.visit(2, Self.at(14), Self.v2) }
        #expect(later.missing == [.laterVersion])
        let handed = Self.file { file in
            file.visits[1] = Self.visit(2, Self.at(14), Self.v2)
            file.issues.append(.init(version: Self.v2, at: Self.at(10)))
            file.guidance.append(.init(version: Self.v2, at: Self.at(12)))
        }
        #expect(handed.holds)
    }

    @Test("Row 8: the notice reached nobody")
    func noNotice() {
        #expect(Self.file { $0.notices = [Self.notice(of: Self.found, reached: nil)] }.missing == [.notice])
        #expect(Self.file { $0.notices = [] }.missing == [.notice])
    }

    @Test("Row 9: the deadline was moved; and none is earlier than its hours after the notice arrived")
    func moved() {
        let moved = Self.file { $0.notices = [Self.notice(of: Self.found, due: Self.at(9, "10:00"))] }
        #expect(moved.missing == [.laterVisit])
        let arrivedLate = Self.file {
            $0.notices = [Self.notice(of: Self.found, reached: Self.at(6, "10:00"))]
        }
        #expect(arrivedLate.missing == [.laterVisit])
    }

    @Test("Row 10: another director since the 6th: it holds, and says so; so does a vacancy")
    func changedHands() {
        let before = Posting(duty: .director, person: "前任院长", from: Self.director.from, to: Day("2021-08-05"))
        let after = Posting(duty: .director, person: "继任院长", from: Day("2021-08-06") ?? .first)
        let changed = Self.file { $0.directors = [before, after] }
        #expect(changed.holds && changed.changedHands)
        #expect(Self.file { $0.directors = [before] }.changedHands)
    }

    @Test("A pair that led to a case leads to no other, whatever became of it; the next pair does")
    func led() throws {
        let id = try #require(FactID("017b0000-0000-7000-8000-000000000099"))
        func finding(_ visits: [SiteFile.Visit]) -> CaseFinding {
            Self.file { file in
                file.visits = visits
                file.cases = [.init(id: id, found: Self.found.id, again: Self.visit(2, Self.at(7)).id)]
            }
        }
        let alone = finding([Self.found, Self.visit(2, Self.at(7))])
        // What is left is the finding of the 5th without a later visit, and that of the 7th, which lacks a notice too.
        #expect(alone.found == Self.found && alone.again == nil && alone.missing == [.laterVisit])
        #expect(alone.pairs == 2)
        let next = finding([Self.found, Self.visit(2, Self.at(7)), Self.visit(3, Self.at(9))])
        #expect(next.holds && next.found == Self.found && next.again?.startedAt == Self.at(9))
    }

    @Test("A visit without a grade neither ends nor extends being below the minimum, and is none of the two")
    func undecided() {
        func visit(_ number: Int, _ day: Int, _ isBelow: Bool?) -> SiteFile.Visit {
            SiteFile.Visit(
                id: Self.visit(number, Self.at(day)).id,
                startedAt: Self.at(day),
                version: Self.v1,
                isBelowMinimum: isBelow,
                causes: isBelow == true ? ["A-04"] : [],
                notMet: ["A-04"]
            )
        }
        func since(_ grades: Bool?...) -> Instant? {
            SiteFile(visits: grades.enumerated().map { visit($0 + 1, $0 + 1, $1) }).belowSince
        }
        #expect(since(true, nil, true) == Self.at(1) && since(true, nil) == Self.at(1))
        #expect(since(nil, true) == Self.at(2) && since(nil) == nil)
        #expect(since(true, nil, false) == nil && since(true, false, nil, true) == Self.at(4))
        let again = Self.file { $0.visits[1] = visit(2, 7, nil) }
        #expect(again.missing == [.stillBelow])
        let between = Self.file { $0.visits.insert(visit(3, 6, nil), at: 1) }
        #expect(between.holds && between.again?.startedAt == Self.at(7))
    }

    @Test("Mended in between, it is not the same gap still; below no more, nothing is")
    func mended() {
        let between = Self.visit(3, Self.at(6), below: false, notMet: [])
        let mended = Self.file {
            $0.visits.insert(between, at: 1)
            $0.mendings = [.init(item: "A-04", at: between.finishedAt, visit: between.id)]
        }
        #expect(!mended.holds && mended.missing.contains(.sameItem))
        // Filed by somebody who may not close it, and confirmed by nobody, the same visit says nothing.
        let waiting = Self.file { $0.visits.insert(between, at: 1) }
        #expect(waiting.holds && waiting.found == Self.found && waiting.again?.startedAt == Self.at(7))
        // Nor does what one of the two visits themselves saw, or one that is not between them.
        let beside = Self.file { file in
            file.visits.append(Self.visit(4, Self.at(8), below: false, notMet: []))
            file.mendings = file.visits.map { .init(item: "A-04", at: $0.finishedAt, visit: $0.id) }
        }
        #expect(beside.holds && beside.items == ["A-04"])
        let above = Self.file { $0.visits[1] = Self.visit(2, Self.at(7), below: false) }
        #expect(above.missing == [.stillBelow])
    }
}
