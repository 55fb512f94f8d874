import Compliance
import Postgres
import Testing

@testable import Store

@Suite("What the record says of cadences and draws")
struct PlanningEvidenceTests {
    private static let id = "018f0000-0000-7000-8000-000000000001"

    @Test(
        "A row that was changed, taken away or put in behind the program's back is found",
        arguments: [
            ("UPDATE cadence SET days = 30", ["cadence/zone cadence"]),
            ("UPDATE cadence SET valid_from = valid_from + 1", ["cadence/zone cadence"]),
            ("DELETE FROM cadence", ["cadence/zone cadence"]),
            ("UPDATE draw SET last_day = last_day + 1", ["draw/\(id) draw"]),
            ("UPDATE draw SET frame = replace(frame, 'T-03', 'T-04')", ["draw/\(id) draw frame"]),
            ("UPDATE draw_seed SET seed = sha256('mine')", ["draw/\(id) draw seed"]),
            ("DELETE FROM draw_seed", ["draw/\(id) draw seed"]),
            (
                "UPDATE draw_seed SET seed = sha256('mine'); UPDATE draw SET seed_digest = sha256(sha256('mine'))",
                ["draw/\(id) draw"]
            ),
            ("DELETE FROM draw; DELETE FROM draw_seed", ["draw/\(id) draw"]),
            ("UPDATE draw_discard SET reason = '没有'", ["draw/\(id) draw_discard"]),
            ("DELETE FROM draw_discard", ["draw/\(id) draw_discard"]),
        ]
    )
    func tampered(change: String, found: [String]) async throws {
        try await DrawCounty.with { county in
            let shell = county.county.shell
            try await shell.setCadence(
                CadenceForm.node(
                    kind: "zone",
                    days: "14",
                    daysBelow: "3",
                    from: "\(Day(county.now) + 1)",
                    reason: "会议"
                ),
                now: county.now
            )
            try await shell.commitDraw(county.form(1), now: county.now)
            try await shell.discardDraw(InspectionRows.id(1), reason: "误")
            try await county.log.seal()
            let evidence = EvidenceCounty(log: county.log)
            #expect(try await evidence.differing() == [])
            #expect(try await evidence.differing(after: change) == found)
        }
    }
}
