import AuditLog
import Compliance
import Postgres
import StrictJSON
import Testing

@testable import Store

@Suite("Gaps and their evidence: what has not come closes nothing, on the spot or by verification")
struct OwedEvidenceTests {
    private static let photo = UploadTests.jpeg(600)
    private static let fixed: Node = .object([
        ("value", "no"), ("evidence", .array([.string(Hash(of: photo).hex)])), ("fixedOnSpot", true),
    ])

    private static func runs(_ store: Store, _ item: String) async throws -> [String] {
        try await store.query(
            "SELECT r.state, r.deadline FROM gap_runs(1, 'T-01', \(item)) AS r ORDER BY r.number"
        )
        .map { "\(try $0["state"] as String) \((try $0["deadline"] as Instant).shanghai)" }
    }

    @Test(
        "Fixed on the spot with a photograph to come: open in every list, and in the notice; closed once it has come"
    )
    func onTheSpot() async throws {
        try await NoticeCounty.with { county in
            let store = county.shell
            try await county.file(1, answers: [("A-01", Self.fixed)])
            let id = try InspectionRows.id(1)
            // A-01 is major: 72 hours.
            #expect(try await Self.runs(store, "A-01") == ["open 2021-08-21 09:00"])
            let record = try await store.gap("T-01", "A-01")
            #expect(record.visits.map(\.finding) == [.owed])
            #expect(record.runs.map(\.state) == [.open])
            let gaps = try await store.site("T-01").openGaps
            #expect(gaps.first { $0.item == "A-01" }?.deadline == moment("08-21 09:00"))
            let inspection = try await store.inspection(id)
            #expect(try await store.noticeContent(of: inspection).content?.items.map(\.item) == ["A-01"])
            let week = try #require(ISOWeek("2021-W33"))
            let orders = try await store.weekDraft(week, now: moment("08-22 09:00")).content.orders
            #expect(orders.opened == 1 && orders.ended == 0)
            // Found again, it keeps the deadline that it was given then.
            try await county.file(2, "08-19 09:00", answers: [("A-01", "no")])
            #expect(try await Self.runs(store, "A-01") == ["open 2021-08-21 09:00"])
            let rows = InspectionRows(store: store, database: county.people.owner)
            #expect(try await rows.past("A-01", at: 2) == "persisting 08-18")
            // The photograph comes: it was mended on the 18th, and what was found on the 19th is new.
            _ = try await UploadTests.send(Self.photo, to: store)
            #expect(try await Self.runs(store, "A-01") == ["open 2021-08-22 09:00"])
            #expect(try await rows.past("A-01", at: 2) == "backAgain 08-19")
            #expect(try await store.gap("T-01", "A-01").visits.map(\.finding) == [.fixed, .found])
            await #expect(throws: StoreError.noNoticeOf(id, .settled)) { try await county.issue(1) }
        }
    }

    @Test("A notice is issued of it while it is to come, and keeps what it says")
    func notice() async throws {
        try await NoticeCounty.with { county in
            try await county.file(1, answers: [("A-01", Self.fixed)])
            let notice = try await county.issue(1).notice
            #expect(notice.content.items.map(\.item) == ["A-01"])
            #expect(notice.content.items.map(\.deadline) == [moment("08-21 09:00")])
            _ = try await UploadTests.send(Self.photo, to: county.shell)
            #expect(try await county.issue(1).notice.content.items.map(\.item) == ["A-01"])
        }
    }

    @Test("An answer whose photograph has not come from whoever sent it is not verified; it may be returned")
    func answers() async throws {
        try await CountyWithGap.with { gap in
            let digest = Hash(of: Self.photo).hex
            _ = try await gap.submit("wang", 20, evidence: [digest])
            await #expect(throws: StoreError.gap(.pending)) { try await gap.verify("li", 20) }
            // Another's receipt does not count.
            _ = try await UploadTests.send(Self.photo, to: try gap.store("zhao"))
            await #expect(throws: StoreError.gap(.pending)) { try await gap.verify("li", 20) }
            #expect(try await gap.verify("li", 20, .returned) == .done)
            _ = try await gap.submit("wang", 21, evidence: [digest])
            _ = try await UploadTests.send(Self.photo, to: try gap.store("wang"))
            #expect(try await gap.verify("li", 21) == .done)
            #expect(try await gap.state() == "verified +0 2021-08-19 09:00")
            #expect(try await gap.county.said("verify%") == ["verify gap/T-01/A-01"])
        }
    }

    @Test(
        "Files of an answer are read by whoever may read it: no director of another site, nobody who is not known"
    )
    func reading() async throws {
        try await CountyWithGap.with { gap in
            _ = try await gap.submit("wang", 20, evidence: [Hash(of: Self.photo).hex])
            let id = try InspectionRows.id(20)
            let place = SubmissionPlace(submission: id, item: "A-01", index: 0)
            let readers = [try gap.store("li"), try gap.store("wang")]
            for store in readers {
                await #expect(throws: EvidenceRefusal.noFile) { try await store.openEvidence(at: place) }
                #expect(try await store.gap("T-01", "A-01").files[id]?.map(\.isPending) == [true])
            }
            _ = try await UploadTests.send(Self.photo, to: try gap.store("wang"))
            for store in readers {
                #expect(try await store.openEvidence(at: place).first == Self.photo)
                #expect(try await store.gap("T-01", "A-01").files[id]?.map(\.isPending) == [false])
            }
            await #expect(throws: EvidenceRefusal.noFile) {
                try await gap.county.server.openEvidence(at: place)
            }
            // The director's term is over: the site is theirs no more, nor what it answered.
            _ = try await gap.county.owner.query("DELETE FROM account_duty WHERE account = 'wang'")
            await #expect(throws: EvidenceRefusal.noFile) {
                try await gap.store("wang").openEvidence(at: place)
            }
        }
    }

    @Test("A verification is overtaken by a visit that came in after it: lists, pages and pasts say so alike")
    func overtaken() async throws {
        try await CountyWithGap.with { gap in
            func visit(_ number: Int, at time: Instant) async throws {
                try await gap.rows.add(
                    number,
                    "T-01",
                    at: time,
                    grade: 0,
                    score: 60,
                    gaps: ["A-01"],
                    severity: .critical,
                    filedBy: "li"
                )
            }
            _ = try await gap.submit("wang", 20)
            let sent = try #require(try await gap.county.shell.gap("T-01", "A-01").life.submissions.first).at
            _ = try await gap.verify("li", 20)
            #expect(try await gap.state() == "verified +0 2021-08-19 09:00")
            #expect(try await gap.county.shell.site("T-01").openGaps.map(\.item) == ["A-02"])
            // Before the answer it takes nothing back, a microsecond after it does.
            try await visit(2, at: sent.adding(seconds: -1))
            #expect(try await gap.state() == "verified +1 2021-08-19 09:00")
            try await visit(3, at: Instant(microseconds: sent.microseconds + 1))
            #expect(try await gap.state() == "open +2 2021-08-19 09:00")
            #expect(try await Self.runs(gap.county.shell, "A-01") == ["open 2021-08-19 09:00"])
            #expect(try await gap.county.shell.site("T-01").openGaps.map(\.item) == ["A-01"])
            #expect(try await gap.rows.past("A-01", at: 3) == "persisting 08-18")
            try await visit(4, at: sent.adding(seconds: 86_400))
            #expect(try await gap.rows.past("A-01", at: 4) == "persisting 08-18")
        }
    }
}
