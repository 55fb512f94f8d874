import Testing

@testable import Compliance

/// `domain.md` §7 (a) and (b) of one version, by hand. August 2021.
@Suite("Whether the standard was handed down")
struct HandingDownTests {
    private static let v1 = StandardDigests(checklist: "c1", baseline: "b1")

    private static func at(_ day: Int, _ clock: String = "09:00") -> Instant {
        let text = "2021-08-\(day < 10 ? "0" : "")\(day)T\(clock):00+08:00"
        guard let instant = Instant(text) else { fatalError(text) }
        return instant
    }

    private static func file(issued: Instant?, received: Instant? = nil, guided: [Instant] = []) -> SiteFile {
        SiteFile(
            visits: [],
            issues: issued.map { [.init(version: v1, at: $0, receivedAt: received)] } ?? [],
            guidance: guided.map { .init(version: v1, at: $0) }
        )
    }

    @Test("Nothing on record: issue and guidance are missing, and no receipt is asked for")
    func nothing() {
        let state = Self.file(issued: nil).handingDown(of: Self.v1, at: Self.at(5))
        #expect(state.missing == [.issue, .guidance] && state.receipt == .notIssued && state.issuedAt == nil)
        let guided = Self.file(issued: nil, guided: [Self.at(3)]).handingDown(of: Self.v1, at: Self.at(5))
        #expect(guided.missing == [.issue, .guidance] && !guided.wasGuidedBeforeIssue)
    }

    @Test("Unacknowledged it counts as received after 24 hours, to the minute")
    func lapse() {
        let file = Self.file(issued: Self.at(2, "10:00"), guided: [Self.at(2, "11:00")])
        let before = file.handingDown(of: Self.v1, at: Self.at(3, "09:59"))
        #expect(before.missing == [.receipt] && before.receipt == .waiting(until: Self.at(3, "10:00")))
        let after = file.handingDown(of: Self.v1, at: Self.at(3, "10:00"))
        #expect(after.missing == [] && after.receipt == .lapsed(at: Self.at(3, "10:00")))
    }

    @Test("An acknowledgement counts from its moment, and is named also where it came after 24 hours")
    func acknowledged() {
        let file = Self.file(issued: Self.at(2), received: Self.at(2, "12:00"), guided: [Self.at(2, "13:00")])
        #expect(file.handingDown(of: Self.v1, at: Self.at(2, "11:00")).receipt == .waiting(until: Self.at(3)))
        let state = file.handingDown(of: Self.v1, at: Self.at(2, "14:00"))
        #expect(state.receipt == .acknowledged(at: Self.at(2, "12:00")) && state.isComplete)
        let late = Self.file(issued: Self.at(2), received: Self.at(5))
            .handingDown(of: Self.v1, at: Self.at(6))
        #expect(late.receipt == .acknowledged(at: Self.at(5)) && late.missing == [.guidance])
    }

    @Test("Guidance counts after the issue and before the moment; the first that counts is named")
    func guidance() {
        let early = Self.file(issued: Self.at(2), received: Self.at(2), guided: [Self.at(1), Self.at(2)])
            .handingDown(of: Self.v1, at: Self.at(5))
        #expect(early.missing == [.guidance] && early.wasGuidedBeforeIssue && early.guidedAt == nil)
        let later = Self.file(
            issued: Self.at(2),
            received: Self.at(2),
            guided: [Self.at(1), Self.at(4), Self.at(3)]
        )
        #expect(later.handingDown(of: Self.v1, at: Self.at(5)).guidedAt == Self.at(3))
        #expect(!later.handingDown(of: Self.v1, at: Self.at(5)).wasGuidedBeforeIssue)
        #expect(later.handingDown(of: Self.v1, at: Self.at(3)).missing == [.guidance])
    }

    @Test("Another baseline is another version: what was issued of the one says nothing of the other")
    func otherMinimum() {
        let file = Self.file(issued: Self.at(2), received: Self.at(2), guided: [Self.at(3)])
        let other = StandardDigests(checklist: "c1", baseline: "b2")
        #expect(file.handingDown(of: other, at: Self.at(5)).missing == [.issue, .guidance])
        #expect(file.handingDown(of: Self.v1, at: Self.at(5)).missing == [])
    }
}
