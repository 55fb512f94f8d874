import AuditLog
import Postgres
import StrictJSON
import Testing

@testable import Compliance
@testable import Store

@Suite("Whoever sent something is told what became of it, once")
struct OwnCausesTests {
    private static func told(_ cause: String, _ county: ClockCounty) async throws -> [String] {
        try await county.owner
            .query(
                "SELECT recipient || ' ' || thing AS said FROM message WHERE cause = \(cause) ORDER BY entry, place"
            )
            .map { row in try row["said"] }
    }

    @Test("An answer that was sent back: the director, once, and not once more a week later")
    func returned() async throws {
        try await ClockCounty.with { county in
            try await county.county.file(1)
            let visit = try InspectionRows.id(1).description
            let form = try SubmissionForm(
                id: InspectionRows.id(20).description,
                inspection: visit,
                words: "已更换门锁",
                evidence: []
            )
            let wang = try await county.county.acting("wang")
            #expect(try await wang.submit(form, site: "T-01", item: "A-04") == .done)
            _ = try await county.clock.clockTurn(withRungs: false)
            #expect(try await Self.told("submission.returned", county) == [])
            let li = try await county.county.acting("li")
            let outcome = try await li.verify(
                .submission(try InspectionRows.id(20)),
                .returned,
                why: "照片看不清",
                site: "T-01",
                item: "A-04"
            )
            #expect(outcome == .done)
            let at = try await county.owner.query("SELECT verified_at FROM verification")[0]
            let moment = try at["verified_at"] as Instant
            let told = ["wang submission.returned/T-01/\(moment)"]
            for days in 0...9 {
                let now = try await county.owner.query("SELECT clock_timestamp() AS now_at")[0]
                let later = (try now["now_at"] as Instant).adding(days: days)
                _ = try await county.clock.clockTurn(at: later, withRungs: false)
                #expect(try await Self.told("submission.returned", county) == told, "\(days) days later")
            }
        }
    }

    @Test(
        "Photographs that a visit names and that have not come a day after it was received: who filed it, once"
    )
    func pending() async throws {
        try await ClockCounty.with { county in
            let li = try await county.county.acting("li")
            for (number, photo) in [(1, [UInt8](repeating: 1, count: 900)), (2, UploadTests.jpeg(900))] {
                let digest = Hash(of: photo).hex
                let answers = Node.object([
                    ("A-04", .object([("value", "no"), ("evidence", .array([.string(digest)]))]))
                ])
                let members = try #require(try FilingTests.filing(number, site: "T-0\(number)").object)
                let node = Node.object(members.map { ($0.name, $0.name == "answers" ? answers : $0.value) })
                _ = try await li.file(node, receivedAt: moment("08-18 12:00"))
            }
            // The second has come, the first has not.
            _ = try await UploadTests.send(UploadTests.jpeg(900), to: li)
            try await county.turn("08-19 11:59")
            #expect(try await Self.told("evidence.pending", county) == [])
            let told = ["li evidence.pending/\(try InspectionRows.id(1))"]
            for time in [
                "08-19 12:00", "08-19 12:01", "08-20 09:00", "08-25 23:59", "08-26 12:00", "08-30 09:00",
            ] {
                try await county.turn(time)
                #expect(try await Self.told("evidence.pending", county) == told, "\(time)")
            }
        }
    }

    @Test("A week in which nobody turned the clock: what is due of it then, each once, counted by hand")
    func weekOfDowntime() async throws {
        try await ClockCounty.with { county in
            try await county.county.file(1)
            // Of the 18th: T-02 was to be seen by 8 January; told to the administrator and the inspector.
            #expect(try await county.turn("08-18 10:00") == 2)
            // Meanwhile, each on its day: near on the 19th (past), overdue on the 19th, T-01's visit by the 21st, week 33 over on
            // the 22nd, T-02 said again after seven days.
            #expect(try await county.turn("08-25 10:00") == 7)
            #expect(
                try await county.told(on: "08-25")
                    == [
                        "admin order.overdue/county 08-25", "admin site.unvisited/2021-01-08 08-25",
                        "admin site.unvisited/2021-08-21 08-25", "admin week.unclosed/2021-W33 08-25",
                        "li site.unvisited/2021-01-08 08-25", "li site.unvisited/2021-08-21 08-25",
                        "wang order.overdue/\(ClockTests.deadline) 08-25",
                    ]
            )
            #expect(try await county.turn("08-25 10:01") == 0)
            #expect(try await county.told().count == 9)
        }
    }
}
