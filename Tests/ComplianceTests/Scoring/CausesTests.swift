import Testing

@testable import Compliance

/// Of 100 points A-01 (critical) has 10, B-01 (major) 40 and B-02 (minor) 50; under 70 is below the minimum.
@Suite("By which items a site is below the minimum")
struct CausesTests {
    private static func causes(
        _ answers: [String: Answer.Value],
        fixed: Set<String> = []
    ) throws -> Set<String> {
        let standard = try Standard.sample([
            .sample("A-01", .critical, points: 10), .sample("B-01", .major, points: 40),
            .sample("B-02", .minor, points: 50),
        ])
        let sheet = standard.sheet(answers, fixed: fixed)
        return standard.causes(of: standard.score(sheet), sheet)
    }

    @Test("The critical item, where the score alone would do: 90")
    func critical() throws {
        #expect(try Self.causes(["A-01": .no, "B-01": .yes, "B-02": .yes]) == ["A-01"])
        #expect(try Self.causes(["A-01": .yes, "B-01": .yes, "B-02": .yes]) == [])
    }

    @Test("All that was not met, where it would be below with the critical one met too: 60")
    func all() throws {
        #expect(try Self.causes(["A-01": .no, "B-01": .no, "B-02": .yes]) == ["A-01", "B-01"])
        #expect(try Self.causes(["A-01": .yes, "B-01": .yes, "B-02": .no]) == ["B-02"])
    }

    @Test("Nothing, where it is below by what nobody checked alone: the floor, or 60 points")
    func notChecked() throws {
        #expect(try Self.causes(["B-01": .yes, "B-02": .yes]) == [])
        #expect(try Self.causes(["A-01": .yes, "B-02": .yes]) == [])
        // With A-01 taken for met it has 60 points still.
        #expect(try Self.causes(["B-01": .no, "B-02": .yes]) == ["B-01"])
    }

    @Test("What was mended on the spot is no cause")
    func mended() throws {
        #expect(try Self.causes(["A-01": .no, "B-01": .yes, "B-02": .yes], fixed: ["A-01"]) == [])
    }
}
